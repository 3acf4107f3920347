import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { aProposedRisk } from '../support/records.ts';
import { NOW } from '../support/storage.ts';
import { openTerminal, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

describe('aims risks', () => {
  it('says that there is none, then lists and exports what there is', async () => {
    expect((await terminal.run('risks', 'list')).stdout).toBe('No risk is recorded.\n');
    await terminal.inDemonstration(async ({ risks, people }) => {
      const [maya] = (await people.list()).filter(({ displayName }) => displayName.startsWith('Maya'));
      const risk = { ...aProposedRisk(newId(), maya?.id ?? ''), reference: 'RSK-1' };
      await risks.create(risk, { kind: 'proposed', by: undefined, at: NOW }, newId());
    });

    expect((await terminal.run('risks', 'list')).stdout).toMatch(
      /^Demonstration data, not evidence\n[\s\S]*RSK-1 +.*proposed +high +Suitable people are not invited.*Maya Lindqvist/,
    );
    expect(await terminal.json('risks', 'list', '--json')).toMatchObject({
      notice: 'Demonstration data, not evidence',
      risks: [{ reference: 'RSK-1', rating: 'high', state: 'proposed' }],
    });
    const exported = await terminal.run('risks', 'export', '--format', 'csv', '--out', 'risks.csv');
    expect(exported.stdout).toBe('Wrote 1 risks to risks.csv\n');
    expect((await terminal.read('risks.csv')).toString()).toMatch(/"RSK-1"/);
    expect(await terminal.run('risks', 'export', '--format', 'pdf')).toMatchObject({ exitCode: 2 });
  });
});

describe('aims controls --statement', () => {
  it('answers for each of the 38 controls from what was decided', async () => {
    await terminal.inDemonstration(async ({ controls, people }) => {
      const [priya] = (await people.list()).filter(({ displayName }) => displayName.startsWith('Priya'));
      await controls.decide({
        ...{ id: newId(), controlId: 'A.2.2', decidedById: priya?.id ?? '', role: 'governance', decidedAt: NOW },
        stand: { applicable: true, because: 'The board wants one.', state: 'done', evidence: 'https://example.com' },
      });
    });

    const statement = await terminal.json('controls', '--statement', '--json');
    expect(statement).toMatchObject({
      notice: 'Demonstration data, not evidence',
      controls: expect.objectContaining({ length: 38 }),
    });
    expect(statement).toHaveProperty('controls.0', {
      ...{ id: 'A.2.2', title: expect.any(String), applicable: 'yes', because: ['The board wants one.'] },
      ...{ status: 'done', evidence: ['https://example.com'], contradicts: false },
    });
    expect((await terminal.run('controls', '--statement')).stdout).toMatch(
      /A\.2\.2 .* yes +done +The board wants one\.[\s\S]*A\.2\.3 .* not decided/,
    );
    expect((await terminal.run('controls', '--statement', '--csv')).stdout).toMatch(/"A\.10\.4"/);
  });
});

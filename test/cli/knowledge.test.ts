import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxOf, pdfOf } from '../support/document-files.ts';
import { aDocumentDecision } from '../support/records.ts';
import { auditKinds, openTerminal, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
  await terminal.write(
    'ai-policy.docx',
    docxOf(['# AI policy', '## Chatbots', 'Customer data stays out of chatbots.']),
  );
  await terminal.write('retention.pdf', pdfOf([['1. Retention of prompts', 'Prompts are kept for ninety days.']]));
});
afterAll(() => terminal.close());

async function approveAll(): Promise<void> {
  await terminal.inDemonstration(async ({ documents, people }) => {
    const jonas = (await people.list()).find(({ displayName }) => displayName === 'Jonas Weber');
    for (const version of await documents.list())
      if (version.standing.state === 'proposed') await documents.decide(aDocumentDecision(version, jonas?.id ?? ''));
  });
}

describe('aims knowledge', () => {
  it('adds files, which wait for a colleague', async () => {
    const added = await terminal.json(
      'knowledge',
      'add',
      'ai-policy.docx',
      'retention.pdf',
      '--as',
      'Priya Raman',
      '--json',
    );

    expect(added).toMatchObject([
      { slug: 'ai-policy', number: 1, state: 'proposed' },
      { slug: '1-retention-of-prompts', number: 1, state: 'proposed' },
    ]);
    expect(await auditKinds(terminal)).toEqual(expect.arrayContaining(['document.proposed']));
    const asked = await terminal.json('ask', 'How long are prompts kept?', '--as', 'Maya Lindqvist', '--json');
    expect(JSON.stringify(asked)).not.toContain('ninety days');
  });

  it('refuses those outside the governance team, an unchanged file and one it cannot read', async () => {
    await terminal.write('sheet.xlsx', 'x');
    const add = async (file: string, by: string) => (await terminal.run('knowledge', 'add', file, '--as', by)).stderr;

    expect(await add('ai-policy.docx', 'Maya Lindqvist')).toContain('does not have the role governance');
    expect(await add('ai-policy.docx', 'Priya Raman')).toContain('there already');
    expect(await add('sheet.xlsx', 'Priya Raman')).toContain('I can read only those');
    expect(await add('gone.md', 'Priya Raman')).toContain('gone.md cannot be read');
  });

  it('answers from what was approved, and says so', async () => {
    await approveAll();

    const answered = await terminal.json('ask', 'How long are prompts kept?', '--as', 'Maya Lindqvist', '--json');

    expect(answered).toMatchObject({
      band: 'answer',
      answer: expect.stringMatching(/Our own documents speak to this.*ninety days/),
      citations: expect.arrayContaining([expect.objectContaining({ id: expect.stringMatching(/^policy:/) })]),
    });
  });

  it('lists, shows and withdraws', async () => {
    const listed = await terminal.run('knowledge', 'list');
    expect(listed.stdout).toMatch(/^ai-policy +1 +approved +AI policy +ai-policy\.docx$/mu);
    expect((await terminal.run('knowledge', 'show', 'ai-policy')).stdout).toContain(
      'Customer data stays out of chatbots.',
    );

    const withdraw = (...more: readonly string[]) => terminal.run('knowledge', 'withdraw', 'ai-policy', ...more);
    expect((await withdraw('--as', 'Priya Raman')).stderr).toContain('reason');
    expect(await withdraw('--as', 'Priya Raman', '--reason', 'Old')).toMatchObject({ exitCode: 0 });
    expect((await withdraw('--as', 'Priya Raman', '--reason', 'Old')).stderr).toContain('Only what is approved');
    expect((await terminal.run('knowledge', 'list')).stdout).toMatch(/^ai-policy +1 +withdrawn/mu);
  });
});

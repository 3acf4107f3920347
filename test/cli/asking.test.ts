import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
  await terminal.inDemonstration(async ({ register, people }) => {
    const now = new Date('2027-02-01T00:00:00Z');
    const [owner] = await people.list();
    const system = await register.createSystem(
      { name: 'Otter.ai', aliases: ['Otter'], supplierId: undefined, ownerId: owner?.id, state: 'approved' },
      now,
    );
    await register.createUse(
      {
        systemId: system.id,
        state: 'approved',
        department: '',
        facets: {
          product: 'Otter.ai',
          account: 'company-paid',
          purpose: 'meeting-notes',
          users: 'company',
          countries: ['se'],
          data: ['internal'],
          connectors: ['none'],
          circumstances: ['none'],
        },
        lane: 'light',
        validUntil: new Date('2028-01-01T00:00:00Z'),
        submissionId: undefined,
        decisionId: undefined,
      },
      now,
    );
  });
});
afterAll(() => terminal.close());

describe('aims ask', () => {
  it('answers with exactly the promised fields', async () => {
    const answered = await terminal.json('ask', 'what does clause 6.1.4 ask for?', '--json');

    expect(Object.keys(Object(answered)).sort()).toEqual(['abstained', 'answer', 'band', 'citations', 'score']);
    expect(answered).toMatchObject({ band: 'answer', abstained: false, score: expect.any(Number) });
    expect(answered).toHaveProperty('citations.0', { id: 'iso42001:6.1.4', title: expect.any(String) });
  });

  it('abstains from what it cannot know', async () => {
    const answered = await terminal.json('ask', 'What is the weather in Paris?', '--json');

    expect(answered).toMatchObject({ band: 'abstain', abstained: true, citations: [] });
  });

  it('answers a file in its order, one line each', async () => {
    await terminal.write('questions.jsonl', '{"question": "What is the weather in Paris?"}\n\n"What is clause 9.2?"\n');

    const { stdout } = await terminal.run('ask', '--file', 'questions.jsonl', '--json');

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ abstained }) => abstained)).toEqual([true, false]);
  });

  it('names the line of a file that it cannot read, and answers nothing', async () => {
    await terminal.write('broken.jsonl', '{"question": "What is clause 9.2?"}\n{"asked": "no"}\n');

    expect(await terminal.run('ask', '--file', 'broken.jsonl')).toEqual({
      stdout: '',
      stderr: 'broken.jsonl:2 must be { "question": "…" } or a string.\n',
      exitCode: 1,
    });
  });

  it.each([[['ask']], [['ask', 'a', '--file', 'b']], [['ask', 'a', 'b']]])('wants one question: %j', async (words) => {
    expect(await terminal.run(...words)).toMatchObject({ stdout: '', exitCode: 2 });
  });

  it('tells a person what the register says, and writes nothing', async () => {
    const before = await terminal.json('audit', 'verify', '--json');

    const answered = await terminal.json(
      'ask',
      'Can I use Otter.ai for translation?',
      '--as',
      'maya lindqvist',
      '--json',
    );

    expect(answered).toMatchObject({ band: 'answer', abstained: false, citations: [] });
    expect(answered).toHaveProperty('answer', expect.stringContaining('Otter.ai: not approved for what you describe'));
    expect(await terminal.json('audit', 'verify', '--json')).toEqual(before);
  });

  it('answers a person from the pages where the register is not asked', async () => {
    const alone = await terminal.json('ask', 'what does clause 6.1.4 ask for?', '--json');

    expect(await terminal.json('ask', 'what does clause 6.1.4 ask for?', '--as', 'Maya Lindqvist', '--json')).toEqual(
      alone,
    );
  });

  it('refuses a person whom nobody knows', async () => {
    expect(await terminal.run('ask', 'Can I use Otter?', '--as', 'Nobody')).toMatchObject({ stdout: '', exitCode: 1 });
  });
});

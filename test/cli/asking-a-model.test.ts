import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockLanguage } from '../support/mock-language.ts';
import { everythingSent, type Mock, startMockModel } from '../support/mock-model.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const QUESTION = 'What does clause 6.1.4 ask for?';
const SUPPORTED = 'The organisation assesses the impact of its AI systems on individuals and societies.';

describe('aims ask with a language model', () => {
  let mock: Mock;
  let terminal: Terminal;
  beforeAll(async () => {
    mock = await startMockModel();
    terminal = await openTerminal('demonstration', mockLanguage(mock));
  });
  afterAll(async () => {
    await terminal.close();
    await mock.stop();
  });

  const answers = (...texts: string[]) => ({
    content: JSON.stringify({ sentences: texts.map((text) => ({ text, sources: [1] })), sufficient: true }),
    usage: { prompt_tokens: 900, completion_tokens: 80 },
  });
  const spent = async () => {
    const { rows } = await terminal.database.pool.query('SELECT payer, tokens FROM model_spending ORDER BY payer');
    return rows;
  };

  it('shows what was checked, and says on standard error whose words they are', async () => {
    mock.on({ predicate: () => true }, answers(SUPPORTED, 'Certification is mandatory.'));

    const { stdout, stderr, exitCode } = await terminal.run('ask', QUESTION, '--json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ answer: `${SUPPORTED} [1]`, band: 'answer', abstained: false });
    expect(stderr).toMatch(/Worded by a language model.*One sentence was left out/);
    expect(await spent()).toEqual([]);
    mock.reset();
  });

  it('stays word for word when the model fails, and says so', async () => {
    mock.on({ predicate: () => true }, { error: { message: 'boom' }, status: 500 });

    const { stdout, stderr, exitCode } = await terminal.run('ask', QUESTION, '--as', 'Maya Lindqvist');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('[1]');
    expect(stderr).toMatch(/cannot be reached/);
    mock.reset();
  });

  it('takes from the allowance of the person who asks, and logs the call', async () => {
    mock.on({ predicate: () => true }, answers(SUPPORTED));

    const { stdout } = await terminal.run('ask', `${QUESTION}`, '--as', 'Maya Lindqvist');

    expect(stdout).toContain(SUPPORTED);
    expect(await spent()).toMatchObject([{ tokens: 980 }, { payer: 'organisation', tokens: 980 }]);
    const { rows } = await terminal.database.pool.query(
      'SELECT purpose, outcome, "promptId", "inputTokens" FROM model_call ORDER BY "reservedAt", id',
    );
    expect(rows.at(-1)).toEqual({
      ...{ purpose: 'answer', outcome: 'answered', promptId: 'answer-from-passages', inputTokens: 900 },
    });
    expect(everythingSent(mock)).not.toMatch(/Maya|Lindqvist/);
    mock.reset();
  });

  it('leaves a log that an auditor can read, without anybody’s words', async () => {
    const log = await terminal.json('model', 'calls', '--json');

    expect(log).toMatchObject([
      { outcome: 'unavailable', purpose: 'answer' },
      {
        ...{ outcome: 'answered', purpose: 'answer', promptId: 'answer-from-passages', promptVersion: 1 },
        promptDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        ...{ model: 'test-model', inputTokens: 900, outputTokens: 80 },
        ...{ sentHash: expect.stringMatching(/^[0-9a-f]{64}$/), receivedHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/6\.1\.4|Maya|organisation assesses/);
    expect((await terminal.run('model', 'calls')).stdout).toMatch(/answer-from-passages 1 .*answered/);
    expect((await terminal.run('model', 'calls', '--since', '2027-03-02', '--json')).stdout.trim()).toBe('[]');
    expect(await terminal.run('model', 'calls', '--since', 'soon')).toMatchObject({ exitCode: 2 });
  });

  it('asks no model about a file of questions', async () => {
    await terminal.write('questions.jsonl', `{"question":"${QUESTION}"}\n`);
    mock.on({ predicate: () => true }, answers(SUPPORTED));

    const { stdout } = await terminal.run('ask', '--file', 'questions.jsonl');

    expect(stdout).not.toContain(SUPPORTED);
    expect(mock.getRequests()).toEqual([]);
  });
});

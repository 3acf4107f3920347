import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

const BROKEN = `id: broken
version: 1
title: Broken
notice: Nothing.
sections:
  - id: one
    title: One
    questions:
      - { id: a, kind: text, ask: A?, label: A, why: Because., clause: A.99.9 }
      - { id: a, kind: text, ask: B?, label: B, why: Because. }
screening: []
`;

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

describe('aims questionnaire', () => {
  it('lists what is shipped with its digest', async () => {
    expect(await terminal.json('questionnaire', 'list', '--json')).toEqual(
      expect.arrayContaining([
        {
          id: 'ai-use-registration',
          version: expect.any(Number),
          title: expect.any(String),
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ]),
    );
  });

  it('names every fault of a file with its line', async () => {
    await terminal.write('broken.yaml', BROKEN);

    const { stdout, stderr, exitCode } = await terminal.run('questionnaire', 'check', 'broken.yaml');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^broken\.yaml has (?:a fault|\d+ faults)\.\n$/);
    expect(stdout).toMatch(/^broken\.yaml:9: .*A\.99\.9/m);
    expect(stdout).toMatch(/^broken\.yaml:10: /m);
  });

  it('says that a good file is good', async () => {
    const file = `${import.meta.dirname}/../../knowledge/questionnaires/ai-use-registration.yaml`;

    expect(await terminal.run('questionnaire', 'check', file)).toMatchObject({
      stdout: expect.stringContaining(': ok ('),
      stderr: '',
      exitCode: 0,
    });
  });

  it('reads no file without end', async () => {
    expect(await terminal.run('questionnaire', 'check', '/dev/zero')).toMatchObject({
      stdout: '',
      stderr: expect.stringMatching(/^\/dev\/zero cannot be read: it has more than 20 MB\n$/),
      exitCode: 1,
    });
  });

  it('says in one line that there is no file', async () => {
    expect(await terminal.run('questionnaire', 'check', 'missing.yaml')).toEqual({
      stdout: '',
      stderr: 'missing.yaml cannot be read: there is no such file or folder\n',
      exitCode: 1,
    });
  });
});

describe('aims interview run', () => {
  const answers = {
    tool: 'PowerPoint Designer',
    purpose: 'presentations',
    account: 'built-in-company',
    users: 'company',
    countries: ['se'],
    data: ['internal'],
    circumstances: ['none'],
  };

  it('plays answers through the interview', async () => {
    await terminal.write('answers.json', JSON.stringify(answers));

    const played = await terminal.json(
      'interview',
      'run',
      'ai-use-registration',
      '--answers',
      'answers.json',
      '--json',
    );

    expect(Object.keys(Object(played))).toEqual(['asked', 'skipped', 'invalid', 'missing', 'complete', 'result']);
    expect(played).toMatchObject({
      asked: Object.keys(answers),
      invalid: [],
      missing: [],
      complete: true,
      result: { lane: 'light' },
    });
  });

  it('says what the impact rules make of an assessment', async () => {
    const assessment = {
      ...{
        tool: 'Copilot',
        stage: 'in-use',
        ourRole: ['user'],
        intendedUse: 'Drafts of letters.',
        decisions: ['none'],
      },
      ...{ affected: ['none'], autonomy: 'helps', data: ['internal'], features: ['none'], harm: ['none'] },
      ...{ countries: ['de'], owner: 'Dana Weber', supplier: null },
      ...{ 'law-ai-system': true, 'law-roles': ['deployer'], 'law-eu-link': ['output-used-in-eu'] },
      ...{ 'law-exclusions': ['none-of-these'], 'law-open-source': false, 'law-gpai-model': false },
      ...{ 'law-annex-i': 'none', 'law-annex-iii-areas': ['none-of-these'] },
      ...{ 'law-practice-signals': ['none-of-these'], 'law-transparency-functions': ['none-of-these'] },
    };
    await terminal.write('assessment.json', JSON.stringify(assessment));
    const run = ['interview', 'run', 'ai-system-impact-assessment', '--answers', 'assessment.json'];

    expect(await terminal.json(...run, '--json')).toMatchObject({
      complete: true,
      result: {
        impact: { level: 'low', oversight: 'use-policy', because: [{ rule: 'every-system' }], rules: { id: 'impact' } },
      },
    });
    expect((await terminal.run(...run)).stdout).toMatch(
      /Impact: low; oversight: use-policy\n[^\n]*\(A\.9\.2\) \[every-system\][\s\S]*retain A\.9\.2 \[everyday-errors\]/,
    );
  });

  it('says what is missing and what is not taken', async () => {
    await terminal.write('few.json', JSON.stringify({ tool: 'Otter.ai', purpose: 'no-such-purpose', stranger: 1 }));

    const played = await terminal.json('interview', 'run', 'ai-use-registration', '--answers', 'few.json', '--json');

    expect(played).toMatchObject({ complete: false, result: null, missing: expect.arrayContaining(['account']) });
    expect(played).toHaveProperty(
      'invalid',
      expect.arrayContaining([
        expect.objectContaining({ questionId: 'stranger' }),
        expect.objectContaining({ questionId: 'purpose' }),
      ]),
    );
  });

  it.each([
    [
      'an unknown questionnaire',
      ['interview', 'run', 'nothing', '--answers', 'answers.json'],
      /^There is no questionnaire “nothing”; there are: .*ai-use-registration.*\n$/,
      1,
    ],
    [
      'a file that is no JSON',
      ['interview', 'run', 'ai-use-registration', '--answers', 'bad.json'],
      /^bad\.json is not JSON: [^\n]*\n$/,
      1,
    ],
    ['no answers', ['interview', 'run', 'ai-use-registration'], /--answers FILE\.json\n$/, 2],
  ])('refuses %s', async (_case, words, sentence, exitCode) => {
    await terminal.write('bad.json', '{ not json');

    expect(await terminal.run(...words)).toEqual({ stdout: '', stderr: expect.stringMatching(sentence), exitCode });
  });
});

describe('aims controls', () => {
  it('lists the 38', async () => {
    const controls = await terminal.json('controls', '--json');

    expect(controls).toHaveLength(38);
    expect(controls).toHaveProperty('0', {
      id: 'A.2.2',
      title: expect.any(String),
      area: 'A.2',
      summary: expect.any(String),
    });
  });
});

describe('the command line', () => {
  it.each([
    [['nonsense'], 'There is no command “nonsense”; there are: ask, eval, questionnaire list,'],
    [['register', 'nonsense'], 'There is no command “register nonsense”; there are: register list, register show,'],
    [['controls', '--nonsense'], 'There is no option --nonsense. Usage: aims controls [--statement [--csv]] [--json]'],
    [['controls', 'more'], 'Usage: aims controls [--statement [--csv]] [--json]'],
    [['register', 'export', '--format', 'pdf'], 'Give a format: --format json|csv|xlsx'],
  ])('refuses %j in one line that names what exists', async (words, beginning) => {
    const { stdout, stderr, exitCode } = await terminal.run(...words);

    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr.startsWith(beginning)).toBe(true);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('shows the help of one command or of all', async () => {
    const all = await terminal.run('help');
    const one = await terminal.run('audit', 'verify', '--help');

    expect(all).toMatchObject({ stdout: expect.stringContaining('aims people erase'), exitCode: 0 });
    expect(one.stdout).toContain('aims audit verify [--anchor FILE]');
    expect(one.stdout).not.toContain('people');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

const SURVEY = {
  title: { default: 'Robots', fr: 'Robots d’ici' },
  pages: [
    {
      name: 'page-RS',
      title: { default: 'Risks', fr: 'Risques' },
      elements: [
        {
          type: 'radiogroup',
          name: 'Big Robot',
          title: { default: 'Is it big?', fr: 'Est-il grand ?' },
          isRequired: true,
          choices: [
            { value: 'yes-4', text: { default: 'Yes', fr: 'Oui' } },
            { value: 'no-0', text: { default: 'No', fr: 'Non' } },
          ],
        },
        { type: 'comment', name: 'how_big', visibleIf: "{Big Robot} = 'yes-4'" },
        { type: 'signaturepad', name: 'signed' },
      ],
    },
  ],
};

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal('empty');
  await terminal.write('robots.json', JSON.stringify(SURVEY));
});
afterAll(() => terminal.close());

describe('aims questionnaire import', () => {
  it('writes what can be checked and played, and names what it cannot take', async () => {
    const shown = await terminal.run('questionnaire', 'import', 'robots.json', '--out', 'robots.yaml');

    expect(shown).toEqual({
      stdout:
        'robots.yaml: robots, version 1: 2 of 3 elements, 2 questions, in en, fr\n' +
        'Scored: at most 4 raw, 0 mitigation. Weights, mitigation and levels stand in the file.\n' +
        'Not taken: pages[0].elements[2] signed (signaturepad): there is no kind of question for “signaturepad”\n',
      stderr: '1 of 3 elements of robots.json were not taken.\n',
      exitCode: 1,
    });
    expect(await terminal.json('questionnaire', 'check', 'robots.yaml', '--json')).toMatchObject({
      ok: true,
      questions: 2,
    });
    await terminal.write('result.json', JSON.stringify({ 'Big Robot': 'yes-4', how_big: 'Huge', older: 1 }));
    const played = await terminal.json('interview', 'run', 'robots.yaml', '--answers', 'result.json', '--json');
    expect(played).toEqual({
      asked: ['Big Robot', 'how_big'],
      skipped: [],
      invalid: [],
      missing: [],
      unknown: ['older'],
      complete: true,
      result: {
        answers: { 'Big Robot': 'yes-4', how_big: 'Huge' },
        unknowns: [],
        score: { raw: 4, mitigation: 0, total: 4, level: 4 },
      },
    });
  });

  it('says the same as JSON', async () => {
    const { stdout, exitCode } = await terminal.run(
      'questionnaire',
      'import',
      'robots.json',
      '--out',
      'x.yaml',
      '--id',
      'x',
      '--json',
    );

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ ok: false, id: 'x', elements: 3, taken: 2, questions: 2, languages: ['en', 'fr'] },
      notTaken: [{ place: 'pages[0].elements[2]', name: 'signed', type: 'signaturepad' }],
    });
  });

  it.each([
    [['robots.json'], 2, '--out'],
    [['nowhere.json', '--out', 'x.yaml'], 1, 'nowhere.json cannot be read'],
    [['robots.yaml', '--out', 'x.yaml'], 1, 'is not JSON'],
    [['result.json', '--out', 'x.yaml'], 1, 'result.json cannot be imported: it is no SurveyJS definition'],
    [['robots.json', '--out', 'x.yaml', '--id', 'Not One'], 2, 'small letters'],
    [['robots.json', '--out', 'x.yaml', '--version', '0'], 2, 'whole number'],
  ])('refuses %j in one line', async (words, exitCode, says) => {
    const shown = await terminal.run('questionnaire', 'import', ...words);

    expect(shown).toEqual({ stdout: '', stderr: expect.stringContaining(says), exitCode });
    expect(shown.stderr.trimEnd()).not.toContain('\n');
  });
});

describe('aims interview run', () => {
  it('says in another language what was asked and answered', async () => {
    const run = (...words: readonly string[]) =>
      terminal.run('interview', 'run', 'robots.yaml', '--answers', 'result.json', ...words);

    const { stdout } = await run('--language', 'fr', '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      language: 'fr',
      asked: ['Big Robot', 'how_big'],
      inWords: [
        { questionId: 'Big Robot', section: 'Risques', ask: 'Est-il grand ?', answer: 'Oui' },
        { questionId: 'how_big', ask: 'how_big', answer: 'Huge' },
      ],
    });
    expect((await run('--language', 'fr')).stdout).toContain('Risques: Est-il grand ?\n  Oui\n');
    expect(await run('--language', 'de')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('in: en, fr') });
  });
});

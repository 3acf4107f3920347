import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Operator } from '../../../src/cli/command.ts';
import { runCommand } from '../../../src/cli/run-command.ts';
import { EXEMPT, law, RANKS_APPLICANTS } from './sampled-facts.ts';

const directory = await mkdtemp(path.join(tmpdir(), 'law-'));
afterAll(() => rm(directory, { recursive: true }));

const unused = () => Promise.reject(new Error('The law needs neither database nor knowledge.'));
const operator: Operator = {
  workingDirectory: directory,
  clock: () => new Date('2026-11-22T12:00:00Z'),
  newId: () => 'unused',
  iso42001: unused,
  knowledge: unused,
  language: async () => undefined,
  storage: unused,
};

async function aims(...words: readonly string[]) {
  const { stdout, stderr, exitCode } = await runCommand(['law', ...words], operator);
  return { stdout: Buffer.from(stdout).toString(), stderr, exitCode };
}

async function classified(facts: unknown, ...options: readonly string[]) {
  await writeFile(path.join(directory, 'facts.json'), JSON.stringify(facts));
  return aims('classify', 'facts.json', ...options);
}

describe('aims law classify', () => {
  it('prints the result as one document', async () => {
    const { stdout, stderr } = await classified(RANKS_APPLICANTS, '--json');

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      prohibited: [],
      highRisk: { status: 'yes', basis: [{ article: 'Annex III point 4(a)', from: '2027-12-02', inForce: false }] },
      transparency: [],
      gpai: { status: 'no' },
      roles: [{ role: 'provider' }, { role: 'deployer' }],
      outOfScope: [],
      undetermined: [],
      because: expect.arrayContaining([{ article: 'Annex III point 4(a)', text: expect.any(String) }]),
      missing: [],
      wouldChange: expect.arrayContaining([
        { fact: 'ai-system', to: false, changes: ['outOfScope', 'highRisk', 'roles', 'obligations'] },
      ]),
      obligations: expect.arrayContaining([
        expect.objectContaining({ article: 'Art. 26(2)', from: '2027-12-02', inForce: false, unverified: true }),
      ]),
    });
  });

  it('names profiling as what would end an exemption', async () => {
    const { stdout } = await classified(EXEMPT, '--json');

    expect(JSON.parse(stdout).wouldChange).toContainEqual({
      fact: 'profiling',
      to: true,
      changes: expect.arrayContaining(['highRisk']),
    });
  });

  it('judges the day that is asked for, and today when none is', async () => {
    const early = await classified(RANKS_APPLICANTS);
    const late = await classified(RANKS_APPLICANTS, '--on', '2027-12-02');

    expect(early.stdout).toContain('EU AI Act on 2026-11-22');
    expect(early.stdout).toContain(
      'deployer, Art. 26(12): Cooperate with the authorities. (from 2027-12-02, unverified)',
    );
    expect(late.stdout).toContain('deployer, Art. 26(12): Cooperate with the authorities. (in force, unverified)');
  });

  it('says what is needed first when nothing is known', async () => {
    const { stdout } = await classified({});

    expect(stdout).toContain('High-risk: undetermined');
    expect(stdout).toMatch(/Ask next:\n {2}ai-system\n/u);
  });

  it('names every bad fact in one line', async () => {
    const bad = {
      'ai-system': 'yes',
      colour: true,
      roles: ['provider', 'king'],
      'annex-i': 'section-c',
      exclusions: 'military',
    };
    const { stdout, stderr, exitCode } = await classified(bad, '--json');

    expect([stdout, exitCode, stderr.split('\n').length]).toEqual(['', 1, 2]);
    expect(stderr).toContain('"ai-system" must be true or false.');
    expect(stderr).toContain('There is no fact "colour"');
    expect(stderr).toContain('"roles" has no option "king"');
    expect(stderr).toContain('"annex-i" must be one of section-a, machinery, section-b, none.');
    expect(stderr).toContain('"exclusions" must be a list of');
  });

  it.each(['[]', '"facts"', 'null'])('refuses %s as facts', async (text) => {
    expect((await classified(JSON.parse(text))).stderr).toContain('The facts must be one JSON object');
  });

  it.each(['2026-02-30', 'tomorrow', '2026-1-1'])('refuses %s as a day', async (day) => {
    expect(await classified({}, '--on', day)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`not "${day}"`),
    });
  });
});

describe('aims law facts', () => {
  it('lists every fact with type, question and options', async () => {
    const facts = JSON.parse((await aims('facts', '--json')).stdout);

    expect(facts).toHaveLength(law.facts.length);
    expect(facts[0]).toMatchObject({
      id: 'ai-system',
      type: 'boolean',
      article: 'Art. 3(1)',
      question: expect.stringMatching(/\?$/u),
    });
  });
});

describe('aims law explain', () => {
  it('tells a rule with its article, dates and questions', async () => {
    const { stdout } = await aims('explain', 'iii-5b');

    expect(stdout).toContain('Annex III point 5(b) (iii-5b)');
    expect(stdout).toContain('from 2027-12-02');
    expect(stdout).toContain('fraud-detection-only: ');
  });

  it('tells all rules of an article, and not those of a longer number', async () => {
    const rules: readonly { readonly article: string }[] = JSON.parse(
      (await aims('explain', 'Art. 5', '--json')).stdout,
    );

    expect(rules.length).toBeGreaterThan(8);
    expect(rules.filter(({ article }) => /Art\. 5\d/u.test(article))).toEqual([]);
  });

  it('says that there is no such rule', async () => {
    expect(await aims('explain', 'Art. 500')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('"Art. 500"'),
    });
  });
});

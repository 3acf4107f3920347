import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/audit/trail.ts';
import type { Operator } from '../../src/cli/command.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { newId } from '../../src/kernel/ids.ts';
import { approvesRanking, beginsRanking, RANKING, submitsRanking } from '../support/assessed.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { paragraphsOf } from '../support/word-text.ts';

const knowledge = await loadKnowledgeBase();

/** Set it to a folder to look at what is written. */
const { REPORTS } = process.env;

describe.each(journeyKinds)('the report of an assessment (%s)', (kind) => {
  let journey: Journey;
  let folder: string;
  beforeAll(async () => {
    journey = await beginJourney(kind);
    folder = REPORTS ?? (await mkdtemp(path.join(tmpdir(), 'reports-')));
  }, 60_000);
  afterAll(async () => {
    expect(journey.errors()).toEqual([]);
    await journey.end();
    if (REPORTS === undefined) await rm(folder, { recursive: true, force: true });
  });

  async function aims(...words: readonly string[]) {
    const operator: Operator = {
      ...{ workingDirectory: folder, clock: journey.now, newId },
      iso42001: async () => knowledge.iso42001,
      knowledge: async () => knowledge,
      language: async () => undefined,
      storage: async () => journey.storage,
    };
    const { stdout, stderr, exitCode } = await runCommand(words, operator);
    return { stdout: Buffer.from(stdout).toString(), stderr, exitCode };
  }
  const report = async (...words: readonly string[]) => (await aims('assessment', 'report', 'ASM-1', ...words)).stdout;

  let interview: string;
  it('says of a draft that it is one, and shows it as it stands', async () => {
    expect((await aims('assessment', 'list')).stdout).toBe('There is no impact assessment yet.\n');
    interview = await beginsRanking(journey);

    const draft = await report();

    expect(await aims('assessment', 'report', 'ASM-1', '--fria')).toMatchObject({
      ...{ exitCode: 1, stderr: expect.stringMatching(/no assessment of the impact on fundamental rights is due/) },
    });
    expect(draft).toMatch(/^# AI system impact assessment: HireVue\n\n\*\*ASM-1 · Draft: nobody has decided on it\*\*/);
    expect(draft).toMatch(/Demonstration data, not evidence/);
    expect(draft).toMatch(/> \*\*Draft\. This is how it stands now/);
    expect(draft).toMatch(/\| As it stood on|\*\*As it stood on\*\* \| 11 January 2027/);
    expect(draft).toMatch(/Does it do any of these\?[^|]*\| not answered yet/);
    expect(draft).toMatch(
      /HireVue \| Maya Lindqvist, 11 January 2027; confirmed, pre-filled: from the declaration REV-1/,
    );
    expect((await aims('assessment', 'list')).stdout).toMatch(/ASM-1 +HireVue: .*being answered/);
  }, 120_000);

  it('shows what was submitted while it is under review', async () => {
    await submitsRanking(journey, interview);

    const submitted = await report();

    expect(submitted).toMatch(/ASM-1 · Under review since 11 January 2027, not decided/);
    expect(submitted).toMatch(/RSK-1: a manager has still to accept what remains\./);
    expect(submitted).toMatch(/Ingrid Solberg is asked to accept what remains\./);
    expect(submitted).not.toMatch(/not answered yet/);
  }, 180_000);

  it('tells a committee everything that was decided on', async () => {
    await approvesRanking(journey);

    const markdown = await report('--out', 'ASM-1.md').then(() => readFile(path.join(folder, 'ASM-1.md'), 'utf8'));

    for (const part of [
      /ASM-1 · Approved with conditions/,
      /\*\*Version of the system\*\* \| Release 2027\.1/,
      /Questionnaire ai-system-impact-assessment, version \d<br>Impact rules impact, version \d<br>Risk criteria risk-criteria, version \d<br>Review policy, version \d/,
      /\*\*Answered by\*\* \| Maya Lindqvist \(\d+ answers\), Tom Okafor \(\d answers\)/,
      /### Conditions\n\n- Before it may be used: The bias test is done\n- Applicants are told before they apply/,
      /It plays a part in who gets a job\. \| High<br>A person approves each decision \| A\.5\.4 \| decides-on-jobs/,
      /RSK-1: People are treated worse[\s\S]*\*\*Done by\*\* \| Tom Okafor, by 30 June 2027/,
      /High \(possible, critical\)\. More than before because: Rarer, and worse when it happens\./,
      /Ingrid Solberg accepted what remains on 11 January 2027: The benefit is worth it\./,
      /A\.2\.2, A\.2\.3[^|]*\| Left out: /,
      /It is a proposal to legal, not advice/,
      /\*\*High-risk\*\* \| Yes, Annex III point 4\(a\)/,
      /\| Art\. 27\(1\)-\(4\) \| Assess the impact on fundamental rights[^|]*\| deployer \| from 2 December 2027, unverified \|/,
      /Priya Raman \(Governance\): approved with conditions/,
      /> Tell applicants before they apply, and delete the scores after six months\.\n>\n> — Samir Haddad, Data protection advises: in favour with conditions/,
      /How long are the data kept[^|]*\|[^|]*\| Tom Okafor, 11 January 2027/,
      /\*\*Risks as submitted\*\* \| [0-9a-f]{64}/,
    ])
      expect(markdown).toMatch(part);
    expect(markdown).not.toMatch(/Draft|erased/);
  }, 120_000);

  it('says the same in Word', async () => {
    expect((await aims('assessment', 'report', 'ASM-1', '--format', 'docx', '--out', 'ASM-1.docx')).stdout).toBe(
      'Wrote the report of ASM-1 to ASM-1.docx\n',
    );

    const paragraphs = paragraphsOf(await readFile(path.join(folder, 'ASM-1.docx')));
    const markdown = await readFile(path.join(folder, 'ASM-1.md'), 'utf8');
    const headings = paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
    expect(headings).toEqual([...markdown.matchAll(/^## (.*)$/gm)].map(([, text]) => text));
    expect(headings).toHaveLength(10);
    expect(paragraphs.map(({ text }) => text)).toContain(
      'Ingrid Solberg accepted what remains on 11 January 2027: The benefit is worth it.',
    );
    const digest = (words: string) => /SHA-256 of its text\*{0,2}[\s|]*([0-9a-f]{64})/.exec(words)?.[1];
    expect(digest(paragraphs.map(({ text }) => text).join('\n'))).toBe(digest(markdown));
  });

  it('is read in chat in a minute, and saved from there', async () => {
    const { priya, tom, api } = journey;
    await priya.says('Show me the report of ASM-1');
    await priya.sees(
      /ASM-1 · Report on HireVue\nApproved with conditions\.[\s\S]*Impact: High[\s\S]*• Applicants are told/,
    );

    const reply = await priya.clicks('As a Word document');
    if (reply?.kind !== 'file') throw new Error(`No file but ${JSON.stringify(reply)}`);
    const saved = await api.file(priya.id, reply.file);
    const refused = await api.file(tom.id, reply.file);

    expect(reply).toMatchObject({ fileName: 'ASM-1.docx', instead: expect.stringMatching(/--as "Priya Raman"$/) });
    expect(paragraphsOf(saved.bytes).map(({ text }) => text)).toContain('AI system impact assessment: HireVue');
    expect(refused.status).toBe(404);
    await tom.says('report on ASM-1');
    await tom.sees(/no report of it that I can show you/);
    expect(await tom.counts(/Recruiting needs it|Report on HireVue/)).toBe(0);
    expect(
      paragraphsOf(saved.bytes)
        .map(({ text }) => text)
        .join('\n'),
    ).toMatch(/UTC for Priya Raman/);
  });

  it('keeps who advised and voted how from those who work on it, and everything from others', async () => {
    const own = await report('--as', 'Maya Lindqvist');

    expect(own).toMatch(/\*\*Governance\*\* \| approved/);
    expect(own).toMatch(/stand in the copy of those who decide or audit/);
    expect(own).not.toMatch(/Samir Haddad|delete the scores|The contract excludes training on our data/);
    expect(await aims('assessment', 'report', 'ASM-1', '--as', 'Tom Okafor')).toMatchObject({
      ...{ stdout: '', exitCode: 1 },
      stderr: 'Tom Okafor neither works on it nor reads impact assessments by a role.\n',
    });
    expect(await aims('assessment', 'report', 'ASM-9')).toMatchObject({ exitCode: 1 });
    expect(await aims('assessment', 'report', 'ASM-1', '--format', 'pdf')).toMatchObject({ exitCode: 2 });
  });

  it('can be checked: the same again has the same hash, which the audit trail notes', async () => {
    const hash = /SHA-256 of its text\*\* \| ([0-9a-f]{64})/.exec(await report())?.[1] ?? '';

    const { stdout } = await aims('assessment', 'check', hash.slice(0, 16));

    expect(stdout.split('\n').length).toBeGreaterThan(2);
    expect(stdout).toMatch(/^ASM-1 \(md, approved\) was made on 2027-01-11T.*: entry \d+ of the audit trail$/m);
    expect(stdout).toMatch(/^ASM-1 \(docx, approved\)/m);
    expect(await aims('assessment', 'check', '0'.repeat(64))).toMatchObject({ exitCode: 1 });
    const { storage, app } = journey;
    const verified = await storage.transact(app.organisation.id, async ({ trail }) =>
      verifyChain(trail.entries(), await trail.head()),
    );
    expect(verified.ok).toBe(true);
  });

  it('has a document of its own about fundamental rights, point by point', async () => {
    const fria = await report('--fria');

    expect(fria).toMatch(/^# Fundamental rights impact assessment: HireVue\n\n\*\*ASM-1 · Approved with conditions/);
    expect(
      [...fria.matchAll(/^### (Art\. 27\(1\)\(\w\)).*\n\n> (.*)$/gm)].map(([, point, answer]) => [point, answer]),
    ).toEqual([
      ['Art. 27(1)(a)', RANKING.rightsProcesses],
      ['Art. 27(1)(b)', RANKING.rightsPeriod],
      ['Art. 27(1)(c)', RANKING.rightsPeople],
      ['Art. 27(1)(d)', RANKING.rightsRisks],
      ['Art. 27(1)(e)', RANKING.rightsOversight],
      ['Art. 27(1)(f)', RANKING.rightsMeasures],
    ]);
    expect(fria).toMatch(/\*\*Applies\*\* \| from 2 December 2027, unverified/);
    expect(fria).toMatch(
      /does not repeat it \(Art\. 27\(4\)\)[\s\S]*\*\*Where it is\*\* \| https:\/\/example\.com\/dpia\/17/,
    );
    expect(fria).toMatch(
      /\*\*When it was assessed\*\* \| Planned, before first use \|\n\| \*\*State\*\* \| to be done/,
    );
    await aims('assessment', 'report', 'ASM-1', '--fria', '--format', 'docx', '--out', 'ASM-1-rights.docx');
    const titles = paragraphsOf(await readFile(path.join(folder, 'ASM-1-rights.docx')));
    expect(titles[0]).toEqual({ style: 'Title', text: 'Fundamental rights impact assessment: HireVue' });
  });

  it('says who recorded that the authority was notified, and when', async () => {
    const { maya, tom } = journey;
    await maya.says('report of ASM-1');
    await maya.sees(
      /Impact on fundamental rights: Due \(Art\. 27\), from 2 December 2027, unverified\nNotification of the authority: to be done/,
    );
    const form = await maya.opensForm('Authority notified');

    const early = await form.fills({ onDay: '2030-01-01', note: 'MSA-17' });
    expect(early).toMatchObject({ kind: 'formErrors', errors: { onDay: 'That day has not come yet.' } });
    expect(await form.fills({ onDay: '2027-01-08', note: 'MSA-17, in the contract folder' })).toBeUndefined();
    const { context } = form.form;
    const refused = await tom.does({ to: 'forms', form: 'report.notify', context, inputs: { state: 'notRequired' } });

    expect(refused).toMatchObject({ reply: { kind: 'notice' } });
    await maya.card(/Report on HireVue[\s\S]*Notification of the authority: done on 8 January 2027/);
    expect(await report('--fria')).toMatch(
      /\*\*11 January 2027\*\* \| done on 8 January 2027, recorded by Maya Lindqvist: MSA-17, in the contract folder \|/,
    );
  });

  it('brings back no name and no word of somebody who was erased', async () => {
    const { samir, maya, storage, app } = journey;
    const erases = (id: string) =>
      storage.transact(app.organisation.id, ({ people }) => people.erase(id, journey.now()));

    await erases(samir.id);
    const withoutSamir = await report();
    await erases(maya.id);
    const withoutMaya = await report();

    expect(withoutSamir).toMatch(/> \(erased\)\n>\n> — .*Data protection advises/);
    expect(withoutSamir).not.toMatch(/Samir|delete the scores/);
    expect(withoutMaya).toMatch(/The answers were erased/);
    expect(withoutMaya).toMatch(/Approved with conditions[\s\S]*It plays a part in who gets a job\./);
    expect(await report('--fria')).not.toMatch(/Maya|MSA-17|nursing/);
    expect(withoutMaya).not.toMatch(/Maya|nursing|Release 2027/);
  });
});

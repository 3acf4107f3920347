import { readsAssessments } from '../composition/assessments.ts';
import { reportOptions } from '../composition/report.ts';
import type { Assessment } from '../impact/assessment.ts';
import { fileOf, makeReport, REPORT_FORMATS } from '../report/make-report.ts';
import { audienceOf } from '../report/readers.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { type Command, Refused, wordAt } from './command.ts';
import { writeOut } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { findPerson } from './person.ts';

export const assessmentReportCommand: Command = {
  name: 'assessment report',
  usage: `REFERENCE [--format ${REPORT_FORMATS.join('|')}] [--fria] [--out FILE] [--as PERSON]`,
  help: 'one impact assessment (ASM-1) as a committee reads it; with --fria, only the impact on fundamental rights (EU AI Act, Art. 27); with --as, the copy that this person may have',
  options: { format: { type: 'string' }, fria: { type: 'boolean' }, out: { type: 'string' }, as: { type: 'string' } },
  words: [1, 1],
  needsDatabase: () => true,
  async run(given, operator) {
    const asked = given.text('format') ?? 'md';
    const format = REPORT_FORMATS.find((known) => known === asked);
    if (!format) throw new Refused(`Give a format: --format ${REPORT_FORMATS.join('|')}`, 2);
    const kind = given.has('fria') ? 'rights' : 'assessment';
    const reference = wordAt(given, 0).toUpperCase();
    const knowledge = await operator.knowledge();
    const report = await inOrganisation(operator, async ({ stores, organisation }) => {
      const assessment = await stores.assessments.referenced(reference);
      if (!assessment) throw new Refused(`There is no impact assessment ${reference}; see: aims assessment list`);
      const reader = await readerOf(stores, assessment, given.text('as'), knowledge.policy);
      const options = reportOptions(knowledge, organisation);
      return makeReport(stores, assessment, options, { kind, format, ...reader, now: operator.clock() });
    });
    if (!report)
      throw new Refused(
        kind === 'rights'
          ? `From what ${reference} says, no assessment of the impact on fundamental rights is due (EU AI Act, Art. 27).`
          : `Nothing of ${reference} can be read any more: the words of its owner were erased.`,
      );
    const { content } = await fileOf(report, kind, format);
    const file = given.text('out');
    if (file === undefined) return { stdout: content };
    await writeOut(operator, file, content);
    return { stdout: `Wrote the report of ${reference} to ${file}\n` };
  },
};

/** Where nobody is named it is whoever operates the database, who can read everything in it. @throws {Refused} */
async function readerOf(stores: Stores, assessment: Assessment, named: string | undefined, policy: ReviewPolicy) {
  if (named === undefined) return { audience: 'reviewers', by: { process: 'aims' }, for: 'the operator' } as const;
  const { id: personId, displayName, roles } = await findPerson(stores.people, named);
  const person = { personId, samePersonIds: await stores.people.samePerson(personId), roles };
  const audience = await audienceOf(stores, assessment, person, readsAssessments(policy));
  if (!audience) throw new Refused(`${displayName} neither works on it nor reads impact assessments by a role.`);
  return { audience, by: { personId, process: 'aims' }, for: displayName } as const;
}

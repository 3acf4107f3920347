import { AuditPayload } from '../audit/trail.ts';
import { assessmentState } from '../composition/assessment-state.ts';
import { foundAssessment } from '../impact/assess.ts';
import { stateInWords } from '../impact/assessment-cards.ts';
import { isOverdue } from '../impact/next-review.ts';
import { levelName } from '../impact/words.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { REPORTED } from '../report/make-report.ts';
import { subjectOf } from '../reviews/submitted-answers.ts';
import { assessmentReportCommand } from './assessment-report.ts';
import { type Command, json, Refused, wordAt } from './command.ts';
import { type Inside, inOrganisation } from './organisation-in-use.ts';
import { table } from './words-on-screen.ts';

export const assessmentCommands: readonly Command[] = [
  {
    name: 'assessment list',
    usage: '[--json]',
    help: 'the impact assessments, with where each stands and by when it is to be repeated',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    run: (given, operator) =>
      inOrganisation(operator, async (inside) => {
        const assessments = await listed(inside, operator.clock());
        const isDemonstration = inside.organisation.kind === 'demonstration';
        if (given.has('json'))
          return { stdout: json({ ...(isDemonstration ? { notice: DEMONSTRATION_NOTICE } : {}), assessments }) };
        if (assessments.length === 0) return { stdout: 'There is no impact assessment yet.\n' };
        const rows = assessments.map(({ reference, about, impact, state, owner, begun, nextReview, overdue }) => [
          ...[reference, about, impact, state, owner, begun],
          overdue ? `${nextReview}, overdue` : (nextReview ?? ''),
        ]);
        const face = isDemonstration ? `${DEMONSTRATION_NOTICE}\n` : '';
        return {
          stdout: `${face}${table(['Reference', 'About', 'Impact', 'State', 'Owner', 'Begun', 'Next review'], rows)}`,
        };
      }),
  },
  assessmentReportCommand,
  {
    name: 'assessment check',
    usage: 'SHA256 [--json]',
    help: 'whether and when the report with this hash was made, by the audit trail; its first 12 characters are enough',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    async run(given, operator) {
      const hash = wordAt(given, 0).toLowerCase();
      if (!/^[0-9a-f]{12,64}$/u.test(hash)) throw new Refused('A hash has 12 to 64 of the characters 0-9 and a-f.', 2);
      const made = await inOrganisation(operator, (inside) => reportsMade(inside, hash));
      if (given.has('json')) return { stdout: json({ made }), exitCode: made.length > 0 ? 0 : 1 };
      if (made.length === 0) throw new Refused('The audit trail knows no report with this hash.');
      const lines = made.map(
        ({ reference, format, standing, at, entry }) =>
          `${reference} (${format}, ${standing}) was made on ${at}: entry ${entry} of the audit trail\n`,
      );
      return { stdout: lines.join('') };
    },
  },
];

async function listed({ stores }: Inside, now: Date) {
  const planned = new Map((await stores.nextReviews.planned()).map((one) => [one.assessmentId, one]));
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const all = [];
  for (const assessment of await stores.assessments.list()) {
    const one = await foundAssessment(stores, assessment, { stateOf: assessmentState });
    const next = planned.get(assessment.id);
    all.push({
      reference: assessment.reference,
      about: one ? subjectOf(one.found.questionnaire, one.found.interview.state.answers) : '(erased)',
      impact: levelName(assessment.standing.level),
      state: one ? stateInWords(one) : 'its owner was erased',
      owner: names.get(one?.found.interview.ownerId ?? assessment.startedById) ?? '',
      begun: dayOf(assessment.startedAt),
      /** `null` where none is planned: not approved, replaced, being repeated, or its system is out of use. */
      nextReview: next ? dayOf(next.dueAt) : null,
      overdue: next !== undefined && isOverdue(next, now),
    });
  }
  return all;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Every report with this hash that the trail notes, the oldest first. */
async function reportsMade({ stores }: Inside, hash: string) {
  const made = [];
  for await (const { sequence, payload } of stores.trail.entries()) {
    if (!payload.includes(REPORTED)) continue;
    const { at, notes } = AuditPayload.parse(JSON.parse(payload));
    for (const { kind, details = {} } of notes) {
      const { reference, format, standing, audience, sha256 } = details;
      if (kind !== REPORTED || typeof sha256 !== 'string' || !sha256.startsWith(hash)) continue;
      made.push({ reference, format, standing, audience, sha256, at, entry: sequence });
    }
  }
  return made;
}

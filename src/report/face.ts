import { dayInWords } from '../chat/day-in-words.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { answerInWords } from './answer-words.ts';
import type { Dossier } from './dossier.ts';
import type { Printed, PrintedFact } from './printed.ts';
import { statusInWords } from './status-words.ts';

/** The first page of a report of this assessment, whatever it is about. */
export function faceOf(what: string, dossier: Dossier, now: Date): Omit<Printed, 'sections'> {
  return {
    title: `${what}: ${dossier.system}`,
    reference: dossier.assessment.reference,
    status: statusInWords(dossier),
    notices: noticesOn(dossier),
    facts: titleFacts(dossier, now),
  };
}

/** What stands on the face of every report of this assessment. */
export function noticesOn({ isDemonstration, standing, review }: Dossier): readonly string[] {
  return [
    ...(isDemonstration ? [`${DEMONSTRATION_NOTICE}.`] : []),
    ...(standing === 'draft'
      ? [
          review
            ? 'Draft. Changes were asked for; this is how it stands now, and nobody has decided on it.'
            : 'Draft. This is how it stands now, and nobody has decided on it.',
        ]
      : []),
    ...(standing === 'underReview' ? ['Under review. This is what was submitted, and nobody has decided on it.'] : []),
    ...(standing === 'rejected' ? ['Rejected. The system must not be used as it was assessed.'] : []),
    ...(standing === 'ended' ? ['This approval holds no longer. The system has to be assessed again.'] : []),
  ];
}

/** Who, when, and by which versions. */
function titleFacts(dossier: Dossier, now: Date): readonly PrintedFact[] {
  const { assessment, system, ownerId, names, questionnaire, impact, submission, decision, rules } = dossier;
  const answer = (label: string, id: string): readonly PrintedFact[] => {
    const value = answerInWords(dossier, id);
    return value === undefined ? [] : [{ label, value }];
  };
  const criteria = submission?.derived.treatedBy?.criteria ?? rules.criteria;
  const versions = [
    `Questionnaire ${questionnaire.id}, version ${questionnaire.version}`,
    `Impact rules ${impact.rules.id}, version ${impact.rules.version}`,
    `Risk criteria ${criteria.id}, version ${criteria.version}`,
    `Review policy, version ${rules.policyVersion}`,
  ];
  return [
    { label: 'AI system', value: system },
    { label: 'Assessment', value: assessment.reference },
    ...answer('Version of the system', 'version'),
    ...answer('Lifecycle stage', 'stage'),
    { label: 'Owner', value: names.person(ownerId) },
    { label: 'Answered by', value: contributors(dossier) },
    ...answer('Who assessed it', 'assessors'),
    ...answer('Who was consulted', 'consultedPeople'),
    { label: 'Status', value: statusInWords(dossier) },
    { label: 'Begun', value: dayInWords(assessment.startedAt) },
    ...(submission ? [{ label: 'Submitted', value: dayInWords(submission.submittedAt) }] : []),
    ...(decision ? [{ label: 'Decided', value: dayInWords(decision.decidedAt) }] : []),
    ...(submission ? [] : [{ label: 'As it stood on', value: dayInWords(now) }]),
    { label: 'Made with', value: versions.join('\n') },
  ];
}

/** Everybody whose answers count, the one with most answers first. */
function contributors({ answers = {}, names }: Dossier): string {
  const counts = new Map<string, number>();
  for (const { source } of Object.values(answers)) {
    const name = names.person(source.personId);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return 'nobody yet';
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} (${count === 1 ? 'one answer' : `${count} answers`})`)
    .join(', ');
}

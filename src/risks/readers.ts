import type { Role } from '../chat/event.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { AssessmentStanding } from './decide.ts';
import { isKept, type Risk } from './risk.ts';

/** Who reads all risks, because they decide on them, advise or audit. A weakness is not for everybody to know. */
const READING_ROLES: readonly Role[] = [
  ...(['governance', 'legal', 'data-protection', 'security', 'management', 'auditor'] as const),
];

export function readsAll({ roles }: Pick<ActingPerson, 'roles'>): boolean {
  return READING_ROLES.some((role) => roles.includes(role));
}

/** Those who write the assessment read all of its risks. */
export function readsRisks({ authorIds }: Pick<AssessmentStanding, 'authorIds'>, person: ActingPerson): boolean {
  return readsAll(person) || authorIds.some((id) => isSame(person, id));
}

/** Whoever answers for one, treats it or is asked to accept it reads that one. */
export function readsRisk(risk: Risk, assessment: AssessmentStanding, person: ActingPerson): boolean {
  const theirs = [
    risk.ownerId,
    ...(isKept(risk) && risk.treatment ? [risk.treatment.ownerId] : []),
    ...(isKept(risk) && risk.acceptance.kind !== 'none' ? [risk.acceptance.managerId] : []),
  ];
  return readsRisks(assessment, person) || theirs.some((id) => isSame(person, id));
}

import { dayInWords } from '../chat/day-in-words.ts';
import { LEVEL_WORDS, OVERSIGHT_WORDS } from '../impact/words.ts';
import type { Lane } from '../interviews/screening.ts';
import type { Refused } from '../kernel/outcome.ts';
import { refuse } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Step } from './policy.ts';
import type { Review } from './review.ts';
import type { Route } from './route.ts';

export { dayInWords };

/** What a person reads when a review does not do what they asked. `{detail}` is filled in by the rule. */
const SENTENCES = {
  notAllowed: 'This needs {detail}, and you do not have that role.',
  ownSubmission: 'You submitted or own this, so someone else has to do it.',
  stale: 'This has changed since your card was shown, so nothing was done. {detail}',
  alreadyDecided: 'There is nothing left to do here. {detail}',
  claimedByOther: 'A colleague has claimed this review. Take it over first if you want to go on with it.',
  alreadyYours: 'You have claimed this review already.',
  notClaimed: 'You have not claimed this review, so there is nothing to release.',
  recipientNotAllowed: 'It cannot be handed to this person: {detail}.',
  awaitingChanges: 'The submitter has been asked for changes and has not sent them yet.',
  notAwaitingChanges: 'No changes have been asked for, so there is nothing to send again. {detail}',
  notSubmitter: 'Only the person who submitted or owns this can send it again.',
  wrongSubmission: 'The next version of this submission is number {detail}.',
  unknownsOpen: 'It cannot be approved while this is not known: {detail}. You can ask for changes or reject it.',
  risksOpen: 'Before it can be approved, something has to be done about its risks. {detail}',
  assessmentMissing: 'It cannot be approved before an impact assessment of it is approved.',
  reasonMissing: 'Please give a reason of at least {detail} characters; the person who asked will read it.',
  conditionsMissing: 'Please write at least one condition, or approve without conditions.',
  requestsMissing: 'Please choose at least one question and say what should change.',
  remarkMissing: 'Please say what should change about “{detail}”.',
  questionNotInSubmission: 'There is no question “{detail}” in this submission.',
  badValidUntil: 'The approval has to end in the future, at the latest on {detail}.',
  badNextReview: 'The next review has to be in the future, at the latest on {detail}.',
  commentMissing: 'Please write a comment.',
  supplierFactsMissing: 'Please say where the data goes and where this is written.',
  notApproved: 'Only an approval that holds can end. {detail}',
  contributor: 'You answered parts of this assessment or wrote it with its owner. You can advise on it; others decide.',
  recused: 'You have recused yourself from this review, so someone else has to do it.',
  absentConcerned: 'The colleague in whose place you decide submitted or owns this, or has stood aside.',
  alreadyVoted: 'You have had your say on this version already, yourself or through a colleague.',
  notYourTurn: 'It is not your turn. {detail}',
  loweringOpen: 'Somebody has proposed a lower value. It has to be confirmed or declined first.',
  votesGiven: 'There are votes on this already. Ask for changes; the next version is voted on anew.',
  sameLevel: 'It has this level already.',
  noLevel: 'A declaration has a lane and no level.',
  nothingProposed: 'Nobody has proposed a lower value, so there is nothing to confirm or decline.',
  computedAnew: 'Since it was proposed, the rules have computed something else. Decline it; legal decides anew.',
  noLaw: 'Nothing was asked about the AI Act here.',
  nothingDecided: 'This is decided so already, or left open. Choose what you confirm or decide otherwise.',
  lawImpossible:
    'This does not hold together: {detail}. High-risk needs a basis, and only a purpose of Annex III can be presumed or exempt.',
  prohibitedByLaw:
    'It cannot be approved: the AI Act prohibits it ({detail}). Only legal can decide otherwise, and a second person has to confirm it.',
  lawOpen:
    'It cannot be approved while this is open: {detail}. Ask for changes to find out, or let legal decide on it.',
  samePerson: 'A second person has to confirm this.',
  onePerson: 'What is severe is never approved by one person.',
  departureUnexplained: 'This goes against formal advice. Please say why, in at least {detail} characters.',
  adviceMissing: 'Please write your advice.',
  noCommittee: 'No committee decides on this.',
  nothingRecorded: 'Nothing has been recorded that could be confirmed.',
  chairAbsent: 'Only a chair who took part in the decision can confirm it.',
  badMeetingDay: 'The meeting cannot be in the future.',
  attendeeTwice: 'Somebody is named twice.',
  attendeeNotMember: 'Only members of the committee decide in it.',
  recusedNotThere: 'Somebody stood aside who was not there.',
  attendeeConcerned:
    'Somebody took part who submitted or owns this, answered parts of it, has stood aside, or has voted on it alone. Record them as standing aside.',
  noQuorum: 'The committee decides with at least {detail} members who do not stand aside.',
  votesDoNotAdd: 'The votes have to add up to {detail}, those who took part.',
  notCarried: 'An approval needs more votes in favour than against, and a rejection has not got them.',
  notYetExpired: 'The approval holds until {detail}.',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

/** Refuses with the sentence of the code. */
export function refusal<Code extends RefusalCode>(code: Code, detail = ''): Refused<Code> {
  return refuse(code, SENTENCES[code].replace('{detail}', () => detail).trim());
}

/** Where a review stands, as a sentence. Names are given by the caller, since a rule only knows ids. */
export function stateInWords(
  review: Review,
  nameOf: (personId: string) => string | undefined = () => undefined,
): string {
  const { reference } = review;
  const by = (personId: string) => {
    const name = nameOf(personId);
    return name === undefined ? '' : ` by ${name}`;
  };
  switch (review.state) {
    case 'submitted':
      return `${reference} is waiting for a reviewer.`;
    case 'inReview':
      return `${reference} is in review${by(review.claimedById)}.`;
    case 'changesRequested':
      return `${reference} is waiting for changes that were asked for${by(review.claimedById)}.`;
    case 'approved':
    case 'approvedWithConditions':
    case 'rejected': {
      const { decidedById, decidedAt } = review.decision;
      return `${reference} was ${VERDICT_WORDS[review.state]} on ${dayInWords(decidedAt)}${by(decidedById)}.`;
    }
    case 'expired':
      return `The approval of ${reference} expired on ${dayInWords(review.decision.validUntil)}.`;
    case 'revoked':
      return `The approval of ${reference} was revoked.`;
    case 'superseded':
      return `The approval of ${reference} was replaced by a newer one.`;
    default:
      return unreachable(review);
  }
}

export const VERDICT_WORDS = {
  approved: 'approved',
  approvedWithConditions: 'approved with conditions',
  rejected: 'rejected',
} as const;

/** What a lane means for those who decide. */
export const LANE_WORDS: Readonly<Record<Lane, string>> = {
  catalogue: 'Catalogue: an approved use covers it already',
  light: 'Light: a review by governance is enough',
  full: 'Full: an impact assessment has to be approved first',
  stop: 'Stop: a possible prohibited practice, legal decides',
};

export { LEVEL_WORDS, OVERSIGHT_WORDS };

/** “Lane: Light: …” or “Impact: High: …”, as a label and its words. */
export function routeInWords(route: Route): { readonly label: string; readonly value: string } {
  return route.kind === 'declaration'
    ? { label: 'Lane', value: LANE_WORDS[route.lane] }
    : { label: 'Impact', value: LEVEL_WORDS[route.level] };
}

const ROLE_WORDS = {
  governance: 'governance',
  legal: 'legal',
  'data-protection': 'data protection',
  security: 'security',
  management: 'management',
  committee: 'committee',
  'committee-chair': 'chair of the committee',
  'committee-secretary': 'secretary of the committee',
  auditor: 'auditor',
  administrator: 'administrator',
} as const;

/** “Legal or security”. */
export function roleNames(roles: readonly string[]): string {
  const names = roles.map((role) => Object.entries(ROLE_WORDS).find(([id]) => id === role)?.[1] ?? role).join(' or ');
  return names.charAt(0).toUpperCase() + names.slice(1);
}

/** What has to come next: “First: 1 of governance.” */
export function needsInWords(step: Step | undefined): string {
  return step ? `First: ${stepsInWords([step])}.` : '';
}

/** “2 of governance and legal, then the committee”. */
export function stepsInWords(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      if ('committee' in step) return `the committee with at least ${step.committee.quorum} members`;
      return step.needs
        .map(({ roles, approvals }) => {
          const names = roles.map((role) => ROLE_WORDS[role]).join(' or ');
          return approvals === 1 ? names : `${approvals} of ${names}`;
        })
        .join(' and ');
    })
    .join(', then ');
}

/** “the role governance or legal”. */
export function rolesInWords(roles: readonly (keyof typeof ROLE_WORDS)[]): string {
  const names = [...new Set(roles)].map((role) => ROLE_WORDS[role]);
  return `the role ${names.join(' or ')}`;
}

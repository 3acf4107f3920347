import type { Role } from '../chat/event.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import { isSame, mayAct, type Reviewer } from './authority.ts';
import type { CommandOf, Minutes, ReviewFacts, ReviewOutcome } from './command.ts';
import { completion } from './final-approval.ts';
import { heldUpByLaw } from './held-up-by-law.ts';
import { isTooShort, wayOf } from './policy.ts';
import { type CommitteeRecord, currentStep, type HumanOf } from './progress.ts';
import { evolve, isContributor, isOpen, isRecused, type Review } from './review.ts';
import { termsOf } from './terms.ts';
import { needsInWords, type RefusalCode, refusal, stateInWords } from './words.ts';

/** The secretary records what the committee has decided: who was there, who stood aside, how they voted. */
export function recordCommittee(
  review: Review,
  { version, minutes }: CommandOf<'recordCommittee'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy } = facts;
  const turn = committeesTurn(review, version, by, 'committee-secretary', facts);
  if (!turn.ok) return turn;
  const fault = faultIn(review, minutes, turn.value.quorum, now, facts);
  if (fault) return fault;
  const reason = minutes.reason.trim();
  if (isTooShort(reason, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const outcome = outcomeOf(review, minutes, now, facts);
  if (!outcome.ok) return outcome;
  const { heldOn, attendees, recused, votes, dissent } = minutes;
  return accept([
    {
      kind: 'committeeRecorded',
      record: {
        ...{ recordedBy: by.personId, recordedAt: now, heldOn, attendees, recused, votes, reason },
        outcome: outcome.value,
      },
      ...(dissent?.trim() ? { dissent: dissent.trim() } : {}),
      ...{ role: 'committee-secretary', submissionNumber: review.submissionNumber, policyVersion: policy.version },
      ...{ by: by.personId, at: now },
    },
  ]);
}

/** The chair confirms that the committee has decided so. Only then does it count. */
export function confirmCommittee(
  review: Review,
  { version }: CommandOf<'confirmCommittee'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { humanOf, policy } = facts;
  const found = recordToConfirm(review, version, by, facts);
  if (!found.ok) return found;
  const record = found.value;
  if (humanOf(record.recordedBy) === humanOf(by.personId)) return refusal('samePerson');
  const took = record.attendees.filter((id) => !record.recused.includes(id));
  if (!took.some((id) => isSame(by, id))) return refusal('chairAbsent');
  if (concernedIn(review, record, facts).length > 0) return refusal('attendeeConcerned');
  const moment = { role: 'committee-chair', by: by.personId, at: now } as const;
  const confirmed = { kind: 'committeeConfirmed', ...moment } as const;
  const { submissionNumber } = review;
  if (record.outcome.verdict === 'rejected')
    return accept([
      confirmed,
      { kind: 'rejected', reason: record.reason ?? '', submissionNumber, policyVersion: policy.version, ...moment },
    ]);
  const because = record.reason === undefined ? {} : { reason: record.reason };
  const completed = completion(evolve(review, confirmed), { ...moment, ...because }, facts);
  return completed.ok ? accept([confirmed, ...completed.value]) : completed;
}

/** The chair sends the record back, to be written anew. */
export function returnCommittee(
  review: Review,
  { version, reason }: CommandOf<'returnCommittee'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const found = recordToConfirm(review, version, by, facts);
  if (!found.ok) return found;
  const text = reason.trim();
  if (isTooShort(text, facts.policy)) return refusal('reasonMissing', String(facts.policy.shortestReasonCharacters));
  return accept([{ kind: 'committeeReturned', reason: text, role: 'committee-chair', by: by.personId, at: now }]);
}

function recordToConfirm(
  review: Review,
  version: number,
  by: Reviewer,
  facts: ReviewFacts,
): Outcome<CommitteeRecord, RefusalCode> {
  const turn = committeesTurn(review, version, by, 'committee-chair', facts);
  if (!turn.ok) return turn;
  return review.progress.committee ? accept(review.progress.committee) : refusal('nothingRecorded');
}

function committeesTurn(
  review: Review,
  version: number,
  by: Reviewer,
  role: Role,
  { policy, humanOf }: ReviewFacts,
): Outcome<{ readonly quorum: number }, RefusalCode> {
  const allowed = mayAct(review, by, [role]);
  if (!allowed.ok) return allowed;
  if (isRecused(review, by)) return refusal('recused');
  if (isContributor(review, by)) return refusal('contributor');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (review.progress.proposed.length > 0) return refusal('loweringOpen');
  const way = wayOf(policy, review.route);
  if (way.committee.length === 0) return refusal('noCommittee');
  const step = currentStep(way, review.progress, humanOf);
  return step && 'committee' in step ? accept(step.committee) : refusal('notYourTurn', needsInWords(step));
}

/** What does not hold together in the minutes. */
function faultIn(review: Review, minutes: Minutes, quorum: number, now: Date, facts: ReviewFacts) {
  const { attendees, recused, votes, heldOn } = minutes;
  const { humanOf, committee, unknowns } = facts;
  if (!(heldOn <= now)) return refusal('badMeetingDay');
  if (new Set(attendees.map(humanOf)).size !== attendees.length) return refusal('attendeeTwice');
  if (!attendees.every((id) => committee.includes(id))) return refusal('attendeeNotMember');
  if (!recused.every((id) => attendees.includes(id))) return refusal('recusedNotThere');
  if (concernedIn(review, minutes, facts).length > 0) return refusal('attendeeConcerned');
  const voters = attendees.length - recused.length;
  if (voters < quorum) return refusal('noQuorum', String(quorum));
  const counts = [votes.inFavour, votes.against, votes.abstained];
  const isCount = counts.every((count) => Number.isInteger(count) && count >= 0);
  if (!isCount || counts.reduce((sum, count) => sum + count) !== voters)
    return refusal('votesDoNotAdd', String(voters));
  const isCarried = votes.inFavour > votes.against;
  if (isCarried !== (minutes.verdict !== 'rejected')) return refusal('notCarried');
  if (isCarried && unknowns.length > 0) return refusal('unknownsOpen', unknowns.map(({ label }) => label).join(', '));
  return isCarried ? heldUpByLaw(facts.law) : undefined;
}

/** Those who took part and could not: it is their own, they answered parts of it, they have recused themselves, or they have voted alone before. */
export function concernedIn(
  { submitterId, ownerId, contributorIds, recused: aside, progress }: Review,
  { attendees, recused }: Pick<CommitteeRecord, 'attendees' | 'recused'>,
  { humanOf }: { readonly humanOf: HumanOf },
): readonly string[] {
  const voted = progress.votes.flatMap(({ by, inPlaceOf }) => (inPlaceOf === undefined ? [by] : [by, inPlaceOf]));
  const barred = new Set([submitterId, ownerId, ...contributorIds, ...aside, ...voted].map(humanOf));
  return attendees.filter((id) => !recused.includes(id) && barred.has(humanOf(id)));
}

function outcomeOf(
  review: Review,
  minutes: Minutes,
  now: Date,
  facts: ReviewFacts,
): Outcome<CommitteeRecord['outcome'], RefusalCode> {
  const { verdict, nextReviewAt, validUntil, conditions } = minutes;
  if (verdict === 'rejected') return accept({ verdict });
  if (!nextReviewAt) return refusal('badNextReview', 'the end of the approval');
  const asked = {
    nextReviewAt,
    ...(validUntil ? { validUntil } : {}),
    ...(verdict === 'approvedWithConditions' ? { conditions } : {}),
  };
  return termsOf(review, asked, now, facts);
}

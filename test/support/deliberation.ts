import { newId } from '../../src/kernel/ids.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { anInterview, aReview, aSubmission, aVote } from './records.ts';
import { NOW } from './storage.ts';

const DAY_MS = 86_400_000;

export interface Deliberating {
  readonly submitter: string;
  readonly voter: string;
  readonly secretary: string;
  readonly chair: string;
  /** What each of them says wherever a reason is asked for. */
  words(personId: string): string;
}

/** Something of everything that people say on the way to a decision on an assessment, as they would say it in turn. */
export async function deliberate(
  { interviews, reviews, deliberation, delegations }: Stores,
  { submitter, voter, secretary, chair, words }: Deliberating,
): Promise<void> {
  const [interviewId, reviewId] = [newId(), newId()];
  const submission = aSubmission(reviewId, interviewId, submitter);
  const deed = (by: string, role: string) => ({
    ...{ id: newId(), reviewId, submissionId: submission.id, identityId: newId(), by, role, at: NOW },
    ...{ shown: 'shown', policyVersion: 2, reason: words(by) },
  });
  await interviews.create(anInterview(interviewId, submitter));
  const route = { kind: 'assessment', level: 'high', assessmentId: newId() } as const;
  await reviews.create({
    review: { ...aReview(reviewId, submitter, `REV-${reviewId}`), route },
    interviewId,
    createdAt: NOW,
  });
  await reviews.addSubmission(submission);

  const lowering = { finding: 'impact.level', computed: 'high', decided: 'low', isLowering: true };
  await deliberation.addOverride({ ...deed(voter, 'governance'), ...lowering });
  await deliberation.ruleOnOverride('declined', 'impact.level', deed(chair, 'governance'));
  await deliberation.addVote(aVote(deed(voter, 'governance')));
  const { reason: text, policyVersion: _version, ...advice } = deed(secretary, 'legal');
  const inPerson = { inPlaceOf: undefined, delegationId: undefined };
  await deliberation.addAdvice({ ...advice, stance: 'against', formal: true, text, ...inPerson });
  await deliberation.addRecusal(deed(chair, 'committee'));

  const outcome = { verdict: 'approved', conditions: [], validUntil: NOW, nextReviewAt: NOW } as const;
  const votes = { inFavour: 1, against: 0, abstained: 0 };
  const met = { recordedBy: secretary, recordedAt: NOW, heldOn: NOW, attendees: [chair], recused: [] };
  const record = { ...met, votes, outcome, reason: words(secretary) };
  const minutes = { ...deed(secretary, 'committee-secretary'), record, dissent: words(secretary) };
  await deliberation.addMinutes(minutes);
  await deliberation.ruleOnMinutes('returned', deed(chair, 'committee-chair'));

  const until = new Date(NOW.getTime() + DAY_MS);
  const away = { id: newId(), absentId: voter, delegateId: chair, from: NOW, until, recordedAt: NOW };
  await delegations.add({ ...away, identityId: newId() });
  await delegations.end(away.id, voter, NOW);
}

import type { Role } from '../chat/event.ts';
import { IMPACT_LEVELS, type ImpactLevel } from '../impact/levels.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import { mayAct, type Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { type Finding, isLowering } from './override.ts';
import { isTooShort } from './policy.ts';
import { isContributor, isOpen, isRecused, type Review } from './review.ts';
import { type RefusalCode, refusal, stateInWords } from './words.ts';

/** The level as the rules computed it, as something that people can override. */
function levelFinding(review: Review): Finding<ImpactLevel> | undefined {
  const { route, progress } = review;
  if (route.kind !== 'assessment') return undefined;
  return { id: 'impact.level', scale: IMPACT_LEVELS, computed: progress.override?.computed ?? route.level };
}

/** Decides on the level. Raising it counts at once; lowering it waits for a second approver. */
export function setLevel(
  review: Review,
  { version, level, reason }: CommandOf<'setLevel'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy } = facts;
  const settling = maySettle(review, version, by, policy.overriding.proposers);
  if (!settling.ok) return settling;
  const finding = settling.value;
  const { progress, route } = review;
  if (progress.proposedOverride) return refusal('levelUnsettled');
  // They voted on a level; it does not change under their vote.
  if (progress.votes.length > 0 || progress.committee) return refusal('votesGiven');
  if (route.kind === 'assessment' && route.level === level) return refusal('sameLevel');
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const role = roleIn(by, policy.overriding.proposers);
  return accept([
    {
      kind: isLowering(finding, level) ? 'levelLoweringProposed' : 'levelRaised',
      ...{ finding: finding.id, computed: finding.computed, decided: level, reason: text },
      ...{ role, submissionNumber: review.submissionNumber, policyVersion: policy.version, by: by.personId, at: now },
    },
  ]);
}

/** The second approver of a lowering is somebody else. */
export function confirmLevel(
  review: Review,
  { version }: CommandOf<'confirmLevel'>,
  by: Reviewer,
  now: Date,
  { policy, humanOf }: ReviewFacts,
): ReviewOutcome {
  const settling = maySettle(review, version, by, policy.overriding.confirmers);
  if (!settling.ok) return settling;
  const { proposedOverride } = review.progress;
  if (!proposedOverride) return refusal('nothingProposed');
  if (humanOf(proposedOverride.by) === humanOf(by.personId)) return refusal('samePerson');
  const role = roleIn(by, policy.overriding.confirmers);
  return accept([{ kind: 'levelLoweringConfirmed', role, by: by.personId, at: now }]);
}

/** Whoever may confirm a lowering may decline it, and whoever proposed it may take it back. */
export function declineLevel(
  review: Review,
  { version, reason }: CommandOf<'declineLevel'>,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const roles = [...policy.overriding.confirmers, ...policy.overriding.proposers];
  const settling = maySettle(review, version, by, roles);
  if (!settling.ok) return settling;
  if (!review.progress.proposedOverride) return refusal('nothingProposed');
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  return accept([{ kind: 'levelLoweringDeclined', reason: text, role: roleIn(by, roles), by: by.personId, at: now }]);
}

function maySettle(
  review: Review,
  version: number,
  by: Reviewer,
  roles: readonly Role[],
): Outcome<Finding<ImpactLevel>, RefusalCode> {
  const allowed = mayAct(review, by, roles);
  if (!allowed.ok) return allowed;
  if (isRecused(review, by)) return refusal('recused');
  if (isContributor(review, by)) return refusal('contributor');
  const finding = levelFinding(review);
  if (!finding) return refusal('noLevel');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  return review.state === 'changesRequested' ? refusal('awaitingChanges') : accept(finding);
}

/** `mayAct` has found one. */
function roleIn(by: Reviewer, roles: readonly Role[]): Role {
  const role = roles.find((one) => by.roles.includes(one));
  if (!role) throw new Error(`${by.personId} has none of the roles ${roles.join(', ')}`);
  return role;
}

import { IMPACT_LEVELS, type ImpactLevel } from '../impact/levels.ts';
import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { type Finding, onScale } from './override.ts';
import { isTooShort } from './policy.ts';
import { wordOn } from './progress.ts';
import { LEVEL_FINDING, levelNamed } from './progress-after.ts';
import type { Review } from './review.ts';
import { maySettle, roleIn, settlersOf } from './settle.ts';
import { refusal } from './words.ts';

/** The level as the rules computed it, as something that people can override. */
function levelFinding({ route, progress }: Review): Finding<ImpactLevel> | undefined {
  if (route.kind !== 'assessment') return undefined;
  const override = wordOn(progress.overrides, LEVEL_FINDING);
  return onScale(LEVEL_FINDING, IMPACT_LEVELS, override ? levelNamed(override.computed) : route.level);
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
  const { proposers } = settlersOf(LEVEL_FINDING, policy);
  const settling = maySettle(review, LEVEL_FINDING, version, by, proposers);
  if (!settling.ok) return settling;
  const finding = levelFinding(review);
  if (!finding) return refusal('noLevel');
  const { progress, route } = review;
  if (wordOn(progress.proposed, LEVEL_FINDING)) return refusal('loweringOpen');
  // They voted on a level; it does not change under their vote.
  if (progress.votes.length > 0 || progress.committee) return refusal('votesGiven');
  if (route.kind === 'assessment' && route.level === level) return refusal('sameLevel');
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  return accept([
    {
      kind: finding.isLower(level) ? 'loweringProposed' : 'findingDecided',
      ...{ finding: finding.id, computed: finding.computed, decided: level, reason: text },
      ...{ role: roleIn(by, proposers), submissionNumber: review.submissionNumber, policyVersion: policy.version },
      ...{ by: by.personId, at: now },
    },
  ]);
}

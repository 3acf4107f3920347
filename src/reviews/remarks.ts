import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn, mayAct } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { reviewingRoles, wayOf } from './policy.ts';
import type { Review } from './review.ts';
import { isOpen } from './review.ts';
import { refusal, rolesInWords, stateInWords } from './words.ts';

/** Advice and remarks, from those who review, decide or advise, and from the submitter. */
export function comment(
  review: Review,
  { text, audience = 'internal' }: CommandOf<'comment'>,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const way = wayOf(policy, review.route);
  const roles = [...reviewingRoles(way), ...way.advisers];
  const own = isOwn(review, by);
  if (!own && !roles.some((role) => by.roles.includes(role))) return refusal('notAllowed', rolesInWords(roles));
  const said = text.trim();
  if (said === '') return refusal('commentMissing');
  return accept([{ kind: 'commented', text: said, audience: own ? 'submitter' : audience, by: by.personId, at: now }]);
}

export function recordSupplierFacts(
  review: Review,
  { facts: told, version }: CommandOf<'recordSupplierFacts'>,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const allowed = mayAct(review, by, reviewingRoles(wayOf(policy, review.route)));
  if (!allowed.ok) return allowed;
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  const facts = { ...told, dataRegion: told.dataRegion.trim(), source: told.source.trim() };
  if (facts.dataRegion === '' || facts.source === '') return refusal('supplierFactsMissing');
  return accept([{ kind: 'supplierFactsRecorded', facts, by: by.personId, at: now }]);
}

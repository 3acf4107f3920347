import type { Context } from '../chat/vocabulary.ts';
import type { ReviewPolicy } from './policy.ts';
import type { Review } from './review.ts';
import type { ReviewStores } from './review-picture.ts';
import { humansIn, peopleFor, rolesInTurn } from './whose-turn.ts';

/** Tells each role on which it waits from now on, personally. The first time the team's channel tells governance. */
export async function tellTurn<Stores extends ReviewStores>(
  context: Context<Stores>,
  before: Review | undefined,
  now: Review,
  policy: ReviewPolicy,
): Promise<void> {
  if (now.route.kind !== 'assessment') return;
  const humanOf = await humansIn(context.stores);
  const waited = before ? rolesInTurn(before, policy, humanOf) : ['governance'];
  const roles = rolesInTurn(now, policy, humanOf).filter((role) => !waited.includes(role));
  for (const personId of await peopleFor(context.stores, roles, now, humanOf, context.now)) {
    if (personId === humanOf(context.actor.personId)) continue;
    context.send({
      to: { kind: 'person', personId },
      content: { kind: 'view', view: { name: 'review.card', subjectId: now.id } },
    });
  }
}

import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { type ActStores, noSuchReview } from './act.ts';
import { submittersView } from './ask-about.ts';
import { type ReviewPolicy, wayOf } from './policy.ts';
import { mayRead } from './readers.ts';
import { effectiveRoles } from './whose-turn.ts';

/** The card again, for someone who may see it: from the desk or a digest. */
export async function showReview<Stores extends ActStores>(
  context: Context<Stores>,
  value: unknown,
  policy: ReviewPolicy,
): Promise<ImmediateReply | undefined> {
  const clicked = z.object({ review: z.uuid() }).safeParse(value);
  const record = clicked.success ? await context.stores.reviews.find(clicked.data.review) : undefined;
  if (!record) return noSuchReview;
  const { review } = record;
  const way = wayOf(policy, review.route);
  const isOwn = review.submitterId === context.actor.personId;
  const roles = await effectiveRoles(context.stores, context.actor.personId, context.now);
  if (!isOwn && !mayRead(roles, way)) return noSuchReview;
  const name = isOwn ? submittersView(review) : 'review.card';
  context.send({
    to: privately(context),
    content: { kind: 'view', view: { name, subjectId: review.id } },
  });
  return undefined;
}

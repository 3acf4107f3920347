import type { Context } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { claimedBy, evolve, isOpen } from '../reviews/review.ts';
import { continueControls } from '../risks/control-act.ts';
import type { Stores } from '../storage/stores/stores.ts';

/** Once the next version is approved, it takes the place of the one that it carried on from, controls and all. */
export async function replacePrevious(context: Context<Stores>, assessmentId: string): Promise<void> {
  const { stores, actor, now } = context;
  const assessment = await stores.assessments.find(assessmentId);
  if (!assessment?.follows) return;
  const { assessmentId: previousId } = assessment.follows;
  await continueControls(context, previousId, assessment);
  const record = await stores.reviews.ofAssessment(previousId);
  if (record?.review.state !== 'approved' && record?.review.state !== 'approvedWithConditions') return;
  const { review } = record;
  const event = { kind: 'superseded', byReference: assessment.reference, by: actor.personId, at: now } as const;
  if ((await stores.reviews.save(evolve(review, event), review.version, now)) === 'conflict')
    throw new LostRace(review.reference);
  context.audit({ kind: 'review.superseded', subjectId: review.id, details: { byReference: assessment.reference } });
  context.changed(review.id);
}

/** Whoever holds the declaration for which it was begun can go on with it now. */
export async function assessmentDecided(context: Context<Stores>, assessmentId: string): Promise<void> {
  const { assessments, reviews } = context.stores;
  const declarationId = (await assessments.find(assessmentId))?.declarationId;
  const record = declarationId === undefined ? undefined : await reviews.find(declarationId);
  if (!record || !isOpen(record.review)) return;
  context.changed(record.review.id);
  const claimer = claimedBy(record.review);
  const content = { kind: 'view', view: { name: 'review.card', subjectId: record.review.id } } as const;
  if (claimer !== undefined) context.send({ to: { kind: 'person', personId: claimer }, content });
}

import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import type { Context } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Review } from '../reviews/review.ts';
import type { Decision } from '../reviews/review-store.ts';
import type { Submission } from '../reviews/submission.ts';
import { similarSystems } from './duplicates.ts';
import { declarationFromAnswers } from './from-answers.ts';
import type { AiSystem } from './register.ts';
import type { RegisterStore } from './register-store.ts';

export interface Approved {
  readonly review: Review;
  readonly submission: Submission;
  readonly decision: Decision;
}

interface ApprovalStores {
  readonly register: RegisterStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
}

/** What is known of a well-known product anyway: its supplier, and its spellings, so that the next person finds it under any of them. */
export type ProductFacts = (product: string) => {
  readonly aliases: readonly string[];
  readonly supplier: string | undefined;
};

/** Turns an approved submission into facts: it joins the system that is there, or creates system, supplier and use. */
export async function applyApproval<Stores extends ApprovalStores>(
  context: Context<Stores>,
  { review, submission, decision }: Approved,
  factsOf: ProductFacts,
): Promise<{ readonly systemId: string }> {
  if (review.route.kind !== 'declaration') throw new Error(`${review.reference} declares no use`);
  if (!submission.answers) throw new Error(`The answers of ${review.reference} have been erased`);
  const { register, people } = context.stores;
  await register.holdNames();
  const declaration = declarationFromAnswers(submission.answers);
  const system = await systemFor(
    context,
    declaration.facets.product,
    declaration.supplier,
    submission.submitterId,
    factsOf,
  );
  if (review.supplierFacts) await register.recordSupplierFacts(system.id, review.supplierFacts);
  const submitter = await people.find(submission.submitterId);
  const use = await register.createUse(
    {
      systemId: system.id,
      state: 'approved',
      ownerId: review.ownerId,
      department: submitter?.department ?? '',
      facets: { ...declaration.facets, product: system.name },
      lane: review.route.lane,
      submissionId: submission.id,
      decisionId: decision.id,
      ...(decision.validUntil ? { validUntil: decision.validUntil } : {}),
      ...(decision.nextReviewAt ? { nextReviewAt: decision.nextReviewAt } : {}),
    },
    context.now,
  );
  await register.attachConditions(decision.id, use.id);
  context.audit({
    kind: 'register.useApproved',
    subjectId: use.id,
    details: { reference: use.reference, system: system.reference, decisionId: decision.id },
  });
  const view = { name: 'register.use', subjectId: use.id };
  context.send({ to: { kind: 'person', personId: review.ownerId }, content: { kind: 'view', view } });
  if (decision.conditions.some(({ precondition }) => precondition)) {
    context.send({ to: { kind: 'governance' }, content: { kind: 'view', view } });
  }
  return { systemId: system.id };
}

async function systemFor<Stores extends ApprovalStores>(
  context: Context<Stores>,
  product: string,
  supplierName: string | undefined,
  ownerId: string,
  factsOf: ProductFacts,
): Promise<AiSystem> {
  const { register } = context.stores;
  const [likeliest] = similarSystems(product, await register.systems());
  if (likeliest?.likeness !== 'same') {
    const facts = factsOf(product);
    const name = supplierName ?? facts.supplier;
    const supplier = name ? await register.supplierNamed(name, context.now) : undefined;
    const system = await register.createSystem(
      { name: product, aliases: facts.aliases, supplierId: supplier?.id, ownerId, state: 'approved' },
      context.now,
    );
    context.audit({ kind: 'register.systemCreated', subjectId: system.id, details: { reference: system.reference } });
    return system;
  }
  const { system } = likeliest;
  if (system.state === 'approved') return system;
  // What was imported unreviewed, or retired, is in use again by this decision.
  if ((await register.saveSystem({ ...system, state: 'approved' }, context.now)) === 'conflict')
    throw new LostRace(system.reference);
  context.audit({ kind: 'register.systemApproved', subjectId: system.id, details: { reference: system.reference } });
  return { ...system, state: 'approved' };
}

/** Ends the use that a decision approved. */
export async function applyRevocation<Stores extends ApprovalStores>(
  context: Context<Stores>,
  decisionId: string,
): Promise<void> {
  const registered = await context.stores.register.useOfDecision(decisionId);
  if (!registered) return;
  if ((await context.stores.register.saveUse({ ...registered.use, state: 'revoked' })) === 'conflict')
    throw new LostRace(registered.use.reference);
  context.audit({
    kind: 'register.useRevoked',
    subjectId: registered.use.id,
    details: { reference: registered.use.reference },
  });
  context.changed(registered.use.id);
}

/** Ends the use whose approval has lapsed. */
export async function applyExpiry(
  { register, outgoing }: { readonly register: RegisterStore; readonly outgoing: OutgoingMessages },
  decisionId: string,
  now: Date,
): Promise<void> {
  const registered = await register.useOfDecision(decisionId);
  if (registered?.use.state !== 'approved') return;
  if ((await register.saveUse({ ...registered.use, state: 'expired' })) === 'conflict')
    throw new LostRace(registered.use.reference);
  await outgoing.refresh([registered.use.id], now);
}

import type { Card, View } from '../chat/vocabulary.ts';
import { decisionWords } from '../reviews/decision-words.ts';
import { levelInForce, resultsOfSystem } from './assessment-result.ts';
import { seesAll } from './own-data-card.ts';
import type { RegisteredUse } from './register.ts';
import { useDecisionCard } from './register-cards.ts';
import { type RegisterCapabilityStores, type RegisterOptions, wordsIn } from './register-options.ts';
import { shownSystem, systemReader, systemWords } from './shown-system.ts';
import { systemCard } from './system-card.ts';
import { type UseRights, useCard } from './use-card.ts';

/** A use, who decided on it, and its system, each as its reader may see it. */
export function createRegisterViews<Stores extends RegisterCapabilityStores>(
  options: RegisterOptions<Stores>,
): Readonly<Record<'decision' | 'use' | 'system', View<Stores>>> {
  async function decisionOn(stores: Stores, found: RegisteredUse, readerId: string | undefined): Promise<Card> {
    const decisionId = await stores.register.decisionIdOf(found.use.id);
    const record = decisionId === undefined ? undefined : await stores.reviews.ofDecision(decisionId);
    const decisions = record ? await stores.reviews.decisions(record.review.id) : [];
    const decision = decisions.find(({ id }) => id === decisionId);
    const reviewer = decision && (await stores.people.find(decision.reviewerId));
    if (!record || !decision) return useDecisionCard(found, await wordsIn(stores, options), undefined);
    const words = decisionWords(decision, reviewer?.displayName ?? 'Somebody');
    const { reason: _reason, ...withoutReason } = words;
    const mayRead = await mayReadReason(stores, found, decision.submitterId, readerId);
    return useDecisionCard(found, await wordsIn(stores, options), {
      review: record.review.reference,
      decision: mayRead ? words : withoutReason,
      isWithheld: !mayRead && words.reason !== undefined,
    });
  }

  return {
    decision: async (stores, { subjectId }, { personId }) => {
      const found = await stores.register.findUse(subjectId);
      return found && decisionOn(stores, found, personId);
    },
    use: async (stores, { subjectId }, { personId }) => {
      const found = await stores.register.findUse(subjectId);
      if (!found) return undefined;
      const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
      const impact = levelInForce(await resultsOfSystem(stores, found.system.id));
      const rights = await rightsOf(stores, found, personId);
      return useCard(found, await wordsIn(stores, options), (id) => names.get(id), rights, impact);
    },
    system: async (stores, { subjectId }, { personId, now }) => {
      const shown = await shownSystem(stores, subjectId);
      if (!shown) return undefined;
      const words = {
        ...(await wordsIn(stores, options)),
        ...(await systemWords(stores, options.standards, options.law)),
      };
      return systemCard(shown, words, await systemReader(stores, shown, personId), now);
    },
  };
}

/** Why something was decided is for those whom it concerns, and for those who answer for the register. */
async function mayReadReason(
  { people }: RegisterCapabilityStores,
  { use, memberIds }: RegisteredUse,
  submitterId: string,
  readerId: string | undefined,
): Promise<boolean> {
  const reader = readerId === undefined ? undefined : await people.find(readerId);
  if (!reader) return false;
  const same = [reader.id, ...(await people.samePerson(reader.id))];
  return (
    seesAll(reader.roles) ||
    [use.ownerId, submitterId, ...memberIds].some((id) => id !== undefined && same.includes(id))
  );
}

/** What the only reader of a card can do; the click is checked all the same. */
async function rightsOf(
  stores: RegisterCapabilityStores,
  { use, conditions }: RegisteredUse,
  personId: string | undefined,
): Promise<UseRights> {
  const person = personId === undefined ? undefined : await stores.people.find(personId);
  if (!person) return { manage: true, verify: true };
  const governs = person.roles.includes('governance');
  const same = await stores.people.samePerson(person.id);
  const [condition] = conditions;
  const submitterId = condition && (await stores.register.submitterOfCondition(condition.id));
  const own = [use.ownerId, submitterId].some((id) => id !== undefined && (id === person.id || same.includes(id)));
  return { manage: governs || use.ownerId === person.id, verify: governs && !own };
}

import type { Card, Context, MessageOutcome } from '../chat/vocabulary.ts';
import { askedOfRegister, asksForList, mayNameEntry } from './ask-register.ts';
import { type Coverage, coverage } from './coverage.ts';
import { coverageCard } from './coverage-card.ts';
import { readOwnDataQuestion } from './own-data.ts';
import { ownDataCard, seesAll } from './own-data-card.ts';
import type { FacetQuery } from './register.ts';
import { approvedUsesCard } from './register-cards.ts';
import { type RegisterCapabilityStores, type RegisterOptions, showEntry, wordsIn } from './register-options.ts';
import { registerView } from './register-view.ts';

/** More entries than this are not told in full at once. */
const MOST_DECISIONS = 3;

/** What the register says to a text: whether a use is covered, what an entry holds, which systems do something. */
export function createRegisterAnswers<Stores extends RegisterCapabilityStores>(
  options: RegisterOptions<Stores>,
): (context: Context<Stores>, text: string) => Promise<MessageOutcome> {
  async function covered(context: Context<Stores>, query: FacetQuery): Promise<Coverage> {
    const { stores, actor, now } = context;
    const person = await stores.people.find(actor.personId);
    const asker = { personId: actor.personId, department: person?.department ?? '', country: person?.country ?? '' };
    return coverage(query, await registerView(stores), now, asker, await wordsIn(stores, options));
  }

  /** “Which of our systems handle special-category data?” is answered within the rights of who asks. */
  async function answeredFromOwnData(context: Context<Stores>, text: string): Promise<boolean> {
    const { stores, actor, now, conversation } = context;
    const question = readOwnDataQuestion(text, now);
    if (question === undefined) return false;
    const words = await wordsIn(stores, options);
    const tellsOfReviews = question.kind === 'ending' || question.kind === 'overdue';
    const reviews = tellsOfReviews ? await stores.nextReviews.planned() : [];
    const card = ownDataCard(question, await stores.register.uses(), actor, now, words, reviews);
    // What only some may see is not read out where others read along.
    const aside = conversation.visibility === 'channel' && seesAll(actor.roles);
    if (aside)
      context.send({
        to: { kind: 'person', personId: actor.personId },
        content: { kind: 'card', card, wordsOf: actor.personId },
      });
    else context.answer(card);
    context.audit({ kind: 'register.asked', subjectId: actor.personId, details: { answer: question.kind } });
    return true;
  }

  /** “What tools are approved?”, “AIU-1”, “who approved AIU-1, and why?” */
  async function answeredFromEntries(context: Context<Stores>, text: string): Promise<boolean> {
    const { stores, actor, now } = context;
    const uses = asksForList(text) || mayNameEntry(text) ? await stores.register.uses() : [];
    if (asksForList(text)) context.answer(approvedUsesCard(uses, now, await wordsIn(stores, options)));
    else {
      const asked = askedOfRegister(text, uses);
      if (asked === undefined) return false;
      if (asked.kind === 'use') showEntry(context, 'use', asked.use.use.id);
      else if (asked.kind === 'system') await showSystem(context, asked.reference);
      else if (asked.kind === 'noSuchUse') context.answer(noSuchReference(asked.reference));
      else for (const { use } of asked.uses.slice(0, MOST_DECISIONS)) showEntry(context, 'decision', use.id);
    }
    context.audit({ kind: 'register.asked', subjectId: actor.personId, details: { answer: 'entries' } });
    return true;
  }

  async function showSystem(context: Context<Stores>, reference: string): Promise<void> {
    const system = (await context.stores.register.systems()).find((one) => one.reference === reference);
    if (system) showEntry(context, 'system', system.id);
    else context.answer(noSuchReference(reference));
  }

  return async (context, text) => {
    if (await answeredFromEntries(context, text)) return { kind: 'handled' };
    if (await answeredFromOwnData(context, text)) return { kind: 'handled' };
    const asked = await options.readUseQuestion(context, text);
    if (!asked) return { kind: 'passed' };
    const { query, misspelt } = asked;
    const certain = await covered(context, query);
    // No permission rests on a name that was only guessed from its spelling.
    const found: Coverage =
      misspelt && certain.kind === 'covered'
        ? { kind: 'coveredIf', use: certain.use, toConfirm: ['product'] }
        : certain;
    context.answer(
      coverageCard(found, {
        query,
        asker: { personId: context.actor.personId },
        words: await wordsIn(context.stores, options),
      }),
    );
    context.audit({ kind: 'register.asked', subjectId: context.actor.personId, details: { answer: found.kind } });
    return { kind: 'handled' };
  };
}

function noSuchReference(reference: string): Card {
  return {
    headline: `${reference} is not in the register`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'Ask “what tools are approved?” for what is there.' }],
  };
}

import { z } from 'zod';
import type { AuditLog } from '../chat/router-stores.ts';
import type { ActionHandler, Capability, Card, Context, ImmediateReply, MessageOutcome } from '../chat/vocabulary.ts';
import type { QuestionnaireStore } from '../interviews/interview-store.ts';
import { LostRace } from '../kernel/lost-race.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import { decisionWords } from '../reviews/review-picture.ts';
import type { Standards } from '../risks/risk-options.ts';
import { askedOfRegister, asksForList, mayNameEntry } from './ask-register.ts';
import { levelInForce, type ResultStores, resultsOfSystem } from './assessment-result.ts';
import { compare } from './compare.ts';
import { type Coverage, coverage } from './coverage.ts';
import { coverageCard } from './coverage-card.ts';
import { type FacetWords, facetWords } from './facet-words.ts';
import { readOwnDataQuestion } from './own-data.ts';
import { ownDataCard, seesAll } from './own-data-card.ts';
import { prohibits } from './prohibition.ts';
import type { FacetQuery, RegisteredUse } from './register.ts';
import { approvedUsesCard, useDecisionCard } from './register-cards.ts';
import { type RegisterStores, registerView } from './register-view.ts';
import { shownSystem, systemReader, systemWords } from './shown-system.ts';
import { systemCard } from './system-card.ts';
import { transferForm, type UseRights, useCard } from './use-card.ts';

export type RegisterCapabilityStores = RegisterStores &
  ResultStores & {
    readonly people: PeopleStore;
    readonly questionnaires: QuestionnaireStore;
    readonly audit: AuditLog;
  };

/** More entries than this are not told in full at once. */
const MOST_DECISIONS = 3;

export interface RegisterOptions<Stores> {
  readonly declarationId: string;
  /** What “can I use X for Y?” asks about; `undefined` when a text asks for nothing of the kind. */
  readonly readUseQuestion: (context: Context<Stores>, text: string) => Promise<AskedUse | undefined>;
  /** By what risks are rated, and from what their controls are chosen. */
  readonly standards: Standards;
  readonly law: Law;
}

export interface AskedUse {
  readonly query: FacetQuery;
  /** The product's name was read from words that differ from it by a slip. */
  readonly misspelt: boolean;
}

const UseClick = z.object({ use: z.uuid(), version: z.coerce.number().int() });

const noSuchUse: ImmediateReply = { kind: 'notice', text: 'This use is no longer in the register as it was shown.' };

function noSuchReference(reference: string): Card {
  return {
    headline: `${reference} is not in the register`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'Ask “what tools are approved?” for what is there.' }],
  };
}

/** “Can I use X for Y?”, joining an approved use, and what its owner does with it. */
export function createRegisterCapability<Stores extends RegisterCapabilityStores>(
  options: RegisterOptions<Stores>,
): Capability<Stores> {
  async function wordsIn(stores: Stores): Promise<FacetWords> {
    const questionnaire = await stores.questionnaires.forReading(options.declarationId);
    if (!questionnaire) throw new Error(`The questionnaire ${options.declarationId} is not published`);
    return facetWords(questionnaire);
  }

  async function covered(context: Context<Stores>, query: FacetQuery): Promise<Coverage> {
    const { stores, actor, now } = context;
    const person = await stores.people.find(actor.personId);
    const asker = { personId: actor.personId, department: person?.department ?? '', country: person?.country ?? '' };
    return coverage(query, await registerView(stores), now, asker, await wordsIn(stores));
  }

  async function message(context: Context<Stores>, text: string): Promise<MessageOutcome> {
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
      coverageCard(found, { query, asker: { personId: context.actor.personId }, words: await wordsIn(context.stores) }),
    );
    context.audit({ kind: 'register.asked', subjectId: context.actor.personId, details: { answer: found.kind } });
    return { kind: 'handled' };
  }

  /** “Which of our systems handle special-category data?” is answered within the rights of who asks. */
  async function answeredFromOwnData(context: Context<Stores>, text: string): Promise<boolean> {
    const { stores, actor, now, conversation } = context;
    const question = readOwnDataQuestion(text, now);
    if (question === undefined) return false;
    const card = ownDataCard(question, await stores.register.uses(), actor, now, await wordsIn(stores));
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
    if (asksForList(text)) context.answer(approvedUsesCard(uses, now, await wordsIn(stores)));
    else {
      const asked = askedOfRegister(text, uses);
      if (asked === undefined) return false;
      if (asked.kind === 'use') show(context, 'use', asked.use.use.id);
      else if (asked.kind === 'system') await showSystem(context, asked.reference);
      else if (asked.kind === 'noSuchUse') context.answer(noSuchReference(asked.reference));
      else for (const { use } of asked.uses.slice(0, MOST_DECISIONS)) show(context, 'decision', use.id);
    }
    context.audit({ kind: 'register.asked', subjectId: actor.personId, details: { answer: 'entries' } });
    return true;
  }

  async function decisionOn(stores: Stores, found: RegisteredUse, readerId: string | undefined): Promise<Card> {
    const decisionId = await stores.register.decisionIdOf(found.use.id);
    const record = decisionId === undefined ? undefined : await stores.reviews.ofDecision(decisionId);
    const decisions = record ? await stores.reviews.decisions(record.review.id) : [];
    const decision = decisions.find(({ id }) => id === decisionId);
    const reviewer = decision && (await stores.people.find(decision.reviewerId));
    if (!record || !decision) return useDecisionCard(found, await wordsIn(stores), undefined);
    const words = decisionWords(decision, reviewer?.displayName ?? 'Somebody');
    const { reason: _reason, ...withoutReason } = words;
    const mayRead = await mayReadReason(stores, found, decision.submitterId, readerId);
    return useDecisionCard(found, await wordsIn(stores), {
      review: record.review.reference,
      decision: mayRead ? words : withoutReason,
      isWithheld: !mayRead && words.reason !== undefined,
    });
  }

  /** Why something was decided is for those whom it concerns, and for those who answer for the register. */
  async function mayReadReason(
    { people }: Stores,
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

  async function showSystem(context: Context<Stores>, reference: string): Promise<void> {
    const system = (await context.stores.register.systems()).find((one) => one.reference === reference);
    if (system) show(context, 'system', system.id);
    else context.answer(noSuchReference(reference));
  }

  /** As a view: it is drawn with the words of others, which must go when they are erased. */
  function show(context: Context<Stores>, view: 'use' | 'decision' | 'system', subjectId: string): void {
    context.send({
      to: { kind: 'conversation', address: context.conversation },
      content: { kind: 'view', view: { name: `register.${view}`, subjectId } },
    });
  }

  /** What the only reader of a card can do; the click is checked all the same. */
  async function rightsOf(
    stores: Stores,
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

  /** Joining is saying: mine is exactly this one. So the approval itself is what is asked about. */
  const join: ActionHandler<Stores> = async (context, { value }) => {
    const found = await clickedUse(context, value);
    if (!found) return noSuchUse;
    const person = await context.stores.people.find(context.actor.personId);
    const asker = {
      personId: context.actor.personId,
      department: person?.department ?? '',
      country: person?.country ?? '',
    };
    const query = { ...found.use.facets, product: found.system.name };
    const { differences } = compare(query, found, asker, context.now, await wordsIn(context.stores));
    const banned = (await context.stores.register.uses()).some(
      (other) =>
        other.use.state === 'prohibited' && other.system.id === found.system.id && prohibits(other, query) === 'yes',
    );
    if (differences.length > 0)
      return {
        kind: 'notice',
        text: `You cannot join: ${differences.map(({ words }) => words).join('; ')}. Please declare your own use.`,
      };
    if (banned) return { kind: 'notice', text: 'This use is not allowed here.' };
    const joined = await context.stores.register.join(found.use.id, context.actor.personId, context.now);
    if (joined === 'already') return { kind: 'notice', text: `You have joined ${found.use.reference} already.` };
    context.audit({
      kind: 'register.joined',
      subjectId: found.use.id,
      details: { reference: found.use.reference, version: found.use.version },
    });
    context.changed(found.use.id);
    const conditions = found.conditions.map(({ text }) => text);
    context.answer({
      headline: `You are registered for ${found.use.reference}`,
      tone: 'good',
      blocks: [
        {
          kind: 'text',
          text: `${found.system.name}, as approved. If your use becomes a different one, please declare it.`,
        },
        ...(conditions.length > 0
          ? [
              { kind: 'heading', text: 'Please keep to these conditions' } as const,
              { kind: 'list', items: conditions } as const,
            ]
          : []),
      ],
    });
    return undefined;
  };

  async function clickedUse(context: Context<Stores>, value: unknown): Promise<RegisteredUse | undefined> {
    const clicked = UseClick.safeParse(value);
    const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
    return found && clicked.success && found.use.version === clicked.data.version ? found : undefined;
  }

  /** A prohibition or a revocation is not its owner's to put away: only what is approved is handed on or retired. */
  async function clickedApproval(context: Context<Stores>, value: unknown): Promise<RegisteredUse | undefined> {
    const found = await clickedUse(context, value);
    return found?.use.state === 'approved' ? found : undefined;
  }

  /** Only the owner or the governance team. */
  function mayManage(context: Context<Stores>, { use }: RegisteredUse): boolean {
    return use.ownerId === context.actor.personId || context.actor.roles.includes('governance');
  }

  const notYours: ImmediateReply = { kind: 'notice', text: 'Only its owner or the governance team can do this.' };

  const retire: ActionHandler<Stores> = async (context, { value }) => {
    const found = await clickedApproval(context, value);
    if (!found) return noSuchUse;
    if (!mayManage(context, found)) return notYours;
    await save(context, found, { state: 'retired' });
    context.audit({
      kind: 'register.useRetired',
      subjectId: found.use.id,
      details: { reference: found.use.reference },
    });
    return { kind: 'notice', text: `${found.use.reference} is retired. It stays in the register as history.` };
  };

  async function save(
    context: Context<Stores>,
    { use }: RegisteredUse,
    change: Partial<Pick<typeof use, 'state' | 'ownerId'>>,
  ): Promise<void> {
    if ((await context.stores.register.saveUse({ ...use, ...change })) === 'conflict')
      throw new LostRace(use.reference);
    context.changed(use.id);
  }

  return {
    name: 'register',
    message: (context, { text }) => message(context, text),
    actions: {
      join,
      retire,
      transfer: async (context, { value }) => {
        const found = await clickedApproval(context, value);
        if (!found) return noSuchUse;
        if (!mayManage(context, found)) return notYours;
        return { kind: 'openForm', form: transferForm(found, await context.stores.people.list()) };
      },
      show: async (context, { value }) => {
        const clicked = z.object({ use: z.uuid() }).safeParse(value);
        const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
        if (!found) return noSuchUse;
        show(context, 'use', found.use.id);
        return undefined;
      },
      system: async (context, { value }) => {
        const clicked = z.object({ system: z.uuid() }).safeParse(value);
        const systems = await context.stores.register.systems();
        const found = systems.find(({ id }) => clicked.success && id === clicked.data.system);
        if (!found) return noSuchUse;
        show(context, 'system', found.id);
        return undefined;
      },
      decision: async (context, { value }) => {
        const clicked = z.object({ use: z.uuid() }).safeParse(value);
        const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
        if (!found) return noSuchUse;
        show(context, 'decision', found.use.id);
        return undefined;
      },
      verify: async (context, { value }) => {
        const clicked = z.object({ condition: z.uuid() }).safeParse(value);
        const uses = await context.stores.register.uses();
        const found = uses.find(({ conditions }) =>
          conditions.some(({ id }) => clicked.success && id === clicked.data.condition),
        );
        if (!found || !clicked.success) return noSuchUse;
        const same = await context.stores.people.samePerson(context.actor.personId);
        const submitterId = await context.stores.register.submitterOfCondition(clicked.data.condition);
        const own = [found.use.ownerId, submitterId].some((id) => id !== undefined && same.includes(id));
        if (own || !context.actor.roles.includes('governance')) {
          return {
            kind: 'notice',
            text: 'A precondition is verified by someone of the governance team who neither asked for the use nor owns it.',
          };
        }
        const verified = await context.stores.register.verifyPrecondition(
          clicked.data.condition,
          context.actor.personId,
          context.now,
        );
        if (verified === 'unchanged') return { kind: 'notice', text: 'This was verified already.' };
        context.audit({
          kind: 'register.preconditionVerified',
          subjectId: found.use.id,
          details: { conditionId: clicked.data.condition },
        });
        context.changed(found.use.id);
        return undefined;
      },
    },
    forms: {
      transfer: async (context, { context: ids, inputs }) => {
        const found = await clickedApproval(context, ids);
        const chosen = z.uuid().safeParse(inputs.owner);
        const owner = chosen.success ? await context.stores.people.find(chosen.data) : undefined;
        if (!found) return noSuchUse;
        if (!mayManage(context, found)) return notYours;
        if (!owner || owner.erasedAt) return { kind: 'formErrors', errors: { owner: 'Please choose the new owner.' } };
        await save(context, found, { ownerId: owner.id });
        // Their desk no longer shows it.
        if (found.use.ownerId !== undefined) context.changed(found.use.ownerId);
        context.audit({
          kind: 'register.useTransferred',
          subjectId: found.use.id,
          details: { reference: found.use.reference, to: owner.id },
        });
        context.send({
          to: { kind: 'person', personId: owner.id },
          content: { kind: 'view', view: { name: 'register.use', subjectId: found.use.id } },
        });
        return { kind: 'notice', text: `${owner.displayName} owns ${found.use.reference} now.` };
      },
    },
    views: {
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
        return useCard(found, await wordsIn(stores), (id) => names.get(id), rights, impact);
      },
      system: async (stores, { subjectId }, { personId, now }) => {
        const shown = await shownSystem(stores, subjectId);
        if (!shown) return undefined;
        const words = { ...(await wordsIn(stores)), ...(await systemWords(stores, options.standards, options.law)) };
        return systemCard(shown, words, await systemReader(stores, shown, personId), now);
      },
    },
  };
}

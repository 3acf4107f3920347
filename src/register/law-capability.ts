import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import type { ActionHandler, Capability, Card, ImmediateReply, Role, View } from '../chat/vocabulary.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import { type ResultStores, resultsOfSystem } from './assessment-result.ts';
import { dutiesCard, howCard, noSuchSystemCard, type SystemLaw, systemLawCard, whichSystemCard } from './law-cards.ts';
import { ENTRIES_ON_A_PAGE, lawChangeCard } from './law-change-card.ts';
import { type LawChangeStores, touchedBy } from './law-changes.ts';
import { lawOfResult } from './law-of-result.ts';
import { readLawQuestion, systemsMeant } from './law-question.ts';
import { type LawQuestionStores, lawQuestions } from './law-questions.ts';
import type { AiSystem } from './register.ts';
import type { RegisterStore } from './register-store.ts';

type LawStores = ResultStores &
  LawChangeStores &
  LawQuestionStores & { readonly register: RegisterStore; readonly people: PeopleStore };

/** Who gets the lists of what changed law touches; the team's channel gets each of them once. */
const READERS: readonly Role[] = ['governance', 'legal', 'data-protection', 'auditor'];
const Page = z.object({ change: z.string().max(100), page: z.coerce.number().int().min(1).max(10_000) });

const Clicked = z.object({ system: z.uuid() });
const notThere: ImmediateReply = { kind: 'notice', text: 'This system is no longer in the register.' };

/** “What does the AI Act say about AIS-3?”: for everybody who reads the register, as it stands when it is read. */
export function createLawCapability<Stores extends LawStores>(law: Law): Capability<Stores> {
  const show =
    (name: 'law.system' | 'law.how' | 'law.duties'): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      const system = clicked.success ? await systemOf(context.stores, clicked.data.system) : undefined;
      if (!system) return notThere;
      const view = { name, subjectId: system.id };
      context.send({
        to: { kind: 'conversation', address: context.conversation },
        content: { kind: 'view', view },
      });
      return undefined;
    };

  const view =
    (
      draw: (system: AiSystem, found: readonly SystemLaw[], words: Parameters<typeof systemLawCard>[2]) => Card,
    ): View<Stores> =>
    async (stores, { subjectId }, { now }) => {
      const system = await systemOf(stores, subjectId);
      if (!system) return undefined;
      const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
      const results = (await resultsOfSystem(stores, system.id)).filter(({ holds }) => holds);
      const found = results.flatMap((result): readonly SystemLaw[] => {
        const standing = lawOfResult(result, law, now);
        return standing ? [{ reference: result.assessment.reference, standing }] : [];
      });
      return draw(system, found, { law, nameOf: (id) => names.get(id) });
    };

  const questions = lawQuestions<Stores>(law);

  const changePage: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = Page.safeParse(value);
    const change = clicked.success ? await context.stores.lawRuns.change(clicked.data.change) : undefined;
    if (!clicked.success || !change || !READERS.some((role) => context.actor.roles.includes(role)))
      return { kind: 'notice', text: 'There is no such list, or it is not yours to see.' };
    context.send({
      to: privately(context),
      content: { kind: 'view', view: { name: 'law.change', subjectId: change.key, part: String(clicked.data.page) } },
    });
    return undefined;
  };

  const changeView: View<Stores> = async (stores, { subjectId, part = '1' }, { personId }) => {
    const change = await stores.lawRuns.change(subjectId);
    if (!change) return undefined;
    const reader = personId === undefined ? undefined : await stores.people.find(personId);
    if (personId !== undefined && !READERS.some((role) => reader?.roles.includes(role)))
      return { headline: 'This list is not yours to see', tone: 'quiet', blocks: [] };
    const page = Number(part);
    const span = { skip: (page - 1) * ENTRIES_ON_A_PAGE, take: ENTRIES_ON_A_PAGE };
    return lawChangeCard(change, page, await touchedBy(stores, change.key, span, law), law);
  };

  return {
    name: 'law',
    message: async (context, { text }) => {
      const asked = readLawQuestion(text);
      if (!asked) return { kind: 'passed' };
      const { stores, actor } = context;
      const systems = (await stores.register.systems()).filter(({ state }) => state !== 'retired');
      const meant =
        asked.named === undefined
          ? systems
          : systemsMeant(asked, await stores.register.systems(), await stores.register.uses());
      const [first, ...others] = meant;
      if (!first) {
        // “What does the AI Act say about transparency?” is for the assistant.
        if (!asked.isSure) return { kind: 'passed' };
        context.answer(noSuchSystemCard(asked.named));
      } else if (others.length > 0 || asked.named === undefined) context.answer(whichSystemCard(meant));
      else
        context.send({
          to: { kind: 'conversation', address: context.conversation },
          content: { kind: 'view', view: { name: 'law.system', subjectId: first.id } },
        });
      context.audit({ kind: 'register.asked', subjectId: actor.personId, details: { answer: 'law' } });
      return { kind: 'handled' };
    },
    actions: {
      show: show('law.system'),
      how: show('law.how'),
      duties: show('law.duties'),
      change: changePage,
      answer: questions.answer,
    },
    forms: { answer: questions.save },
    views: {
      system: view(systemLawCard),
      how: view(howCard),
      duties: view(dutiesCard),
      change: changeView,
      questions: questions.view,
    },
  };
}

async function systemOf({ register }: LawStores, systemId: string): Promise<AiSystem | undefined> {
  return (await register.systems()).find(({ id }) => id === systemId);
}

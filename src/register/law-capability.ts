import { z } from 'zod';
import type { ActionHandler, Capability, Card, ImmediateReply, View } from '../chat/vocabulary.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import { type ResultStores, resultsOfSystem } from './assessment-result.ts';
import { dutiesCard, howCard, noSuchSystemCard, type SystemLaw, systemLawCard, whichSystemCard } from './law-cards.ts';
import { lawOfResult } from './law-of-result.ts';
import { readLawQuestion, systemsMeant } from './law-question.ts';
import type { AiSystem } from './register.ts';
import type { RegisterStore } from './register-store.ts';

type LawStores = ResultStores & { readonly register: RegisterStore; readonly people: PeopleStore };

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
    actions: { show: show('law.system'), how: show('law.how'), duties: show('law.duties') },
    views: {
      system: view(systemLawCard),
      how: view(howCard),
      duties: view(dutiesCard),
    },
  };
}

async function systemOf({ register }: LawStores, systemId: string): Promise<AiSystem | undefined> {
  return (await register.systems()).find(({ id }) => id === systemId);
}

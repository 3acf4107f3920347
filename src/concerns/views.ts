import type { Card, View } from '../chat/vocabulary.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import { type ConcernStores, handlersAmong } from './act.ts';
import { type ConcernNames, handlersCard, reportersCard, stepCard } from './cards.ts';
import { type Concern, handlerOf } from './concern.ts';
import type { ConcernRecord } from './concern-store.ts';
import { mayHandle } from './decide.ts';

export interface ConcernOptions<Stores> {
  /** The entry of the register with this reference (AIS-3) or id. */
  readonly findSystem: (
    stores: Stores,
    referenceOrId: string,
  ) => Promise<{ readonly id: string; readonly reference: string; readonly name: string } | undefined>;
}

export function handles(concern: Concern, person: ActingPerson): boolean {
  return mayHandle(concern, person).ok;
}

export function reported(concern: Concern, person: ActingPerson): boolean {
  return isSame(person, concern.reporterId);
}

interface Drawn<Stores> {
  readonly record: ConcernRecord;
  readonly names: ConcernNames;
  readonly reader: ActingPerson;
  readonly stores: Stores;
  readonly part: string | undefined;
}

/** Each is drawn for one reader, who may see it at that moment; a copy that several read shows nothing. */
export function createConcernViews<Stores extends ConcernStores>({
  findSystem,
}: ConcernOptions<Stores>): Readonly<Record<'card' | 'mine' | 'step', View<Stores>>> {
  const view =
    (
      may: (concern: Concern, person: ActingPerson) => boolean,
      draw: (drawn: Drawn<Stores>) => Card | undefined | Promise<Card | undefined>,
    ): View<Stores> =>
    async (stores, { subjectId, part }, { personId }) => {
      const record = await stores.concerns.find(subjectId);
      const person = personId === undefined ? undefined : await stores.people.find(personId);
      if (!record || !person) return record && notYours;
      const samePersonIds = await stores.people.samePerson(person.id);
      const reader = { personId: person.id, samePersonIds, roles: person.roles };
      if (!may(record.concern, reader)) return notYours;
      return draw({ record, names: await namesFor(stores, record.concern), reader, stores, part });
    };

  async function namesFor(stores: Stores, { systemId }: Concern): Promise<ConcernNames> {
    const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
    const system = systemId === undefined ? undefined : await findSystem(stores, systemId);
    return { nameOf: (id) => names.get(id), system: system && `${system.reference} ${system.name}` };
  }

  return {
    card: view(handles, ({ record, names, reader }) => {
      const handler = handlerOf(record.concern);
      return handlersCard(record, names, handler !== undefined && isSame(reader, handler));
    }),
    mine: view(reported, async ({ record, names, reader, stores }) => {
      const handlers = handlersAmong(await stores.people.list(), record.concern, reader.samePersonIds);
      return reportersCard(record, names, handlers.length === 0);
    }),
    step: view(reported, ({ record, names, part }) => stepCard(record, names, part)),
  };
}

const notYours: Card = { headline: 'This concern is not yours to see', tone: 'quiet', blocks: [] };

import type { AuditLog } from '../chat/router-stores.ts';
import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { PeopleStore, Person } from '../people/people.ts';
import { type Concern, type ConcernEvent, type ConcernKind, evolve, handlerOf } from './concern.ts';
import type { ConcernStore, Report } from './concern-store.ts';
import { type ConcernCommand, decide, HANDLING_ROLES } from './decide.ts';
import { refusal } from './words.ts';

export interface ConcernStores {
  readonly concerns: ConcernStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
}

export const noSuchConcern: ImmediateReply = { kind: 'notice', text: refusal('notYours').message };

export interface NewReport {
  readonly kind: ConcernKind;
  readonly nameShown: boolean;
  readonly systemId: string | undefined;
  readonly report: Report;
}

/** Records it and puts it before each person who handles it, one by one. */
export async function report<Stores extends ConcernStores>(
  context: Context<Stores>,
  { kind, nameShown, systemId, report: words }: NewReport,
): Promise<void> {
  const { stores, actor, now } = context;
  const concern: Concern = {
    id: context.newId(),
    reference: await stores.concerns.nextReference(),
    kind,
    reporterId: actor.personId,
    nameShown,
    reportedAt: now,
    version: 1,
    state: 'open',
    ...(systemId === undefined ? {} : { systemId }),
  };
  await stores.concerns.create(concern, words);
  context.audit({
    kind: 'concern.reported',
    subjectId: concern.id,
    details: { reference: concern.reference, kind, nameShown, ...(systemId === undefined ? {} : { systemId }) },
  });
  context.changed(concern.id);
  show(context, 'concern.mine', concern.id, actor.personId);
  const samePersonIds = await stores.people.samePerson(actor.personId);
  for (const { id } of handlersAmong(await stores.people.list(), concern, samePersonIds))
    show(context, 'concern.card', concern.id, id);
}

/** Everyone who may handle it; whoever reported it is not among them. */
export function handlersAmong(
  people: readonly Person[],
  { kind, reporterId }: Pick<Concern, 'kind' | 'reporterId'>,
  reporterIds: readonly string[],
): readonly Person[] {
  return people.filter(
    ({ id, roles }) =>
      HANDLING_ROLES[kind].some((role) => roles.includes(role)) && id !== reporterId && !reporterIds.includes(id),
  );
}

/** Does to a concern what a person asked for, if the rules allow it at this moment; a refusal becomes a notice. */
export async function act<Stores extends ConcernStores>(
  context: Context<Stores>,
  concernId: string,
  command: ConcernCommand,
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const record = await stores.concerns.find(concernId);
  if (!record) return noSuchConcern;
  const { concern } = record;
  const outcome = decide(concern, command, await actingPerson(context), now);
  if (!outcome.ok) {
    context.changed(concern.id);
    return { kind: 'notice', text: outcome.message };
  }
  const next = evolve(concern, outcome.value);
  if ((await stores.concerns.save(next, concern.version, now)) === 'conflict') throw new LostRace(concern.reference);
  await follow(context, next, outcome.value);
  context.changed(concern.id);
  return undefined;
}

async function follow<Stores extends ConcernStores>(
  context: Context<Stores>,
  concern: Concern,
  event: ConcernEvent,
): Promise<void> {
  const { stores, now } = context;
  const note = async (kind: 'question' | 'reply' | 'outcome', text: string) => {
    const id = context.newId();
    await stores.concerns.addMessage(concern.id, { id, kind, authorId: event.by, text, writtenAt: now });
    return id;
  };
  switch (event.kind) {
    case 'taken':
      context.audit({ kind: 'concern.taken', subjectId: concern.id });
      return show(context, 'concern.step', concern.id, concern.reporterId, 'taken');
    case 'asked': {
      const messageId = await note('question', event.text);
      context.audit({ kind: 'concern.asked', subjectId: concern.id, details: { messageId } });
      return show(context, 'concern.step', concern.id, concern.reporterId, messageId);
    }
    case 'replied': {
      const messageId = await note('reply', event.text);
      context.audit({ kind: 'concern.replied', subjectId: concern.id, details: { messageId } });
      const handler = handlerOf(concern);
      if (handler !== undefined) show(context, 'concern.card', concern.id, handler);
      return;
    }
    case 'closed': {
      const messageId = await note('outcome', event.reason);
      const { outcome } = event;
      context.audit({ kind: 'concern.closed', subjectId: concern.id, details: { outcome, messageId } });
      return show(context, 'concern.step', concern.id, concern.reporterId, messageId);
    }
  }
}

/** Always to one person's own conversation, as a view that checks who reads it. */
export function show<Stores>(
  context: Context<Stores>,
  name: `concern.${string}`,
  concernId: string,
  personId: string,
  part?: string,
): void {
  const view = { name, subjectId: concernId, ...(part === undefined ? {} : { part }) };
  context.send({ to: { kind: 'person', personId }, content: { kind: 'view', view } });
}

import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Capability, Context, Form, ImmediateReply } from '../chat/vocabulary.ts';
import { matchDates } from '../interviews/understanding/dates.ts';
import { read } from '../interviews/understanding/reading.ts';
import { type ActingPerson, actingPerson, isReadBy, isSame } from '../people/acting-person.ts';
import type { Person } from '../people/people.ts';
import { absenceCard, absenceForm, notYours, standInCard } from './absence-cards.ts';
import { type Delegation, mayDelegate } from './delegation.ts';
import { type ReviewPolicy, rolesToDelegate } from './policy.ts';
import type { TurnStores } from './whose-turn.ts';

type AbsenceStores = TurnStores & { readonly audit: AuditLog };

const SAYS_AWAY =
  /^\s*(?:(?:hi|hello|hey)[,! ]+)?(?:(?:i(?:['’]m| am| will be|['’]ll be)(?: going to be)? (?:away|absent|out of (?:the )?office|on (?:leave|holiday|vacation|parental leave|sick leave)|not here|off)\b)|(?:who (?:decides|stands in|votes) for me\b)|(?:my (?:absence|stand-?in|deputy|delegate|substitute)\b)|(?:out of office\b)|(?:[\p{L}'’ .-]{2,60} (?:decides|stands in|votes) for me\b))/iu;

const Opened = z.object({ until: z.string().optional(), colleague: z.string().optional() });
const Named = z.object({ delegation: z.uuid() });
const Day = z.iso.date();
const DAY_MS = 24 * 3_600_000;

/** “I am away until 3 March, Jonas decides for me”: a colleague votes and advises in one's place. */
export function createAbsenceCapability<Stores extends AbsenceStores>(policy: ReviewPolicy): Capability<Stores> {
  const roles = rolesToDelegate(policy);
  return {
    name: 'absence',
    message: async (context, { text }) => {
      if (!SAYS_AWAY.test(text) || !context.actor.roles.some((role) => roles.includes(role))) return { kind: 'passed' };
      const { now, actor, stores } = context;
      const own = await comingOf(context);
      const colleague = colleagueIn(text, await colleaguesOf(context));
      const until = matchDates(read(text), now)
        .flatMap(({ days }) => days)
        .findLast((day) => new Date(`${day}T00:00:00Z`) >= startOf(now));
      const nameOf = namesOf(await stores.people.list());
      const said = { ...(until ? { until } : {}), ...(colleague ? { colleague: colleague.id } : {}) };
      const card = absenceCard(own, nameOf, said);
      context.send({ to: privately(context), content: { kind: 'card', card, wordsOf: actor.personId } });
      return { kind: 'handled' };
    },
    actions: {
      plan: async (context, { value }) => {
        if (!context.actor.roles.some((role) => roles.includes(role)))
          return notice('You decide on nothing here, so there is nothing to hand over.');
        const { until, colleague } = Opened.safeParse(value).data ?? {};
        return { kind: 'openForm', form: await planForm(context, until, colleague) };
      },
      end: async (context, { value }) => end(context, Named.safeParse(value).data?.delegation),
    },
    forms: {
      plan: async (context, { inputs }) => plan(context, inputs, policy),
    },
    views: {
      standIn: async (stores, { subjectId }, viewer) => {
        const delegation = await stores.delegations.find(subjectId);
        if (!delegation) return undefined;
        const { absentId, delegateId } = delegation;
        const isOwn = await isReadBy(stores, viewer, absentId);
        const isTheirs = isOwn || (await isReadBy(stores, viewer, delegateId));
        // In the team's channel everybody learns who decides for whom.
        return isTheirs || viewer.personId === undefined
          ? standInCard(delegation, namesOf(await stores.people.list()), viewer.now, isOwn)
          : notYours;
      },
    },
  };
}

async function plan<Stores extends AbsenceStores>(
  context: Context<Stores>,
  inputs: Readonly<Record<string, unknown>>,
  policy: ReviewPolicy,
): Promise<ImmediateReply | undefined> {
  const { stores, actor, now } = context;
  const from = Day.safeParse(inputs.from);
  const last = Day.safeParse(inputs.until);
  const colleagueId = z.uuid().safeParse(inputs.colleague);
  if (!from.success) return { kind: 'formErrors', errors: { from: 'Please give a date.' } };
  if (!last.success) return { kind: 'formErrors', errors: { until: 'Please give a date.' } };
  if (!colleagueId.success) return { kind: 'formErrors', errors: { colleague: 'Please choose a colleague.' } };
  const by = await actingPerson(context);
  const colleague = await stores.people.find(colleagueId.data);
  const delegate = colleague ? await asActing(stores, colleague) : undefined;
  const first = new Date(`${from.data}T00:00:00Z`);
  const period = {
    // From today is from now on: nobody has decided for anybody before.
    from: first <= now ? now : first,
    // The last day belongs to it.
    until: new Date(Date.parse(`${last.data}T00:00:00Z`) + DAY_MS),
  };
  const outcome = mayDelegate(by, period, now, {
    roles: rolesToDelegate(policy),
    delegate,
    own: await stores.delegations.by([by.personId, ...by.samePersonIds]),
    delegates: delegate ? await stores.delegations.by([delegate.personId, ...delegate.samePersonIds]) : [],
  });
  if (!outcome.ok) return notice(outcome.message);
  const { delegateId } = outcome.value;
  const delegation = { id: context.newId(), absentId: actor.personId, delegateId, ...period, recordedAt: now };
  await stores.delegations.add({ ...delegation, identityId: actor.identityId });
  context.audit({
    kind: 'person.roleDelegated',
    subjectId: delegateId,
    details: {
      ...{ delegation: delegation.id, absent: actor.personId },
      ...{ from: period.from.toISOString(), until: period.until.toISOString() },
    },
  });
  const content = { kind: 'view', view: { name: 'absence.standIn', subjectId: delegation.id } } as const;
  for (const to of [privately(context), { kind: 'person', personId: delegateId }, { kind: 'governance' }] as const)
    context.send({ to, content });
  return undefined;
}

async function end<Stores extends AbsenceStores>(
  context: Context<Stores>,
  delegationId: string | undefined,
): Promise<ImmediateReply | undefined> {
  const { stores, actor, now } = context;
  const delegation = delegationId === undefined ? undefined : await stores.delegations.find(delegationId);
  if (!delegation || !isSame(await actingPerson(context), delegation.absentId))
    return notice('There is no such absence of yours.');
  if (delegation.endedAt || delegation.until <= now) return notice('That has ended already.');
  await stores.delegations.end(delegation.id, actor.personId, now);
  context.audit({
    kind: 'person.roleDelegationEnded',
    subjectId: delegation.delegateId,
    details: { delegation: delegation.id, absent: delegation.absentId },
  });
  context.changed(delegation.id);
  return undefined;
}

/** One's own delegations that hold now or later. */
async function comingOf<Stores extends AbsenceStores>(context: Context<Stores>): Promise<readonly Delegation[]> {
  const { personId, samePersonIds } = await actingPerson(context);
  const own = await context.stores.delegations.by([personId, ...samePersonIds]);
  return own.filter(({ until, endedAt }) => endedAt === undefined && context.now < until);
}

async function planForm<Stores extends AbsenceStores>(
  context: Context<Stores>,
  until: string | undefined,
  colleague: string | undefined,
): Promise<Form> {
  const colleagues = await colleaguesOf(context);
  return absenceForm(colleagues, context.now, {
    ...(until !== undefined && Day.safeParse(until).success ? { until } : {}),
    ...(colleague !== undefined && colleagues.some(({ id }) => id === colleague) ? { colleague } : {}),
  });
}

/** Whoever holds a role here, apart from oneself. */
async function colleaguesOf<Stores extends AbsenceStores>(context: Context<Stores>): Promise<readonly Person[]> {
  const by = await actingPerson(context);
  return (await context.stores.people.list()).filter(({ id, roles }) => roles.length > 0 && !isSame(by, id));
}

/** The colleague whose first or whole name stands in the text, if it is only one's. */
function colleagueIn(text: string, colleagues: readonly Person[]): Person | undefined {
  const words = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = colleagues.filter(({ displayName }) => {
    const name = displayName.toLowerCase();
    return words.includes(` ${name} `) || words.includes(` ${name.split(' ')[0]} `);
  });
  return named.length === 1 ? named[0] : undefined;
}

async function asActing(
  { people }: AbsenceStores,
  person: Person,
): Promise<ActingPerson & { readonly erased: boolean }> {
  const samePersonIds = await people.samePerson(person.id);
  return { personId: person.id, samePersonIds, roles: person.roles, erased: person.erasedAt !== undefined };
}

function namesOf(people: readonly Person[]): (personId: string) => string {
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return (personId) => names.get(personId) ?? 'Somebody';
}

function startOf(now: Date): Date {
  return new Date(now.toISOString().slice(0, 'YYYY-MM-DD'.length));
}

function notice(text: string): ImmediateReply {
  return { kind: 'notice', text };
}

import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import type { ProposedRisk } from '../impact/impact-result.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { type ActingPerson, actingPerson } from '../people/acting-person.ts';
import type { AssessmentStanding, Deciding, RiskCommand } from './decide.ts';
import { decide } from './decide.ts';
import { readsRisk } from './readers.ts';
import { describing, evolve, type Risk, type RiskDescription, type RiskEvent } from './risk.ts';
import { type RiskOptions, type RiskStores, risksOf } from './risk-options.ts';
import { followProposals } from './sync-proposals.ts';
import { refusal } from './words.ts';

export const noSuchRisk: ImmediateReply = { kind: 'notice', text: refusal('notYours').message };

/** Does to a risk what a person asked for, if the rules allow it at this moment; a refusal becomes a notice. */
export async function act<Stores extends RiskStores>(
  context: Context<Stores>,
  options: RiskOptions<Stores>,
  riskId: string,
  command: RiskCommand,
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const risk = await stores.risks.find(riskId);
  const assessment = risk && (await options.assessmentOf(stores, risk.assessmentId));
  if (!risk || !assessment) return noSuchRisk;
  const by = await actingPerson(context);
  if (!readsRisk(risk, assessment, by)) return noSuchRisk;
  const outcome = decide(risk, command, by, now, await decidingIn(stores, options, assessment, peopleOf(risk, by)));
  if (!outcome.ok) {
    // Whoever may not see it learns nothing of it; a copy that is behind is drawn anew, so that the next click is right.
    context.changed(risk.id);
    return outcome.code === 'notAllowed' ? noSuchRisk : { kind: 'notice', text: outcome.message };
  }
  const next = await happens(context, risk, outcome.value);
  tell(context, next, outcome.value);
  return undefined;
}

/** What `decide` needs to know, as it is now. @param known ids of people that may stay, whoever they were merged into. */
export async function decidingIn<Stores extends RiskStores>(
  stores: Stores,
  options: RiskOptions<Stores>,
  assessment: AssessmentStanding,
  known: readonly string[],
): Promise<Deciding> {
  const { criteria, isControl } = await risksOf(stores, options, assessment.id);
  const members = new Set([...(await stores.people.list()).map(({ id }) => id), ...known]);
  return { criteria, assessment, isControl, isMember: (id) => members.has(id) };
}

/** Whoever acts, owns the risk or treats it already. */
export function peopleOf(risk: Risk, { personId, samePersonIds }: ActingPerson): readonly string[] {
  const treating = risk.state === 'kept' && risk.treatment ? [risk.treatment.ownerId] : [];
  return [personId, ...samePersonIds, risk.ownerId, ...treating];
}

/** Adds a risk that no rule proposed; whoever adds it owns it until they name somebody else. */
export async function add<Stores extends RiskStores>(
  context: Context<Stores>,
  { id: assessmentId }: AssessmentStanding,
  description: RiskDescription,
  ownerId: string,
): Promise<void> {
  const { stores, actor, now } = context;
  const risk: Risk = {
    ...{ id: context.newId(), reference: await stores.risks.nextReference(), assessmentId, description, ownerId },
    ...{ version: 1, state: 'kept', acceptance: { kind: 'none' } },
  };
  await stores.risks.create(risk, { kind: 'added', by: actor.personId, at: now }, context.newId());
  note(context, risk, 'added');
  show(context, 'risk.card', risk.id, actor.personId);
}

/** Lets the risks of an assessment follow what its answers make the rules propose, while it is a draft. */
export async function followAnswers<Stores extends RiskStores>(
  context: Context<Stores>,
  { id: assessmentId, ownerId, state }: AssessmentStanding,
  proposals: readonly ProposedRisk[],
): Promise<void> {
  if (state !== 'draft') return;
  const { stores, now } = context;
  const { news, events } = followProposals(await stores.risks.of(assessmentId), proposals, now);
  for (const { risk, event } of events) await happens(context, risk, event);
  for (const proposed of news) {
    const risk: Risk = {
      ...{ id: context.newId(), reference: await stores.risks.nextReference(), assessmentId, ownerId, proposed },
      ...{ description: describing(proposed), version: 1, state: 'proposed' },
    };
    await stores.risks.create(risk, { kind: 'proposed', by: undefined, at: now }, context.newId());
    note(context, risk, 'proposed');
  }
}

/** Saves and audits what was decided. */
async function happens<Stores extends RiskStores>(
  context: Context<Stores>,
  risk: Risk,
  event: RiskEvent,
): Promise<Risk> {
  const next = evolve(risk, event);
  const changeId = context.newId();
  if ((await context.stores.risks.save(next, risk.version, event, changeId)) === 'conflict')
    throw new LostRace(risk.reference);
  note(context, next, event.kind, changeId);
  return next;
}

function note<Stores>(context: Context<Stores>, risk: Risk, kind: RiskEvent['kind'], changeId?: string): void {
  const { id, reference, assessmentId } = risk;
  context.audit({
    kind: `risk.${kind}`,
    subjectId: id,
    details: { reference, assessment: assessmentId, ...(changeId === undefined ? {} : { changeId }) },
  });
  context.changed(id);
  context.changed(assessmentId);
}

/** Whoever has to act on it, or waits for it, gets its card. */
function tell<Stores>(context: Context<Stores>, risk: Risk, event: RiskEvent): void {
  if (risk.state !== 'kept') return;
  const { acceptance, treatment } = risk;
  const others = (...ids: readonly (string | undefined)[]) =>
    new Set(ids.flatMap((id) => (id === undefined || id === context.actor.personId ? [] : [id])));
  if (event.kind === 'acceptanceAsked') show(context, 'risk.card', risk.id, event.managerId);
  if (event.kind === 'changed' || event.kind === 'treated')
    for (const id of others(risk.ownerId, treatment?.ownerId)) show(context, 'risk.card', risk.id, id);
  if (event.kind === 'accepted' || event.kind === 'sentBack') {
    const askedById = acceptance.kind === 'accepted' ? acceptance.askedById : undefined;
    for (const id of others(risk.ownerId, askedById)) show(context, 'risk.answer', risk.id, id);
  }
}

/** To one person's own conversation, as a view that checks who reads it. */
export function show<Stores>(
  context: Context<Stores>,
  name: `${'risk' | 'control'}.${string}`,
  subjectId: string,
  personId: string,
): void {
  context.send({ to: { kind: 'person', personId }, content: { kind: 'view', view: { name, subjectId } } });
}

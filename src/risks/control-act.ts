import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { actingPerson } from '../people/acting-person.ts';
import { show } from './act.ts';
import { chosenControls } from './annex-comparison.ts';
import {
  type ControlImplementation,
  type ImplementationCommand,
  implement,
  implementationRefusal,
  isOpen,
} from './implementation.ts';
import { isKept } from './risk.ts';
import type { RiskCriteria } from './risk-criteria.ts';
import type { RiskStores } from './risk-options.ts';

export const noSuchControl: ImmediateReply = { kind: 'notice', text: implementationRefusal('notYours').message };

/** Says how far a control is, if this person may; a refusal becomes a notice. */
export async function actOnControl<Stores extends RiskStores>(
  context: Context<Stores>,
  criteria: RiskCriteria,
  id: string,
  command: ImplementationCommand,
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const implementation = await stores.controls.implementation(id);
  if (!implementation) return noSuchControl;
  const outcome = implement(implementation, command, await actingPerson(context), now, criteria);
  if (!outcome.ok) {
    context.changed(id);
    return outcome.code === 'notAllowed' ? noSuchControl : { kind: 'notice', text: outcome.message };
  }
  const next = outcome.value;
  if ((await stores.controls.save(next, implementation.version, now)) === 'conflict')
    throw new LostRace(next.controlId);
  context.audit({
    kind: 'control.told',
    subjectId: id,
    details: { control: next.controlId, state: next.state, assessment: next.assessmentId },
  });
  context.changed(id);
  context.changed(next.assessmentId);
  return undefined;
}

/**
 * Controls that the version before had chosen, too, keep where they stand; those of it that are still open end, so that
 * nobody is reminded of both.
 */
export async function continueControls<Stores extends RiskStores>(
  context: Context<Stores>,
  previousId: string,
  { id, reference }: { readonly id: string; readonly reference: string },
): Promise<void> {
  const { stores, now, actor } = context;
  const planned = await stores.controls.implementationsOf(id);
  for (const before of await stores.controls.implementationsOf(previousId)) {
    const next = planned.find(({ controlId }) => controlId === before.controlId);
    if (next?.state === 'planned' && before.state !== 'planned') {
      const {
        id: _id,
        assessmentId: _of,
        ownerId: _owner,
        dueOn: _due,
        risks: _risks,
        version: _v,
        ...stands
      } = before;
      await saved(context, { ...next, ...stands, version: next.version + 1 }, next.version);
    }
    if (!isOpen(before)) continue;
    const head = { id: before.id, assessmentId: previousId, controlId: before.controlId, ownerId: before.ownerId };
    const ended: ControlImplementation = {
      ...{ ...head, dueOn: before.dueOn, risks: before.risks, version: before.version + 1 },
      ...{ state: 'notApplicable', reason: `Replaced by ${reference}.`, saidById: actor.personId, saidAt: now },
    };
    await saved(context, ended, before.version);
    context.audit({ kind: 'control.replaced', subjectId: before.id, details: { by: reference } });
  }
}

async function saved<Stores extends RiskStores>(
  context: Context<Stores>,
  implementation: ControlImplementation,
  version: number,
): Promise<void> {
  if ((await context.stores.controls.save(implementation, version, context.now)) === 'conflict')
    throw new LostRace(implementation.controlId);
  context.changed(implementation.id);
}

/**
 * Once an assessment is approved, each control that its treatments chose gets an owner and a day: those of the
 * treatment that is due first. Controls that were planned before, for an earlier version, keep where they stand.
 */
export async function planControls<Stores extends RiskStores>(
  context: Context<Stores>,
  assessmentId: string,
): Promise<void> {
  const { stores, now } = context;
  const known = await stores.controls.implementationsOf(assessmentId);
  const chosen = chosenControls(await stores.risks.of(assessmentId));
  const told = new Set<string>();
  for (const { controlId, risks } of chosen) {
    const treatments = risks.flatMap((risk) => (isKept(risk) && risk.treatment ? [risk.treatment] : []));
    const [first] = treatments.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
    const before = known.find((one) => one.controlId === controlId);
    if (!first) continue;
    const references = risks.map(({ reference }) => reference);
    const { ownerId, dueOn } = first;
    if (before) {
      const next = { ...before, ownerId, dueOn, risks: references, version: before.version + 1 };
      if ((await stores.controls.save(next, before.version, now)) === 'conflict') throw new LostRace(controlId);
      context.changed(before.id);
      continue;
    }
    const planned: ControlImplementation = {
      ...{ id: context.newId(), assessmentId, controlId, ownerId, dueOn, risks: references },
      ...{ version: 1, state: 'planned' },
    };
    await stores.controls.plan(planned, now);
    context.audit({ kind: 'control.planned', subjectId: planned.id, details: { control: controlId, owner: ownerId } });
    told.add(ownerId);
  }
  context.changed(assessmentId);
  for (const ownerId of told) show(context, 'control.list', assessmentId, ownerId);
}

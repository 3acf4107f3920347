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

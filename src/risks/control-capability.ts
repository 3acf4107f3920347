import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Capability, Context, Form, ImmediateReply } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import { show } from './act.ts';
import { actOnControl, noSuchControl } from './control-act.ts';
import {
  AddedControl,
  addOwnForm,
  Decided,
  Dropped,
  decideForm,
  dropForm,
  Finished,
  finishForm,
} from './control-forms.ts';
import { createControlViews } from './control-views.ts';
import { type ControlImplementation, type ImplementationCommand, implement, maySay } from './implementation.ts';
import { readsRisks } from './readers.ts';
import type { RiskOptions, RiskStores } from './risk-options.ts';
import { decideOnControl, STATEMENT_ROLE } from './statement.ts';

const Clicked = z.object({ control: z.uuid() });
const NamedControl = z.object({ control: z.string() });
const Area = z.object({ area: z.string().max(10).optional().catch(undefined) });
const NOT_YOURS = 'Only the governance team decides about controls for the whole organisation.';

/** How far controls are, and the Statement of Applicability. */
export function createControlCapability<Stores extends RiskStores>(options: RiskOptions<Stores>): Capability<Stores> {
  const { criteria, annexA } = options;

  async function found(context: Context<Stores>, value: unknown): Promise<ControlImplementation | undefined> {
    const clicked = Clicked.safeParse(value);
    const implementation = clicked.success
      ? await context.stores.controls.implementation(clicked.data.control)
      : undefined;
    const assessment = implementation && (await options.assessmentOf(context.stores, implementation.assessmentId));
    const by = await actingPerson(context);
    if (!implementation || !assessment) return undefined;
    return maySay(implementation, by) || readsRisks(assessment, by) ? implementation : undefined;
  }

  const click =
    (kind: 'begin' | 'replan'): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      return clicked.success ? actOnControl(context, criteria, clicked.data.control, { kind }) : noSuchControl;
    };

  /** Opens a form only for someone who could send it now; sending it is checked again. */
  const opens =
    (least: ImplementationCommand, formOf: (implementation: ControlImplementation) => Form): ActionHandler<Stores> =>
    async (context, { value }) => {
      const implementation = await found(context, value);
      if (!implementation) return noSuchControl;
      const outcome = implement(implementation, least, await actingPerson(context), context.now, criteria);
      if (outcome.ok) return { kind: 'openForm', form: formOf(implementation) };
      return outcome.code === 'notAllowed' ? noSuchControl : { kind: 'notice', text: outcome.message };
    };

  const isDecider = async (context: Context<Stores>) => (await actingPerson(context)).roles.includes(STATEMENT_ROLE);

  async function actOn(context: Context<Stores>, ids: unknown, command: ImplementationCommand) {
    const clicked = Clicked.safeParse(ids);
    return clicked.success ? actOnControl(context, criteria, clicked.data.control, command) : noSuchControl;
  }

  async function decide(
    context: Context<Stores>,
    controlId: string,
    stand: z.infer<typeof Decided>,
  ): Promise<ImmediateReply | undefined> {
    const by = await actingPerson(context);
    const isControl = (id: string) => annexA.some((control) => control.id === id);
    const outcome = decideOnControl({ controlId, stand }, by, isControl, criteria.shortestReasonCharacters);
    if (!outcome.ok) return { kind: 'notice', text: outcome.message };
    const { stores, actor, now } = context;
    const decision = { id: context.newId(), ...outcome.value, decidedById: actor.personId, decidedAt: now };
    await stores.controls.decide(decision);
    context.audit({
      kind: 'control.decided',
      subjectId: decision.id,
      details: { control: controlId, applicable: stand.applicable },
    });
    context.changed(actor.organisationId);
    return undefined;
  }

  return {
    name: 'control',
    actions: {
      show: async (context, { value }) => {
        const implementation = await found(context, value);
        if (!implementation) return noSuchControl;
        show(context, 'control.card', implementation.id, context.actor.personId);
        return undefined;
      },
      begin: click('begin'),
      replan: click('replan'),
      finish: opens({ kind: 'finish', evidence: 'https://example.com' }, finishForm),
      drop: opens({ kind: 'drop', reason: '…'.repeat(500) }, dropForm),
      statement: async (context, { value }) => {
        const { area } = Area.parse(value);
        const view = { name: 'control.statement', subjectId: context.actor.organisationId };
        const content = { kind: 'view', view: area === undefined ? view : { ...view, part: area } } as const;
        context.send({ to: privately(context), content });
        return undefined;
      },
      decide: async (context, { value }) => {
        if (!(await isDecider(context))) return { kind: 'notice', text: NOT_YOURS };
        const named = NamedControl.safeParse(value);
        const control = named.success ? annexA.find(({ id }) => id === named.data.control) : undefined;
        if (!control) return noSuchControl;
        const last = (await context.stores.controls.decisions()).find(({ controlId }) => controlId === control.id);
        return { kind: 'openForm', form: decideForm(control, last) };
      },
      withdraw: async (context, { value }) => {
        if (!(await isDecider(context))) return { kind: 'notice', text: NOT_YOURS };
        const clicked = Clicked.safeParse(value);
        if (!clicked.success) return noSuchControl;
        const { stores, now, actor } = context;
        if ((await stores.controls.withdrawOwn(clicked.data.control, now)) === 'unchanged') return noSuchControl;
        context.audit({ kind: 'control.withdrawn', subjectId: clicked.data.control });
        context.changed(actor.organisationId);
        return undefined;
      },
      add: async (context) =>
        (await isDecider(context)) ? { kind: 'openForm', form: addOwnForm } : { kind: 'notice', text: NOT_YOURS },
    },
    forms: {
      finish: async (context, { context: ids, inputs }) => {
        const read = readInputs(Finished, inputs);
        return read.ok ? actOn(context, ids, { kind: 'finish', ...read.value }) : read.reply;
      },
      drop: async (context, { context: ids, inputs }) => {
        const read = readInputs(Dropped, inputs);
        return read.ok ? actOn(context, ids, { kind: 'drop', ...read.value }) : read.reply;
      },
      decide: async (context, { context: ids, inputs }) => {
        const named = NamedControl.safeParse(ids);
        const read = readInputs(Decided, inputs);
        if (!read.ok) return read.reply;
        return named.success ? decide(context, named.data.control, read.value) : noSuchControl;
      },
      add: async (context, { inputs }) => {
        if (!(await isDecider(context))) return { kind: 'notice', text: NOT_YOURS };
        const read = readInputs(AddedControl, inputs);
        if (!read.ok) return read.reply;
        const { stores, actor, now } = context;
        const control = { id: context.newId(), reference: await stores.controls.nextReference(), ...read.value };
        await stores.controls.addOwn({ ...control, addedById: actor.personId, addedAt: now });
        context.audit({ kind: 'control.added', subjectId: control.id, details: { reference: control.reference } });
        context.changed(actor.organisationId);
        return { kind: 'notice', text: `${control.reference} ${control.title} can be chosen from now on.` };
      },
    },
    views: createControlViews(options),
  };
}

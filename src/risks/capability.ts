import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Capability, Context, FormHandler, ImmediateReply } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import { act, add, decidingIn, followAnswers, noSuchRisk, peopleOf, show } from './act.ts';
import { offeredReasons } from './annex-comparison.ts';
import { type AssessmentStanding, acceptanceOf, acceptingRole, decide, mayChange, type RiskCommand } from './decide.ts';
import { findControls } from './find-controls.ts';
import {
  Asked,
  askForm,
  Described,
  describeForm,
  LeftOutInputs,
  leaveOutForm,
  Reasoned,
  reasonForm,
  Treated,
  treatForm,
} from './forms.ts';
import { leaveOut, unansweredControls } from './leave-out.ts';
import { createRiskMessages } from './messages.ts';
import { readsRisk, readsRisks } from './readers.ts';
import type { Risk } from './risk.ts';
import type { RiskOptions, RiskStores } from './risk-options.ts';
import { createRiskViews, mayWrite } from './risk-views.ts';
import { AllTreated, nothingSuggested, suggestedFor, treatAll, treatAllForm } from './treat-all.ts';
import { refusal } from './words.ts';

const RiskClick = z.object({ risk: z.uuid(), version: z.coerce.number().int().default(0) });
const AssessmentClick = z.object({ assessment: z.uuid() });

/** The risks of assessments: taken over, changed, treated, accepted and compared with Annex A. */
export function createRiskCapability<Stores extends RiskStores>(options: RiskOptions<Stores>): Capability<Stores> {
  type Opens = (
    context: Context<Stores>,
    risk: Risk,
    assessment: AssessmentStanding,
  ) => Promise<ImmediateReply | undefined>;

  /** For those who may see the risk; the rules say what else they may. */
  const onRisk =
    (work: Opens): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = RiskClick.safeParse(value);
      const risk = clicked.success ? await context.stores.risks.find(clicked.data.risk) : undefined;
      const assessment = risk && (await options.assessmentOf(context.stores, risk.assessmentId));
      if (!risk || !assessment || !readsRisk(risk, assessment, await actingPerson(context))) return noSuchRisk;
      return work(context, risk, assessment);
    };

  const click =
    (kind: 'takeOver' | 'restore'): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = RiskClick.safeParse(value);
      return clicked.success
        ? act(context, options, clicked.data.risk, { kind, version: clicked.data.version })
        : noSuchRisk;
    };

  /** Opens a form only for someone who could send it now; sending it is checked again. */
  const opens = (leastOf: (risk: Risk) => RiskCommand, open: Opens): ActionHandler<Stores> =>
    onRisk(async (context, risk, assessment) => {
      const by = await actingPerson(context);
      const deciding = await decidingIn(context.stores, options, assessment, peopleOf(risk, by));
      const outcome = decide(risk, leastOf(risk), by, context.now, deciding);
      if (outcome.ok) return open(context, risk, assessment);
      return outcome.code === 'notAllowed' ? noSuchRisk : { kind: 'notice', text: outcome.message };
    });

  const sends =
    (
      commandOf: (
        context: Context<Stores>,
        inputs: Parameters<FormHandler<Stores>>[1]['inputs'],
        version: number,
      ) => Promise<{ readonly command: RiskCommand } | { readonly reply: ImmediateReply }>,
    ): FormHandler<Stores> =>
    async (context, { context: ids, inputs }) => {
      const clicked = RiskClick.safeParse(ids);
      if (!clicked.success) return noSuchRisk;
      const read = await commandOf(context, inputs, clicked.data.version);
      return 'reply' in read ? read.reply : act(context, options, clicked.data.risk, read.command);
    };
  const sendsReason = (kind: 'dismiss' | 'accept' | 'sendBack') =>
    sends(async (_context, inputs, version) => {
      const read = readInputs(Reasoned, inputs);
      return read.ok ? { command: { kind, version, ...read.value } } : { reply: read.reply };
    });

  /** For those who write the assessment, while it can be written. */
  async function writing(context: Context<Stores>, value: unknown): Promise<AssessmentStanding | ImmediateReply> {
    const clicked = AssessmentClick.safeParse(value);
    const assessment = clicked.success
      ? await options.assessmentOf(context.stores, clicked.data.assessment)
      : undefined;
    const by = await actingPerson(context);
    if (!assessment || !mayChange(assessment, assessment, by)) return noSuchRisk;
    return mayWrite(assessment, by) ? assessment : { kind: 'notice', text: refusal('frozen').message };
  }

  const shows =
    (name: 'risk.list' | 'risk.annex'): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = AssessmentClick.safeParse(value);
      const assessment = clicked.success
        ? await options.assessmentOf(context.stores, clicked.data.assessment)
        : undefined;
      if (!assessment || !readsRisks(assessment, await actingPerson(context))) return noSuchRisk;
      if (name === 'risk.list')
        await followAnswers(context, assessment, await options.proposalsFor(context.stores, assessment));
      const view = { name, subjectId: assessment.id };
      context.send({ to: privately(context), content: { kind: 'view', view } });
      return undefined;
    };

  return {
    name: 'risk',
    message: createRiskMessages(options),
    actions: {
      list: shows('risk.list'),
      compare: shows('risk.annex'),
      show: onRisk(async (context, risk) => {
        show(context, 'risk.card', risk.id, context.actor.personId);
        return undefined;
      }),
      takeOver: click('takeOver'),
      restore: click('restore'),
      takeOverAll: async (context, { value }) => {
        const assessment = await writing(context, value);
        if ('kind' in assessment) return assessment;
        for (const { id, state, version } of await context.stores.risks.of(assessment.id))
          if (state === 'proposed') await act(context, options, id, { kind: 'takeOver', version });
        return undefined;
      },
      treatAll: async (context, { value }) => {
        const assessment = await writing(context, value);
        if ('kind' in assessment) return assessment;
        const suggested = suggestedFor(await context.stores.risks.of(assessment.id));
        if (suggested.length === 0) return nothingSuggested;
        const people = await context.stores.people.list();
        const form = treatAllForm(assessment.id, suggested, { ...options, people }, context.actor.personId);
        return { kind: 'openForm', form };
      },
      add: async (context, { value }) => {
        const assessment = await writing(context, value);
        if ('kind' in assessment) return assessment;
        const people = await context.stores.people.list();
        const { id, ownerId } = assessment;
        return { kind: 'openForm', form: describeForm(id, undefined, { ...options, people }, ownerId) };
      },
      change: opens(
        ({ description, ownerId, version }) => ({ kind: 'change', description, ownerId, reason: LONG_ENOUGH, version }),
        async (context, risk, assessment) => {
          const chooses = { ...options, people: await context.stores.people.list() };
          return { kind: 'openForm', form: describeForm(assessment.id, risk, chooses, assessment.ownerId) };
        },
      ),
      dismiss: opens(
        ({ version }) => ({ kind: 'dismiss', reason: LONG_ENOUGH, version }),
        async (_context, risk) => ({ kind: 'openForm', form: reasonForm('risk.dismiss', risk) }),
      ),
      treat: opens(
        ({ description, ownerId, version }) => ({
          ...{ kind: 'treat', treatment: 'avoid', what: LONG_ENOUGH, controls: [], ownerId },
          ...{ dueOn: '9999-12-31', residual: description, reason: '', version },
        }),
        async (context, risk) => {
          const people = await context.stores.people.list();
          const own = await context.stores.controls.own();
          return { kind: 'openForm', form: treatForm(risk, { ...options, people, own }) };
        },
      ),
      askAcceptance: onRisk(async (context, risk, assessment) => {
        const by = await actingPerson(context);
        if (!mayChange(risk, assessment, by)) return noSuchRisk;
        if (assessment.state !== 'draft') return { kind: 'notice', text: refusal('frozen').message };
        const roles = acceptanceOf(risk, options.criteria);
        if (!roles.ok) return { kind: 'notice', text: roles.message };
        const managers = (await context.stores.people.list()).filter(
          ({ id: personId, roles: held }) =>
            acceptingRole(risk, assessment, { personId, roles: held, samePersonIds: [] }, roles.value, [by.personId])
              .ok,
        );
        return managers.length > 0
          ? { kind: 'openForm', form: askForm(risk, managers) }
          : { kind: 'notice', text: 'Nobody is named who could accept this. Please ask your administrator.' };
      }),
      accept: opens(
        ({ version }) => ({ kind: 'accept', reason: LONG_ENOUGH, version }),
        async (_context, risk) => ({ kind: 'openForm', form: reasonForm('risk.accept', risk) }),
      ),
      sendBack: opens(
        ({ version }) => ({ kind: 'sendBack', reason: LONG_ENOUGH, version }),
        async (_context, risk) => ({ kind: 'openForm', form: reasonForm('risk.sendBack', risk) }),
      ),
      leaveOut: async (context, { value }) => {
        const assessment = await writing(context, value);
        if ('kind' in assessment) return assessment;
        const unanswered = await unansweredControls(context.stores, options, assessment.id);
        if (unanswered.length === 0) return { kind: 'notice', text: 'Every control has its answer already.' };
        const ids = unanswered.map(({ id }) => id);
        const offered = offeredReasons(options.criteria, ids).find(({ id }) => id === value.reason);
        const form = leaveOutForm(assessment.id, unanswered, offered ?? { reason: '', controls: [] });
        return { kind: 'openForm', form };
      },
    },
    forms: {
      add: async (context, { context: ids, inputs }) => {
        const assessment = await writing(context, ids);
        if ('kind' in assessment) return assessment;
        const read = readInputs(Described, inputs);
        if (!read.ok) return read.reply;
        const { description, ownerId } = read.value;
        const by = await actingPerson(context);
        const theirs = [by.personId, ...by.samePersonIds];
        const { isMember } = await decidingIn(context.stores, options, assessment, theirs);
        if (!isMember(ownerId)) return { kind: 'formErrors', errors: { owner: refusal('noSuchOwner').message } };
        await add(context, assessment, description, ownerId);
        return undefined;
      },
      change: sends(async (_context, inputs, version) => {
        const read = readInputs(Described, inputs);
        return read.ok ? { command: { kind: 'change', version, ...read.value } } : { reply: read.reply };
      }),
      dismiss: sendsReason('dismiss'),
      treat: sends(async ({ stores }, inputs, version) => {
        const read = readInputs(Treated, inputs);
        if (!read.ok) return { reply: read.reply };
        const {
          treatment,
          what,
          controls,
          others,
          owner: ownerId,
          due: dueOn,
          likelihood,
          severity,
          reason,
        } = read.value;
        const found = findControls(others, options.annexA, await stores.controls.own());
        if (!found.ok) return { reply: { kind: 'formErrors', errors: { others: found.message } } };
        const chosen = { treatment, what, controls: [...controls, ...found.value], ownerId, dueOn, reason };
        // Of what is retained all remains, whatever stands in the form.
        const residual = treatment === 'retain' ? {} : { likelihood, severity };
        return { command: { kind: 'treat', version, ...chosen, residual } };
      }),
      treatAll: async (context, { context: ids, inputs }) => {
        const assessment = await writing(context, ids);
        if ('kind' in assessment) return assessment;
        const read = readInputs(AllTreated, inputs);
        return read.ok ? treatAll(context, options, assessment, read.value, ids) : read.reply;
      },
      askAcceptance: sends(async ({ stores }, inputs, version) => {
        const read = readInputs(Asked, inputs);
        if (!read.ok) return { reply: read.reply };
        const manager = await stores.people.find(read.value.manager);
        if (!manager || manager.erasedAt)
          return { reply: { kind: 'formErrors', errors: { manager: refusal('noSuchOwner').message } } };
        const samePersonIds = await stores.people.samePerson(manager.id);
        const acting = { personId: manager.id, samePersonIds, roles: manager.roles };
        return { command: { kind: 'askAcceptance', version, manager: acting } };
      }),
      accept: sendsReason('accept'),
      sendBack: sendsReason('sendBack'),
      leaveOut: async (context, { context: ids, inputs }) => {
        const assessment = await writing(context, ids);
        if ('kind' in assessment) return assessment;
        const read = readInputs(LeftOutInputs, inputs);
        return read.ok ? leaveOut(context, options, assessment, read.value) : read.reply;
      },
    },
    views: createRiskViews(options),
  };
}

/** Whoever is refused even with the least that a form can hold has no use for the form. */
const LONG_ENOUGH = '…'.repeat(500);

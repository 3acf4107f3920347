import { z } from 'zod';
import { nothingToShow } from '../chat/nothing-to-show.ts';
import { privately } from '../chat/privately.ts';
import { readInputs } from '../chat/read-inputs.ts';
import {
  type ActionHandler,
  action,
  type Capability,
  type Card,
  type Context,
  type Form,
  type ImmediateReply,
  type InputValues,
} from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import { act, type ConcernStores, noSuchConcern, report, show } from './act.ts';
import { asksToReport, type WantsToReport } from './asks-to-report.ts';
import { CONCERN_KINDS, type Concern } from './concern.ts';
import { type ConcernCommand, decide, SHORTEST_REASON_CHARACTERS } from './decide.ts';
import {
  askForm,
  Closing,
  closeForm,
  MAX_REPORT_CHARACTERS,
  Message,
  Reported,
  replyForm,
  reportForm,
} from './forms.ts';
import { type ConcernOptions, createConcernViews, handles, reported } from './views.ts';

const NOT_SHOWN =
  'There is no such concern, or it is not yours to see. It is shown to the person who reported it and to those who handle it.';

const Clicked = z.object({ concern: z.uuid() });
/** Whoever is refused even with the least that a form can hold has no use for the form. */
const SOMETHING = '…'.repeat(SHORTEST_REASON_CHARACTERS);
const Begun = z.object({
  kind: z.enum(CONCERN_KINDS).optional().catch(undefined),
  about: z.string().max(400).optional().catch(undefined),
});
/** The message that it is about, when it is reported from one. */
const FromMessage = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .transform((text) => [...text].slice(0, MAX_REPORT_CHARACTERS).join(''))
    .optional()
    .catch(undefined),
});
const SYSTEM_REFERENCE = /^AIS-\d+$/iu;
const ASKS_FOR_ONE = /^\s*(?:(?:show|open|status of|what about|how is)(?: me)? )?(CON-\d+)\s*[?.!]*\s*$/iu;

/** Reporting a concern or an incident, in confidence, and handling it. */
export function createConcernCapability<Stores extends ConcernStores>(
  options: ConcernOptions<Stores>,
): Capability<Stores> {
  const click =
    (command: ConcernCommand): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      return clicked.success ? act(context, clicked.data.concern, command) : noSuchConcern;
    };

  /** Opens a form only for someone who could send it now; sending it is checked again. */
  const open =
    (formOf: (concern: Concern) => Form, leastOf: (concern: Concern) => ConcernCommand): ActionHandler<Stores> =>
    async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      const concern = clicked.success ? (await context.stores.concerns.find(clicked.data.concern))?.concern : undefined;
      if (!concern) return noSuchConcern;
      const outcome = decide(concern, leastOf(concern), await actingPerson(context), context.now);
      return outcome.ok ? { kind: 'openForm', form: formOf(concern) } : { kind: 'notice', text: outcome.message };
    };

  async function openReport(context: Context<Stores>, value: unknown, inputs: InputValues): Promise<ImmediateReply> {
    const { kind, about } = Begun.parse(value);
    const { text } = FromMessage.parse(inputs);
    return { kind: 'openForm', form: reportForm(await context.stores.people.list(), kind, text ?? about) };
  }

  async function send(context: Context<Stores>, read: z.infer<typeof Reported>): Promise<ImmediateReply | undefined> {
    const { kind, what, system, when, affected, name } = read;
    const named = system !== undefined && SYSTEM_REFERENCE.test(system);
    const entry = named ? await options.findSystem(context.stores, system.toUpperCase()) : undefined;
    if (named && !entry)
      return { kind: 'formErrors', errors: { system: `${system} is not in the register. Please write its name.` } };
    await report(context, {
      kind,
      nameShown: name === 'yes',
      systemId: entry?.id,
      report: {
        what,
        ...(system === undefined ? {} : { system }),
        ...(when === undefined ? {} : { when }),
        ...(affected === undefined ? {} : { affected }),
      },
    });
    return undefined;
  }

  /** The card of a concern for whoever may see it. Nothing tells the others whether there is one. */
  async function showOwn(context: Context<Stores>, concern: Concern | undefined): Promise<ImmediateReply | undefined> {
    const person = await actingPerson(context);
    if (concern && reported(concern, person)) show(context, 'concern.mine', concern.id, person.personId);
    else if (concern && handles(concern, person)) show(context, 'concern.card', concern.id, person.personId);
    else return noSuchConcern;
    return undefined;
  }

  return {
    name: 'concern',
    message: async (context, { text }) => {
      const to = privately(context);
      const reference = ASKS_FOR_ONE.exec(text)?.[1]?.toUpperCase();
      const wants = asksToReport(text);
      if (reference !== undefined) {
        const refused = await showOwn(context, await context.stores.concerns.referenced(reference));
        if (refused) context.answer(nothingToShow(reference, NOT_SHOWN));
      } else if (wants)
        // Not where others read along: that somebody wants to report something is confidential already.
        context.send({ to, content: { kind: 'card', card: offerCard(wants), wordsOf: context.actor.personId } });
      else return { kind: 'passed' };
      return { kind: 'handled' };
    },
    actions: {
      report: (context, { value, inputs }) => openReport(context, value, inputs),
      take: click({ kind: 'take' }),
      takeOver: click({ kind: 'take', takeOver: true }),
      ask: open(askForm, () => ({ kind: 'ask', text: SOMETHING })),
      close: open(closeForm, ({ version }) => ({ kind: 'close', version, outcome: 'corrected', reason: SOMETHING })),
      reply: open(replyForm, () => ({ kind: 'reply', text: SOMETHING })),
      show: async (context, { value }) => {
        const clicked = Clicked.safeParse(value);
        const record = clicked.success ? await context.stores.concerns.find(clicked.data.concern) : undefined;
        return showOwn(context, record?.concern);
      },
    },
    forms: {
      report: async (context, { inputs }) => {
        const read = readInputs(Reported, inputs);
        return read.ok ? send(context, read.value) : read.reply;
      },
      ask: async (context, { context: ids, inputs }) => {
        const read = readInputs(Message, inputs);
        return read.ok ? actOn(context, ids, { kind: 'ask', ...read.value }) : read.reply;
      },
      reply: async (context, { context: ids, inputs }) => {
        const read = readInputs(Message, inputs);
        return read.ok ? actOn(context, ids, { kind: 'reply', ...read.value }) : read.reply;
      },
      close: async (context, { context: ids, inputs }) => {
        const version = z.object({ version: z.coerce.number().int() }).safeParse(ids);
        const read = readInputs(Closing, inputs);
        if (!read.ok) return read.reply;
        return version.success
          ? actOn(context, ids, { kind: 'close', version: version.data.version, ...read.value })
          : noSuchConcern;
      },
    },
    views: createConcernViews<Stores>(options),
  };

  async function actOn(
    context: Context<Stores>,
    ids: unknown,
    command: ConcernCommand,
  ): Promise<ImmediateReply | undefined> {
    const clicked = Clicked.safeParse(ids);
    return clicked.success ? act(context, clicked.data.concern, command) : noSuchConcern;
  }
}

function offerCard({ kind, about }: WantsToReport): Card {
  return {
    headline: 'Report a concern or an incident',
    blocks: [
      {
        kind: 'text',
        text: 'I take it to the people who handle it, to each alone and never into a channel. They get your name only if you allow it.',
      },
    ],
    actions: [
      action(
        'concern.report',
        'Open the form',
        { ...(kind === undefined ? {} : { kind }), ...(about === undefined ? {} : { about }) },
        'primary',
      ),
    ],
  };
}

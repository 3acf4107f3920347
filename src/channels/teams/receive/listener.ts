import type { Card } from '../../../chat/card.ts';
import type { ConversationAddress, InboundEvent, VerifiedIdentity } from '../../../chat/event.ts';
import type { Form } from '../../../chat/form.ts';
import type { ImmediateReply } from '../../../chat/reply.ts';
import type { Receipt } from '../../../chat/router.ts';
import { TooLarge } from '../../adaptive-cards/render-card-within.ts';
import { formWithErrors } from '../cards/form-with-errors.ts';
import { formatPosted } from '../conversation-id.ts';
import type { TeamsReferences } from '../references.ts';
import { type Activity, GivenFeedback } from './activity.ts';
import type { InTurn } from './click-keys.ts';
import { createOnce } from './once.ts';
import type { OwnRequest, Received, Surface } from './received.ts';
import {
  answerCard,
  answerDialog,
  currentAnswer,
  dialogMessage,
  formDialog,
  type InvokeAnswer,
  type Known,
  messageAnswer,
} from './reply.ts';
import type { Say } from './say.ts';
import { deliveryOf, translate } from './translate.ts';
import { translateFeedback } from './translate-feedback.ts';
import { isPersonal, type Whereabouts, whereaboutsOf } from './whereabouts.ts';

/** What receiving needs of the rest. */
export interface ListenerOptions {
  readonly tenant: string;
  /** Handles one deed in one transaction; whoever is new to the organisation has been introduced by then. */
  readonly receive: (event: InboundEvent) => Promise<Receipt>;
  readonly inTurn: InTurn;
  readonly references: Pick<TeamsReferences, 'remember'>;
  readonly say: Say;
  /** What a posted message shows by now, to this person in this conversation; `undefined` when it is not theirs to see. */
  readonly currentCard: (who: VerifiedIdentity, where: ConversationAddress, row: string) => Promise<Card | undefined>;
  /** What this person was answered to a deed. */
  readonly replyTo: (who: VerifiedIdentity, deliveryKey: string) => Promise<ImmediateReply | undefined>;
  /** Which answer stands in a message. */
  readonly answerIn: (where: ConversationAddress, externalId: string) => Promise<string | undefined>;
  /** What whoever installed Steward for themselves reads first. */
  readonly greeting: Card;
  /** Somebody joined or left a team or chat. */
  readonly membersChanged: () => void;
}

/** Not committed, and to be delivered again: 5xx. */
export class NotHandled extends Error {}

interface Taken {
  readonly isDone: boolean;
  readonly reply: ImmediateReply | undefined;
}

const OK: InvokeAnswer = { status: 200 };
const UNKNOWN: InvokeAnswer = { status: 400, body: { message: 'Steward has nothing of this kind.' } };

/** Handles one activity that came through the guard; answers what the connector gets. @throws {NotHandled} */
export function createListener(options: ListenerOptions) {
  const { tenant, receive, references, say, inTurn } = options;
  const once = createOnce();

  async function listen(activity: Activity): Promise<InvokeAnswer> {
    const where = whereaboutsOf(activity, tenant);
    switch (activity.type) {
      case 'message':
      case 'invoke':
        return where ? hear(activity, where) : unheard(activity);
      case 'conversationUpdate':
        options.membersChanged();
        return OK;
      case 'installationUpdate':
        if (where && activity.action === 'add' && isPersonal(activity)) await greet(activity, where);
        return OK;
      default:
        return OK;
    }
  }

  async function hear(activity: Activity, where: Whereabouts): Promise<InvokeAnswer> {
    if (activity.name === 'message/submitAction') return judge(activity, where);
    const translated = translate(activity, where);
    if (translated.kind === 'nothing') return unheard(activity);
    for (const reference of where.references) await references.remember(reference);
    if (translated.kind === 'own') return own(translated.request, activity, where);
    const { event, surface } = translated.received;
    return inTurn(event, async (named) => {
      const { reply, isDone } = await take(named);
      const received = { event: named, surface: isDone ? surface : leaving(surface) };
      return answer(received, reply, where).catch((failure: unknown) => {
        // It is done, and what came of it does not fit: that can be said at least.
        if (failure instanceof TooLarge) return answer(received, tooLong, where);
        throw failure;
      });
    });
  }

  /** A message without words is none; an invoke waits for an answer, and there is none. */
  function unheard({ type }: Activity): InvokeAnswer {
    return type === 'invoke' ? UNKNOWN : OK;
  }

  async function take(event: InboundEvent): Promise<Taken> {
    const receipt = await receive(event);
    if (receipt.kind === 'done') return { isDone: true, reply: receipt.reply };
    if (receipt.kind === 'failed' && receipt.retry) throw new NotHandled(receipt.message);
    return { isDone: false, reply: { kind: 'notice', text: receipt.message } };
  }

  async function answer(
    received: Received,
    reply: ImmediateReply | undefined,
    where: Whereabouts,
  ): Promise<InvokeAnswer> {
    const { surface } = received;
    const known: Known = {
      current: (row) => options.currentCard(where.identity, where.conversation, row),
      form: (deliveryKey) => formOf(where.identity, deliveryKey),
    };
    switch (surface.kind) {
      case 'card':
        return answerCard(reply, received, surface, known);
      case 'dialog':
        return answerDialog(reply, received, surface, known);
      case 'beside':
        if (reply?.kind === 'notice')
          await once(received.event.deliveryKey, () => say.words(received.event.conversation, reply.text));
        return OK;
      case 'oldCard':
        await once(received.event.deliveryKey, async () =>
          say.reply(
            await withForm(reply, surface, known),
            received.event,
            reply?.kind === 'formErrors' ? surface.stamp.opened : undefined,
          ),
        );
        return OK;
      case 'none':
        return OK;
    }
  }

  /** What is wrong with a form is shown in the form. */
  async function withForm(
    reply: ImmediateReply | undefined,
    { stamp, inputs }: Extract<Received['surface'], { kind: 'oldCard' }>,
    known: Known,
  ): Promise<ImmediateReply | undefined> {
    if (reply?.kind !== 'formErrors' || stamp.opened === undefined) return reply;
    const form = await known.form(stamp.opened);
    return form ? { kind: 'nextForm', form: formWithErrors(form, reply.errors, inputs) } : reply;
  }

  async function formOf(who: VerifiedIdentity, deliveryKey: string): Promise<Form | undefined> {
    const reply = await options.replyTo(who, deliveryKey);
    return reply?.kind === 'openForm' || reply?.kind === 'nextForm' ? reply.form : undefined;
  }

  /** Read only, and the same however often it is asked. */
  async function own(
    { kind, stamp, surface }: OwnRequest,
    { from }: Activity,
    where: Whereabouts,
  ): Promise<InvokeAnswer> {
    if (kind === 'window') {
      const form = stamp.opened === undefined ? undefined : await formOf(where.identity, stamp.opened);
      return form ? formDialog(form, stamp) : dialogMessage(GONE);
    }
    const card =
      stamp.row === undefined ? undefined : await options.currentCard(where.identity, where.conversation, stamp.row);
    if (surface !== 'card') return surface === 'dialog' ? dialogMessage(GONE) : OK;
    if (!card) return messageAnswer(GONE);
    return currentAnswer(card, stamp, kind === 'refresh' ? [from.id] : []);
  }

  async function judge(activity: Activity, where: Whereabouts): Promise<InvokeAnswer> {
    const given = GivenFeedback.safeParse(activity.value).data;
    const { replyToId, conversation } = activity;
    if (!given || replyToId == null) return UNKNOWN;
    const externalId = formatPosted({ conversation: conversation.id, activity: replyToId });
    const answerId = await options.answerIn(where.conversation, externalId);
    if (answerId !== undefined) await inTurn(translateFeedback(activity, where, answerId, given), take);
    return OK;
  }

  /** Of somebody who has said nothing yet only where they are written to is kept. */
  async function greet(activity: Activity, where: Whereabouts): Promise<void> {
    const {
      direct,
      references: [reference],
    } = where;
    if (reference) await references.remember(reference);
    await once(deliveryOf(activity, where) ?? '', () => say.card(direct, options.greeting));
  }

  return listen;
}

/** Whoever was too fast can send the same form again a moment later. */
function leaving(surface: Surface): Surface {
  return surface.kind === 'card' ? { ...surface, isForm: false } : surface;
}

const tooLong: ImmediateReply = {
  kind: 'notice',
  text: 'This is longer than Teams can show at once. Please go on in words: one question at a time.',
};

const GONE = 'This is no longer there.';

import { randomUUID } from 'node:crypto';
import type { Card } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import { type ImmediateReply, withoutFile } from '../../../chat/reply.ts';
import { formWithErrors } from '../cards/form-with-errors.ts';
import {
  renderCardDialog,
  renderFormDialog,
  renderFormInPlace,
  renderTeamsCard,
  type TeamsCard,
} from '../cards/render-teams-card.ts';
import type { Stamp } from '../cards/stamp.ts';
import type { Received, Surface } from './received.ts';

/** What the connector gets in the response to an invoke. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: object;
}

/** What is known at the moment of answering, beside the deed. */
export interface Known {
  /** The message of the stamp as it is now, for this reader. */
  current(row: string): Promise<Card | undefined>;
  /** The form that a deed was answered with. */
  form(deliveryKey: string): Promise<Form | undefined>;
}

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

/** In place of the card that was clicked: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
export async function answerCard(
  given: ImmediateReply | undefined,
  { event }: Received,
  { stamp, inputs, isForm }: Extract<Surface, { kind: 'card' }>,
  known: Known,
): Promise<InvokeAnswer> {
  const reply = withoutFile(given);
  const next: Stamp = { nonce: randomUUID(), row: stamp.row };
  switch (reply?.kind) {
    case 'openForm':
    case 'nextForm':
      return cardAnswer(renderFormInPlace(reply.form, { ...next, opened: event.deliveryKey }));
    case 'formErrors': {
      const form = stamp.opened === undefined ? undefined : await known.form(stamp.opened);
      if (!form) return messageAnswer(sentenceOf(reply.errors));
      return cardAnswer(
        renderFormInPlace(formWithErrors(form, reply.errors, inputs), { ...next, opened: stamp.opened }),
      );
    }
    case 'replaceCard':
    case 'showCard':
      return cardAnswer(renderTeamsCard(reply.card, { stamp: next, inPlace: true }));
    case 'notice':
    case undefined: {
      if (!isForm) return messageAnswer(reply?.text ?? DONE);
      // A form stood in place of the message and was sent: what the message shows by then takes its place.
      const card = stamp.row === undefined ? undefined : await known.current(stamp.row);
      return cardAnswer(renderTeamsCard(remarked(card, reply?.text), { stamp: next }));
    }
  }
}

const DONE = 'Done.';

function remarked(card: Card | undefined, remark: string | undefined): Card {
  if (!card) return { headline: remark ?? DONE, tone: 'quiet', blocks: [] };
  return remark === undefined ? card : { ...card, blocks: [{ kind: 'text', text: remark }, ...card.blocks] };
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots#responding-to-taskfetch-messages */
export async function answerDialog(
  given: ImmediateReply | undefined,
  { event }: Received,
  { stamp, inputs, opens }: Extract<Surface, { kind: 'dialog' }>,
  known: Known,
): Promise<InvokeAnswer> {
  const reply = withoutFile(given);
  const next: Stamp = { nonce: randomUUID(), row: stamp?.row };
  switch (reply?.kind) {
    case 'openForm':
    case 'nextForm':
      return formDialog(reply.form, { ...next, opened: event.deliveryKey });
    case 'formErrors': {
      const form = stamp?.opened === undefined ? undefined : await known.form(stamp.opened);
      if (!form) return dialogMessage(sentenceOf(reply.errors));
      return formDialog(formWithErrors(form, reply.errors, inputs), { ...next, opened: stamp?.opened });
    }
    case 'replaceCard':
    case 'showCard':
      return dialogAnswer(reply.card.headline, renderCardDialog(reply.card, next));
    case 'notice':
      return dialogMessage(reply.text);
    case undefined:
      return opens ? dialogMessage('I have written to you in our own conversation.') : { status: 200 };
  }
}

export function formDialog(form: Form, stamp: Stamp): InvokeAnswer {
  return dialogAnswer(form.title, renderFormDialog(form, stamp));
}

/** The message of the stamp once more, with a name of its own for the next click. */
export function currentAnswer(card: Card, { row }: Stamp, refreshedFor: readonly string[] = []): InvokeAnswer {
  return cardAnswer(renderTeamsCard(card, { stamp: { nonce: randomUUID(), row }, refreshedFor }));
}

function cardAnswer(card: TeamsCard): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: CARD, value: card } };
}

export function messageAnswer(text: string): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: MESSAGE, value: text } };
}

const TITLE_CHARACTERS = 60;

function dialogAnswer(title: string, card: TeamsCard): InvokeAnswer {
  const shortened = [...title].slice(0, TITLE_CHARACTERS).join('');
  const value = { title: shortened, width: 'medium', height: 'large', card: { contentType: CARD, content: card } };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

export function dialogMessage(text: string): InvokeAnswer {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}

function sentenceOf(errors: Readonly<Record<string, string>>): string {
  return Object.values(errors).join(' ');
}

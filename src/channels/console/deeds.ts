import type { Response } from 'express';
import type { InboundBody } from '../../chat/event.ts';
import type { ImmediateReply } from '../../chat/reply.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import { renderForm } from '../adaptive-cards/render-form.ts';
import type { Conversation } from './conversations.ts';
import type { ConsoleOptions, ConsolePerson } from './ports.ts';
import { Refusal } from './refusal.ts';
import { PostedAction, PostedForm, PostedMessage, read, refuseLongText } from './requests.ts';

export interface Deed {
  readonly person: ConsolePerson;
  readonly conversation: Conversation;
  readonly deliveryKey: string;
}

/** A person's message is shown before it is handled, so a repeated delivery finds it there and adds no second one. */
export async function deliverMessage(options: ConsoleOptions, deed: Deed, posted: PostedMessage) {
  const files = posted.files ?? [];
  await options.messages.append({
    id: deed.deliveryKey,
    conversation: deed.conversation.id,
    author: { kind: 'person', personId: deed.person.id },
    at: options.clock(),
    content: { kind: 'text', text: shownText(posted.text, files) },
  });
  options.announcements.announce(deed.conversation.id);
  const message = { kind: 'message', messageId: deed.deliveryKey, text: posted.text } as const;
  return deliver(options, deed, files.length > 0 ? { ...message, files } : message);
}

/** What was written, to the letter, and the files below it. */
function shownText(text: string, files: readonly { readonly name: string }[]): string {
  return [...(text === '' ? [] : [text]), ...files.map(({ name }) => `📎 ${name}`)].join('\n');
}

export function readMessage(body: unknown): PostedMessage {
  const posted = read(PostedMessage, body);
  refuseLongText([posted.text]);
  if (posted.text.trim() === '' && !posted.files?.length) throw new Refusal(400, 'Please write something first.');
  return posted;
}

export function readAction(body: unknown): PostedAction {
  const posted = read(PostedAction, body);
  refuseLongText([...Object.values(posted.inputs), ...Object.values(posted.value)].flat().map(String));
  return posted;
}

export function readForm(body: unknown): PostedForm {
  const posted = read(PostedForm, body);
  refuseLongText([...Object.values(posted.inputs), ...Object.values(posted.context)].flat().map(String));
  return posted;
}

export async function deliver(options: ConsoleOptions, deed: Deed, body: InboundBody) {
  const received = await options.receive({
    deliveryKey: deed.deliveryKey,
    identity: { platform: 'console', workspace: options.workspace, user: deed.person.id },
    conversation: {
      platform: 'console',
      workspace: options.workspace,
      conversation: deed.conversation.id,
      visibility: deed.conversation.kind,
    },
    body,
  });
  switch (received.kind) {
    case 'done':
      options.announcements.announce();
      return { reply: received.reply && replyBody(received.reply) };
    case 'refused':
      throw new Refusal(422, received.message);
    case 'failed':
      throw new Refusal(received.retry ? 503 : 500, received.message);
  }
}

export function sendRefusal(response: Response, refusal: Refusal): void {
  if (refusal.status === 503) response.set('retry-after', '1');
  response.status(refusal.status).json({ message: refusal.message });
}

function replyBody(reply: ImmediateReply) {
  switch (reply.kind) {
    case 'openForm':
    case 'nextForm':
      return { ...reply, adaptiveCard: renderForm(reply.form) };
    case 'replaceCard':
    case 'showCard':
      return { ...reply, adaptiveCard: renderCard(reply.card) };
    case 'formErrors':
    case 'notice':
    case 'file':
      return reply;
  }
}

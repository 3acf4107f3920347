import type { Card } from '../../chat/card.ts';
import { foldedCard } from '../../chat/fold.ts';
import type { ViewReference } from '../../chat/outgoing.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import type { Conversation } from './conversations.ts';
import type { ConsoleMessage, ConsoleOptions } from './ports.ts';

/** How far back a conversation is shown. */
const MESSAGES_SHOWN = 200;

/** A conversation as one person sees it, its views rendered from the present state. */
export async function readConversation(options: ConsoleOptions, conversation: Conversation, personId: string) {
  const stored = await options.messages.list(conversation.id, MESSAGES_SHOWN);
  const cards = new Map<string, Promise<Card>>();
  const newest = newestCopies(stored);
  const messages = [];
  // What the team reads together shows everybody the same, as on any other platform.
  const reader = conversation.kind === 'direct' ? personId : undefined;
  for (const message of stored) messages.push(await shown(options, message, reader, { cards, newest }));
  return { id: conversation.id, title: conversation.title, messages };
}

export function cardBody(card: Card) {
  return { card, adaptiveCard: renderCard(card) };
}

async function shown(
  options: ConsoleOptions,
  { id, author, at, content }: ConsoleMessage,
  personId: string | undefined,
  { cards, newest }: Reading,
) {
  const head = { id, author, at: at.toISOString() };
  switch (content.kind) {
    case 'text':
      return { ...head, text: content.text };
    case 'card':
      return { ...head, ...cardBody(content.card) };
    case 'view': {
      // Several messages may show the same subject; one reading renders it once.
      const key = viewKey(content.view);
      const card = cards.get(key) ?? currentCard(options, content.view, personId);
      cards.set(key, card);
      return { ...head, ...cardBody(newest.has(id) ? await card : foldedCard(await card)) };
    }
  }
}

interface Reading {
  readonly cards: Map<string, Promise<Card>>;
  /** Ids of the messages that hold the newest copy of their view. */
  readonly newest: ReadonlySet<string>;
}

function newestCopies(messages: readonly ConsoleMessage[]): ReadonlySet<string> {
  const newest = new Map<string, string>();
  for (const { id, content } of messages) if (content.kind === 'view') newest.set(viewKey(content.view), id);
  return new Set(newest.values());
}

function viewKey({ name, subjectId, part }: ViewReference): string {
  return JSON.stringify([name, subjectId, part]);
}

async function currentCard(
  options: ConsoleOptions,
  view: Parameters<ConsoleOptions['render']>[0],
  personId: string | undefined,
): Promise<Card> {
  try {
    return (await options.render(view, personId)) ?? notice('This is no longer available.');
  } catch (failure) {
    // One broken card must not hide the conversation around it.
    options.log.error('A card could not be rendered', { view: view.name, subjectId: view.subjectId }, failure);
    return notice('This card cannot be shown just now.');
  }
}

function notice(headline: string): Card {
  return { headline, tone: 'quiet', blocks: [] };
}

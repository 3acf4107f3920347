import type { Card, Citation } from '../../../chat/card.ts';
import type { TeamsCard } from './render-teams-card.ts';

/** More of them make Teams refuse the message. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
const MOST_CITATIONS = 10;
const NAME_CHARACTERS = 80;
const ABSTRACT_CHARACTERS = 160;
const SUMMARY_CHARACTERS = 200;
/** Which button says that an answer helped: Teams has one of its own for that as well. */
const HELPED = 'feedback.up';

/**
 * A card as a message. No text beside it: Teams would make two messages of them, and tell the id of one.
 * Citations and feedback are shown where nobody else reads along; the card itself holds both for every client.
 */
export function messageActivity(card: Card, rendered: TeamsCard, isDirect: boolean): Readonly<Record<string, unknown>> {
  const citations = card.blocks.flatMap((block) => (block.kind === 'citations' ? block.citations : []));
  const asksFeedback = (card.actions ?? []).some(({ id }) => id === HELPED);
  return {
    type: 'message',
    summary: cut(card.headline, SUMMARY_CHARACTERS),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: rendered }],
    ...(isDirect && citations.length > 0 ? { entities: [citing(citations.slice(0, MOST_CITATIONS))] } : {}),
    ...(isDirect && asksFeedback ? { channelData: { feedbackLoopEnabled: true } } : {}),
  };
}

function citing(citations: readonly Citation[]) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: citations.map(({ id, title }, index) => ({
      '@type': 'Claim',
      position: index + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: cut(title || id, NAME_CHARACTERS),
        abstract: cut(`${id} · ${title}`, ABSTRACT_CHARACTERS),
      },
    })),
  };
}

function cut(text: string, characters: number): string {
  const all = [...text.toWellFormed().replaceAll(/\s+/gu, ' ')];
  return all.length <= characters ? all.join('') : `${all.slice(0, characters - 1).join('')}…`;
}

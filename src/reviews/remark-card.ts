import { type Action, action, type Card } from '../chat/vocabulary.ts';
import { commentQuote } from './review-card.ts';
import type { ReviewCardData } from './review-card-data.ts';

/** One remark between reviewers and submitter, as it reaches the other side. */
export function remarkCard(
  { review, subject, comments }: ReviewCardData,
  commentId: string,
  side: 'submitter' | 'reviewers',
): Card | undefined {
  const remark = comments.find(({ id, direction }) => id === commentId && direction !== 'internal');
  if (!remark) return undefined;
  const isAnswer = remark.direction === 'bySubmitter';
  const { reference, id, version } = review;
  const value = { review: id, version };
  const actions: readonly Action[] =
    side === 'submitter'
      ? [action('review.reply', 'Reply', value)]
      : [action('review.comment', 'Comment', value), action('review.show', 'Open', value, 'quiet')];
  return {
    headline: `${reference}: ${remark.author} ${isAnswer ? 'replies' : 'writes to you'}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: subject, subtle: true }, commentQuote({ ...remark, direction: 'internal' })],
    // Each side is offered to answer what the other one wrote.
    ...(isAnswer === (side === 'reviewers') ? { actions } : {}),
  };
}

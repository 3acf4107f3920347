import type { Card } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { impactBlocks, reasonInWords } from './impact-blocks.ts';
import { isOpen } from './review.ts';
import { commentQuote } from './review-card.ts';
import type { ReviewCardData } from './review-card-data.ts';
import { dayInWords, routeInWords, stateInWords } from './words.ts';

/** What the submitter sees of the submission: where it stands, why it goes this way, by when it is decided. */
export function submissionCard({
  review,
  subject,
  because,
  impact,
  unknowns,
  comments,
  deciding,
  nameOf,
}: ReviewCardData): Card {
  const open = isOpen(review);
  const facts = [
    { label: 'Reference', value: review.reference },
    routeInWords(review.route),
    ...(open ? [{ label: 'Decision due', value: dayInWords(review.dueAt) }] : []),
  ];
  const remarks = comments.filter(({ direction }) => direction !== 'internal');
  return {
    headline: open ? `Submitted: ${subject}` : subject,
    tone: open ? 'good' : 'quiet',
    blocks: [
      { kind: 'text', text: stateInWords(review, nameOf) },
      { kind: 'facts', facts },
      ...(open && deciding && deciding.length > 0
        ? [{ kind: 'heading', text: 'Who decides' } as const, { kind: 'facts', facts: deciding } as const]
        : []),
      ...listedUnder('Why this lane', because.map(reasonInWords)),
      ...impactBlocks(impact),
      ...(remarks.length > 0 ? [{ kind: 'heading', text: 'Remarks' } as const, ...remarks.map(commentQuote)] : []),
      ...(open && unknowns.length > 0
        ? [
            {
              kind: 'text',
              text: `Approval waits for: ${unknowns.map(({ label, knower }) => (knower ? `${label} (ask ${knower})` : label)).join('; ')}.`,
            } as const,
          ]
        : []),
      ...(open
        ? [
            {
              kind: 'text',
              text: 'Please wait for the decision before you use it. You will hear from me here.',
              subtle: true,
            } as const,
          ]
        : []),
    ],
  };
}

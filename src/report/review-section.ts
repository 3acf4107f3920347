import { dayInWords } from '../chat/day-in-words.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { decisionBlocks } from '../reviews/decision-words.ts';
import { isOpen } from '../reviews/review.ts';
import { stateInWords } from '../reviews/words.ts';
import type { Dossier } from './dossier.ts';
import { printedFrom } from './from-card.ts';
import type { PrintedBlock, PrintedSection } from './printed.ts';
import { riskChanges } from './risk-changes.ts';

/** How people came to their decision: approvals, advice, the committee, conditions. */
export function reviewSection(dossier: Dossier): PrintedSection {
  const { review: picture, names } = dossier;
  const title = 'Review and decision';
  if (!picture) return { title, blocks: [{ kind: 'paragraph', text: 'It has not been submitted to anybody yet.' }] };
  const { record, submission, card } = picture;
  const { review } = record;
  const since = card.changedSince ?? 'the version before';
  return {
    title,
    blocks: [
      { kind: 'paragraph', text: stateInWords(review, names.person) },
      {
        kind: 'facts',
        facts: [
          { label: 'Review', value: review.reference },
          {
            label: 'Submitted by',
            value: `${names.person(submission.submitterId)}, ${dayInWords(submission.submittedAt)}`,
          },
          { label: 'Version', value: String(submission.number) },
          ...(isOpen(review) ? [{ label: 'Decision due', value: dayInWords(review.dueAt) }] : []),
        ],
      },
      ...printedFrom(decisionBlocks(card.decision)),
      ...listedUnder(
        'Asked to change',
        card.requests.map(({ label, remark }) => `${label}: ${remark}`),
      ),
      ...deliberation(dossier),
      ...listedUnder(
        `Changed since ${since}`,
        card.changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
      ),
      ...(dossier.risksBefore
        ? listedUnder(
            `Risks, treatments and acceptances changed since ${since}`,
            riskChanges(
              dossier.risksBefore,
              dossier.risks.filter(({ state }) => state !== 'dismissed'),
              dossier,
            ),
          )
        : []),
    ],
  };
}

/** People say what they think when it stays among those who decide. */
function deliberation({ review: picture, audience }: Dossier): readonly PrintedBlock[] {
  if (!picture) return [];
  if (audience === 'reviewers') return printedFrom(picture.card.deliberation ?? []);
  const facts = picture.card.deciding ?? [];
  if (facts.length === 0) return [];
  return [
    { kind: 'heading', text: 'Which roles have decided' },
    { kind: 'facts', facts: facts.map(({ label, value }) => ({ label, value })) },
    {
      kind: 'paragraph',
      subtle: true,
      text: 'Votes, advice and the committee’s record stand in the copy of those who decide or audit.',
    },
  ];
}

import { action } from '../chat/capability.ts';
import type { Block, Card, Fact, Tone } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { decisionBlocks } from './decision-words.ts';
import { impactBlocks, reasonInWords, riskBlocks } from './impact-blocks.ts';
import { isOpen, type Review } from './review.ts';
import { reviewActions } from './review-actions.ts';
import type { CommentWords, ReviewCardData, SimilarUse } from './review-card-data.ts';
import { isSevere, isStopped } from './route.ts';
import type { SimilarAssessment } from './similar-assessments.ts';
import { dayInWords, LEVEL_WORDS, routeInWords, stateInWords, VERDICT_WORDS } from './words.ts';

/** What reviewers see. Everyone reads the same copy, so who may do what is decided at the click. */
export function reviewCard(data: ReviewCardData): Card {
  const { review } = data;
  return {
    headline: `${review.reference} · ${data.subject}`,
    tone: toneOf(review),
    blocks: [
      { kind: 'text', text: stateInWords(review, data.nameOf) },
      ...decisionBlocks(data.decision),
      { kind: 'facts', facts: headFacts(data) },
      ...(data.deliberation ?? []),
      ...(isOpen(review)
        ? listedUnder('Summary by a language model, check it', (data.summary ?? []).map(pointInWords))
        : []),
      ...listedUnder('Why this lane', data.because.map(reasonInWords)),
      ...impactBlocks(data.impact),
      ...(data.law ?? []),
      ...riskBlocks(data.treatment),
      ...listedUnder(
        data.changedSince === undefined ? 'Changed since the last version' : `Changed since ${data.changedSince}`,
        data.changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
      ),
      ...listedUnder(
        'Asked to change',
        data.requests.map(({ label, remark }) => `${label}: ${remark}`),
      ),
      ...listedUnder('Not known yet', [
        ...data.unknowns.map(({ label, knower }) => (knower ? `${label} (usually known by ${knower})` : label)),
        ...(data.unknownDetails ?? []).map((label) => `${label} (approval need not wait for it)`),
      ]),
      ...listedUnder('Contradictions', data.contradictions),
      ...answerBlocks(data.answers),
      ...(data.evidence ?? []),
      ...supplierBlocks(review),
      // Once it is decided, what was approved here is among them.
      ...(isOpen(review)
        ? [
            ...listedUnder('Similar approved uses', data.similar.map(similarInWords)),
            ...listedUnder('Similar systems, and what was decided on them', (data.alike ?? []).map(alikeInWords)),
          ]
        : []),
      ...commentBlocks(data.comments),
    ],
    actions: reviewActions(data),
  };
}

function headFacts({ review, submitter, assessment, nameOf }: ReviewCardData): readonly Fact[] {
  const writers = review.contributorIds.map((id) => nameOf(id) ?? 'somebody');
  const facts: Fact[] = [
    { label: 'Asked by', value: submitter.department ? `${submitter.name}, ${submitter.department}` : submitter.name },
    ...(writers.length > 0
      ? [{ label: 'Written with', value: writers.join(', '), note: 'They advise on it and do not decide.' }]
      : []),
    routeInWords(review.route),
    { label: 'Version', value: String(review.submissionNumber) },
    ...(assessment ? [assessmentFact(assessment)] : []),
  ];
  return isOpen(review) ? [...facts, { label: 'Decision due', value: dayInWords(review.dueAt) }] : facts;
}

function assessmentFact({ words, reviewId }: NonNullable<ReviewCardData['assessment']>): Fact {
  const fact = { label: 'Impact assessment', value: words };
  return reviewId === undefined ? fact : { ...fact, action: action('review.show', 'Open', { review: reviewId }) };
}

function pointInWords({ text, quotes }: { readonly text: string; readonly quotes: readonly string[] }): string {
  return `${text} (from: ${quotes.map((quote) => `“${quote}”`).join(', ')})`;
}

function similarInWords({ reference, title, conditions }: SimilarUse): string {
  const demands = conditions.length > 0 ? ` Conditions: ${conditions.join('; ')}` : ' No conditions.';
  return `${reference} ${title}.${demands}`;
}

function alikeInWords({ reference, subject, level, verdict, decidedAt, conditions }: SimilarAssessment): string {
  const [name] = LEVEL_WORDS[level].split(':');
  const demands = conditions.length > 0 ? `: ${conditions.join('; ')}` : '';
  return `${reference} ${subject}. ${name}, ${VERDICT_WORDS[verdict]} on ${dayInWords(decidedAt)}${demands}`;
}

function answerBlocks(answers: ReviewCardData['answers']): readonly Block[] {
  if (answers.length === 0) return [];
  return [
    { kind: 'heading', text: 'What was answered' },
    { kind: 'facts', facts: answers },
  ];
}

function supplierBlocks({ supplierFacts }: Review): readonly Block[] {
  if (!supplierFacts) return [];
  const { dataRegion, trainsOnOurData, source } = supplierFacts;
  const facts = [
    { label: 'Data goes to', value: dataRegion },
    { label: 'Trains on our data', value: { yes: 'Yes', no: 'No', unknown: 'Not known' }[trainsOnOurData] },
    { label: 'Source', value: source },
  ];
  return [
    { kind: 'heading', text: 'Supplier' },
    { kind: 'facts', facts },
  ];
}

function commentBlocks(comments: ReviewCardData['comments']): readonly Block[] {
  if (comments.length === 0) return [];
  return [{ kind: 'heading', text: 'Comments' }, ...comments.map(commentQuote)];
}

/** A comment with who wrote it, when, and to whom where that is not plain. */
export function commentQuote({ author, text, at, direction }: CommentWords): Block {
  const to = direction === 'toSubmitter' ? ', to the submitter' : '';
  return { kind: 'quote', text, from: `${author}${to}, ${dayInWords(at)}` };
}

function toneOf(review: Review): Tone {
  if (isOpen(review) && (isStopped(review.route) || isSevere(review.route))) return 'warning';
  switch (review.state) {
    case 'submitted':
    case 'inReview':
      return 'attention';
    case 'approved':
    case 'approvedWithConditions':
      return 'good';
    case 'rejected':
    case 'revoked':
      return 'warning';
    default:
      return 'quiet';
  }
}

import { action } from '../chat/capability.ts';
import type { Block, Card, Fact, Tone } from '../chat/card.ts';
import type { Reason } from '../interviews/screening.ts';
import type { FacetStanding } from './law-standing.ts';
import type { ConditionText, Review } from './review.ts';
import { isOpen } from './review.ts';
import { reviewActions } from './review-actions.ts';
import { isSevere, isStopped } from './route.ts';
import type { SimilarAssessment } from './similar-assessments.ts';
import type { FoundImpact, FrozenRisk } from './submission.ts';
import { dayInWords, LEVEL_WORDS, OVERSIGHT_WORDS, routeInWords, stateInWords, VERDICT_WORDS } from './words.ts';

export interface ReviewCardData {
  readonly review: Review;
  /** What is asked, in a few words: “Otter.ai to transcribe client calls”. */
  readonly subject: string;
  readonly submitter: { readonly name: string; readonly department: string };
  /** The answers in words, in the order of the questionnaire. */
  readonly answers: readonly { readonly label: string; readonly value: string }[];
  /** What a model made of it, where there is one: each point with the words that it rests on. */
  readonly summary?: readonly { readonly text: string; readonly quotes: readonly string[] }[];
  /** Why a declaration goes by its lane. */
  readonly because: readonly Reason[];
  /** What an assessment comes to, and what is planned against its risks. */
  readonly impact?: FoundImpact;
  readonly treatment?: readonly FrozenRisk[];
  /** What the EU AI Act makes of it, in words. */
  readonly law?: readonly Block[];
  /** On which its readers may decide. */
  readonly lawFacets?: readonly FacetStanding[];
  /** The impact assessment that approval waits for, and the review of it. */
  readonly assessment?:
    | {
        readonly words: string;
        readonly reviewId?: string;
        /** Approved, and not of what is declared now. */
        readonly isOutdated?: boolean;
      }
    | undefined;
  /** Approval waits for these. */
  readonly unknowns: readonly { readonly label: string; readonly knower?: string }[];
  /** Not known either, but no rule looks at them. */
  readonly unknownDetails?: readonly string[];
  readonly contradictions: readonly string[];
  /** The approved assessment against which changes are told; otherwise it is the version before. */
  readonly changedSince?: string;
  /** Against the version before; empty for the first. */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  /** What the submitter was asked to change, while that is open. */
  readonly requests: readonly { readonly label: string; readonly remark: string }[];
  /** The files that were kept with this version. */
  readonly evidence?: readonly Block[];
  readonly similar: readonly SimilarUse[];
  /** Assessments of systems like this one, and what was decided on them. */
  readonly alike?: readonly SimilarAssessment[];
  readonly comments: readonly CommentWords[];
  /** Votes, advice, the committee, what was decided on the level: for those who review. */
  readonly deliberation?: readonly Block[];
  /** A committee decides on it, sooner or later. */
  readonly committeeDecides?: boolean;
  /** Which roles have decided and which have not, without names: for whoever asked. */
  readonly deciding?: readonly Fact[];
  readonly nameOf: (personId: string) => string | undefined;
  /** Present once a verdict was given. */
  readonly decision?: DecisionWords;
}

export interface CommentWords {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: Date;
  /** `toSubmitter` and `bySubmitter` are read by the submitter as well. */
  readonly direction: 'internal' | 'toSubmitter' | 'bySubmitter';
}

export interface SimilarUse {
  readonly reference: string;
  readonly title: string;
  readonly conditions: readonly string[];
}

export interface DecisionWords {
  readonly decisionId: string;
  readonly verdict: keyof typeof VERDICT_WORDS;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly reason?: string;
  readonly conditions: readonly ConditionText[];
  readonly validUntil?: Date;
  readonly nextReviewAt?: Date;
}

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
        ? listed('Summary by a language model, check it', (data.summary ?? []).map(pointInWords))
        : []),
      ...listed('Why this lane', data.because.map(reasonInWords)),
      ...impactBlocks(data.impact),
      ...(data.law ?? []),
      ...riskBlocks(data.treatment),
      ...listed(
        data.changedSince === undefined ? 'Changed since the last version' : `Changed since ${data.changedSince}`,
        data.changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
      ),
      ...listed(
        'Asked to change',
        data.requests.map(({ label, remark }) => `${label}: ${remark}`),
      ),
      ...listed('Not known yet', [
        ...data.unknowns.map(({ label, knower }) => (knower ? `${label} (usually known by ${knower})` : label)),
        ...(data.unknownDetails ?? []).map((label) => `${label} (approval need not wait for it)`),
      ]),
      ...listed('Contradictions', data.contradictions),
      ...answerBlocks(data.answers),
      ...(data.evidence ?? []),
      ...supplierBlocks(review),
      // Once it is decided, what was approved here is among them.
      ...(isOpen(review)
        ? [
            ...listed('Similar approved uses', data.similar.map(similarInWords)),
            ...listed('Similar systems, and what was decided on them', (data.alike ?? []).map(alikeInWords)),
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

/** The decision as both the reviewers and the submitter read it. */
export function decisionBlocks(decision: DecisionWords | undefined): readonly Block[] {
  if (!decision) return [];
  const facts: Fact[] = [
    { label: 'Decision', value: VERDICT_WORDS[decision.verdict] },
    { label: 'Decided by', value: `${decision.decidedBy}, ${dayInWords(decision.decidedAt)}` },
    ...(decision.validUntil ? [{ label: 'Holds until', value: dayInWords(decision.validUntil) }] : []),
    ...(decision.nextReviewAt ? [{ label: 'Next review', value: dayInWords(decision.nextReviewAt) }] : []),
  ];
  return [
    { kind: 'facts', facts },
    ...(decision.reason ? [{ kind: 'quote', text: decision.reason, from: decision.decidedBy } as const] : []),
    ...listed(
      'Conditions',
      decision.conditions.filter(({ precondition }) => !precondition).map(({ text }) => text),
    ),
    ...listed(
      'Before it may be used',
      decision.conditions.filter(({ precondition }) => precondition).map(({ text }) => text),
    ),
  ];
}

function pointInWords({ text, quotes }: { readonly text: string; readonly quotes: readonly string[] }): string {
  return `${text} (from: ${quotes.map((quote) => `“${quote}”`).join(', ')})`;
}

export function reasonInWords({ text, clause }: Pick<Reason, 'text' | 'clause'>): string {
  return clause ? `${text} (${clause})` : text;
}

function similarInWords({ reference, title, conditions }: SimilarUse): string {
  const demands = conditions.length > 0 ? ` Conditions: ${conditions.join('; ')}` : ' No conditions.';
  return `${reference} ${title}.${demands}`;
}

/** Level and oversight, each with the rules that asked for it. */
export function impactBlocks(impact: FoundImpact | undefined): readonly Block[] {
  if (!impact) return [];
  const { level, oversight, because } = impact;
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Computed level', value: LEVEL_WORDS[level] },
        { label: 'Oversight', value: OVERSIGHT_WORDS[oversight] },
      ],
    },
    ...listed(
      'Why this level and oversight',
      because.map((reason) => {
        const asksFor = [reason.level, reason.oversight && OVERSIGHT_WORDS[reason.oversight].toLowerCase()];
        return `${reasonInWords(reason)} → ${asksFor.filter((part) => part !== undefined).join(', ')}`;
      }),
    ),
  ];
}

function riskBlocks(risks: readonly FrozenRisk[] = []): readonly Block[] {
  return listed(
    'Risks and their treatment',
    risks.map(({ cause, consequence, affected, likelihood, severity, treatment: { kind, controls, what } }) => {
      const named = controls.length > 0 ? ` (${controls.join(', ')})` : '';
      const [because, then, done] = [cause, consequence, what].map((text) => text.replace(/[.\s]+$/u, ''));
      return `${because}: ${then}; for ${affected}; likelihood ${likelihood}, severity ${severity}. ${kind}: ${done}${named}`;
    }),
  );
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

export function listed(heading: string, items: readonly string[]): readonly Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'list', items },
      ];
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

import { type Action, action, type Card } from '../chat/vocabulary.ts';
import { progressOf } from '../interviews/progress.ts';
import type { Change } from '../interviews/questionnaire.ts';
import { titleOf } from '../interviews/title.ts';
import type { AssessmentSubject, FoundAssessment } from './assess.ts';
import { changesInWords } from './assess-again.ts';
import { awaitedQuestions } from './assess-impact.ts';
import type { ImpactRules } from './impact-rules.ts';
import { LEVEL_WORDS } from './words.ts';

/** Where an assessment stands, in a sentence. */
export function stateInWords({ found, state, review }: FoundAssessment): string {
  const { done, total } = progressOf(found.questionnaire, found.interview.state);
  switch (state) {
    case 'draft':
      return `being answered, ${done} of ${total}`;
    case 'submitted':
      return review ? `with the reviewers as ${review.reference}` : 'with the reviewers';
    case 'approved':
      return review ? `approved as ${review.reference}` : 'approved';
    case 'ended':
      return review ? `not approved, see ${review.reference}` : 'cancelled';
    default:
      return state satisfies never;
  }
}

/** One assessment, for those who work on it or decide on it. @param own whether the reader owns it. */
export function assessmentCard(
  one: FoundAssessment,
  ownerName: string | undefined,
  own: boolean,
  rules: ImpactRules,
): Card {
  const { assessment, found, state, review } = one;
  const value = { interview: found.interview.id };
  const isAwaited = awaitedQuestions(rules, found.questionnaire, found.interview.state.answers).length > 0;
  const actions: readonly Action[] = [
    ...(own && state === 'draft' ? [action('interview.resume', 'Go on', value, 'primary')] : []),
    action('risk.list', 'Risks', { assessment: assessment.id }),
    action('report.show', 'Report', { assessment: assessment.id }),
    ...(review ? [action('review.show', `Open ${review.reference}`, { review: review.id })] : []),
  ];
  return {
    headline: `${assessment.reference} · ${titleOf(found.questionnaire, found.interview.state)}`,
    tone: state === 'approved' ? 'good' : 'quiet',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'State', value: stateInWords(one) },
          { label: 'Owner', value: ownerName ?? 'Somebody' },
          isAwaited
            ? { label: 'Impact', value: 'Nothing can be said yet' }
            : { label: 'Impact as it stands', value: LEVEL_WORDS[assessment.standing.level] },
        ],
      },
    ],
    ...(actions.length > 0 ? { actions } : {}),
  };
}

/** What the owner of a declaration reads that needs an assessment first, as it stands now. */
export function offerCard(
  subject: AssessmentSubject,
  latest: FoundAssessment | undefined,
  changes: readonly Change[] = [],
): Card {
  const start = action('assessment.start', 'Start the assessment', { declaration: subject.id }, 'primary');
  if (subject.closed && !latest)
    return { headline: `${subject.reference}: no assessment is needed any more`, tone: 'quiet', blocks: [] };
  if (!latest)
    return {
      headline: `${subject.reference} needs an impact assessment first`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: `${subject.name}: from what you declared, it can affect people more than usual, so an AI system impact assessment has to be approved before it can be (ISO/IEC 42001, 6.1.4). What I know already I propose, and you confirm it.`,
        },
      ],
      actions: [start],
    };
  const value = { interview: latest.found.interview.id };
  const { state, review, assessment } = latest;
  if (state === 'approved' && changes.length > 0 && !subject.closed)
    return {
      headline: `${subject.reference}: what you declared has changed since ${assessment.reference}`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: `In it ${changesInWords(changes)} changed, so the approved assessment does not count for it any more. I carry its answers and treatments over and ask again only what the change touches.`,
        },
      ],
      actions: [action('assessment.start', 'Assess what has changed', { declaration: subject.id }, 'primary')],
    };
  return {
    headline: `${subject.reference}: impact assessment ${assessment.reference} is ${stateInWords(latest)}`,
    tone: state === 'approved' ? 'good' : 'quiet',
    blocks:
      state === 'approved' && !subject.closed
        ? [{ kind: 'text', text: `Now ${subject.reference} can be decided.`, subtle: true }]
        : [],
    actions: [
      ...(state === 'draft' ? [action('interview.resume', 'Go on with it', value, 'primary')] : []),
      ...(review ? [action('review.show', `Open ${review.reference}`, { review: review.id })] : []),
    ],
  };
}

export function underWayCard(subject: AssessmentSubject, other: FoundAssessment, ownerName: string | undefined): Card {
  return {
    headline: `${subject.name} is being assessed already`,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: `${other.assessment.reference} of ${ownerName ?? 'a colleague'} is ${stateInWords(other)}. They can add you as a co-author or ask you for parts of it.`,
      },
    ],
  };
}

export function notFoundCard(named: string): Card {
  return {
    headline: 'I do not know which system you mean',
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: `${named ? `“${named}” is no entry of the register and none of your declarations.` : 'An assessment is about one AI system.'} Say “assess AIS-3”, or declare it first.`,
      },
    ],
    actions: [action('interview.start', 'Declare an AI use')],
  };
}

export function closedCard(subject: AssessmentSubject): Card {
  const text = subject.kind === 'system' ? 'It is retired.' : 'It has been decided.';
  return { headline: `${subject.reference} needs no assessment`, tone: 'quiet', blocks: [{ kind: 'text', text }] };
}

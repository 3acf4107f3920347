import { dayInWords } from '../chat/day-in-words.ts';
import { action, type Card, type Fact, type Form } from '../chat/vocabulary.ts';
import { CHANGES } from '../interviews/questionnaire.ts';
import { CHANGE_LABELS } from './change-forms.ts';
import { isOverdue, type NextReview } from './next-review.ts';

/** Who reads the digest for everybody, where several read along. */
export const TEAM = 'team';

/** Shown to one reader, and drawn anew whenever one of its assessments moves on. */
export function nextReviewsSubject(reader: string): string {
  return `next-reviews/${reader}`;
}

/** @param ownerName where it is told to others than its owner. */
export function nextReviewFact(review: NextReview, now: Date, ownerName?: string): Fact {
  const day = dayInWords(review.dueAt);
  const when = isOverdue(review, now) ? `Next review overdue since ${day}` : `Next review due ${day}`;
  const ended = review.hasLapsed ? '; its approval has ended' : '';
  return {
    label: review.reference,
    value: `${review.system.name} (${review.system.reference})`,
    note: `${when}${ended}${ownerName === undefined ? '' : `: ${ownerName}`}.`,
    action: action('assessment.repeat', 'Begin the next version', { assessment: review.assessmentId }),
  };
}

const MOST_SHOWN = 12;

/** It names systems, days and owners, and nothing of what was assessed: several may read it. */
export function nextReviewsCard(
  due: readonly NextReview[],
  reader: string,
  nameOf: (personId: string) => string | undefined,
  now: Date,
): Card {
  if (due.length === 0)
    return {
      headline: 'Impact assessments to repeat',
      tone: 'quiet',
      blocks: [{ kind: 'text', text: 'Nothing is due at the moment.' }],
    };
  const isTeam = reader === TEAM;
  const factOf = (one: NextReview) =>
    nextReviewFact(one, now, isTeam ? (nameOf(one.ownerId) ?? 'its owner has left') : undefined);
  const count = due.length === 1 ? 'One impact assessment' : `${due.length} impact assessments`;
  const more = due.length - MOST_SHOWN;
  return {
    headline: `${count}${isTeam ? '' : ' of yours'} ${due.length === 1 ? 'is' : 'are'} to be repeated`,
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: due.slice(0, MOST_SHOWN).map(factOf) },
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
      {
        kind: 'text',
        text: 'Assessments are repeated at planned intervals (ISO/IEC 42001, 8.4). What was approved is carried over, and I ask again what the level rests on, how it has been running, and what has changed.',
        subtle: true,
      },
    ],
  };
}

/** What has changed, where anything has: the rest is asked again in any case. */
export function repeatForm({ assessmentId, reference, system }: NextReview): Form {
  return {
    id: 'assessment.repeat',
    title: `${reference} once more`,
    intro: `I begin the next version of ${reference} (${system.name}): what was approved is carried over. I ask again what the level rests on and how it has been running, and whatever these changes touch.`,
    inputs: [
      {
        ...{ kind: 'choices', id: 'changes', label: 'Has anything changed since? Leave it empty if nothing has.' },
        ...{ required: false, choices: CHANGES.map((id) => ({ id, label: CHANGE_LABELS[id] })), values: [] },
      },
    ],
    submitLabel: 'Begin',
    context: { assessment: assessmentId },
  };
}

import type { Choice, Form, Input } from '../chat/form.ts';
import { IMPACT_LEVELS } from '../impact/levels.ts';
import { STANCE_WORDS } from './deliberation-words.ts';
import type { ReviewPolicy } from './policy.ts';
import { STANCES } from './progress.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import type { Review } from './review.ts';
import { formOf, INPUT, isoDay, linesInput, nextReviewInput, reasonInput } from './review-form.ts';
import { LEVEL_WORDS } from './words.ts';

/** Advice or an opinion: recorded, and no vote. */
export function adviseForm(review: Review): Form {
  return formOf(review, 'review.advise', 'Advice', 'Give advice', [
    {
      kind: 'choice',
      id: INPUT.stance,
      label: 'Your advice',
      required: true,
      choices: STANCES.map((stance) => ({ id: stance, label: STANCE_WORDS[stance] })),
    },
    {
      ...{ kind: 'text', id: INPUT.comment, label: 'Why', multiline: true, required: true, maxLength: 2000 },
      hint: 'Those who decide read it. If it is the advice of a role that advises, who decides against it has to say why.',
    },
  ]);
}

export function recuseForm(review: Review): Form {
  return formOf(review, 'review.recuse', 'Stand aside', 'Stand aside', [
    {
      ...reasonInput('Why', false),
      hint: 'You leave this to the others, for good. A few words help them to understand it.',
    },
  ]);
}

export function setLevelForm(review: Review): Form {
  const current = review.route.kind === 'assessment' ? review.route.level : undefined;
  return formOf(review, 'review.setLevel', 'Another level', 'Propose', [
    {
      kind: 'choice',
      id: INPUT.level,
      label: 'Level',
      hint: 'A higher level counts at once. A lower one counts when a second person has confirmed it.',
      required: true,
      choices: IMPACT_LEVELS.filter((level) => level !== current).map((level) => ({
        id: level,
        label: LEVEL_WORDS[level],
      })),
    },
    reasonInput('Why the computed level is not right', true),
  ]);
}

export function declineLoweringForm(review: Review, finding: string): Form {
  const title = finding === LEVEL_FINDING ? 'Keep the level' : 'Keep what was computed';
  const form = formOf(review, 'review.declineLowering', title, 'Keep it', [reasonInput('Why it stays as it is', true)]);
  return { ...form, context: { ...form.context, finding } };
}

/** The minutes of the committee, written by its secretary. */
export function committeeForm(review: Review, members: readonly Choice[], policy: ReviewPolicy, now: Date): Form {
  const people = { kind: 'choices', compact: true, choices: members } as const;
  return formOf(review, 'review.recordCommittee', 'What the committee decided', 'Record', [
    { kind: 'date', id: INPUT.heldOn, label: 'Held on', required: true, value: isoDay(now) },
    { ...people, id: INPUT.attendees, label: 'Who was there', required: true },
    { ...people, id: INPUT.standAside, label: 'Who of them stood aside' },
    count(INPUT.inFavour, 'Votes in favour'),
    count(INPUT.against, 'Votes against'),
    count(INPUT.abstained, 'Abstained'),
    {
      kind: 'choice',
      id: INPUT.verdict,
      label: 'Decision',
      required: true,
      choices: [
        { id: 'approved', label: 'Approved' },
        { id: 'approvedWithConditions', label: 'Approved with conditions' },
        { id: 'rejected', label: 'Rejected' },
      ],
    },
    linesInput(INPUT.conditions, 'Conditions', 'One per line.'),
    reasonInput('Why', true),
    {
      kind: 'text',
      id: INPUT.dissent,
      label: 'Dissent, in the words of who dissents',
      multiline: true,
      maxLength: 2000,
    },
    nextReviewInput(review, policy, now),
  ]);
}

export function returnCommitteeForm(review: Review): Form {
  return formOf(review, 'review.returnCommittee', 'Send the record back', 'Send back', [
    reasonInput('What is not right in it', true),
  ]);
}

function count(id: string, label: string): Input {
  return { kind: 'number', id, label, required: true, value: 0 };
}

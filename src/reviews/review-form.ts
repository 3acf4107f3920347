import type { Form, Input } from '../chat/form.ts';
import { latestValidity, type ReviewPolicy } from './policy.ts';
import type { Review } from './review.ts';

export const MAX_REASON_CHARACTERS = 2000;
const MAX_CONDITIONS_CHARACTERS = 4000;

/** Inputs of the review forms, by which their values come back. */
export const INPUT = {
  reason: 'reason',
  conditions: 'conditions',
  preconditions: 'preconditions',
  nextReviewAt: 'nextReviewAt',
  validUntil: 'validUntil',
  questions: 'questions',
  remark: 'remark',
  comment: 'comment',
  audience: 'audience',
  dataRegion: 'dataRegion',
  trainsOnOurData: 'trainsOnOurData',
  source: 'source',
  as: 'as',
  stance: 'stance',
  level: 'level',
  heldOn: 'heldOn',
  attendees: 'attendees',
  standAside: 'standAside',
  inFavour: 'inFavour',
  against: 'against',
  abstained: 'abstained',
  verdict: 'verdict',
  dissent: 'dissent',
  colleague: 'colleague',
} as const;

export function formOf(
  review: Review,
  id: `review.${string}`,
  title: string,
  submitLabel: string,
  inputs: readonly Input[],
): Form {
  return {
    id,
    title: `${title}: ${review.reference}`,
    inputs,
    submitLabel,
    context: { review: review.id, version: review.version },
  };
}

export function reasonInput(
  label: string,
  required: boolean,
  { departs = false }: { readonly departs?: boolean } = {},
): Input {
  const text = {
    kind: 'text',
    id: INPUT.reason,
    label,
    multiline: true,
    required,
    maxLength: MAX_REASON_CHARACTERS,
  } as const;
  return departs ? { ...text, hint: 'There is advice against it. Who decides otherwise has to say why.' } : text;
}

export function linesInput(id: string, label: string, hint: string): Input {
  return { kind: 'text', id, label, hint, multiline: true, maxLength: MAX_CONDITIONS_CHARACTERS };
}

export function nextReviewInput(review: Review, policy: ReviewPolicy, now: Date): Input {
  const value = isoDay(latestValidity(policy, review.route, now));
  return { kind: 'date', id: INPUT.nextReviewAt, label: 'Next review', required: true, value };
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

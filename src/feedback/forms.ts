import { z } from 'zod';
import type { Form } from '../chat/vocabulary.ts';
import { FEEDBACK_REASONS, type Feedback, REASON_WORDS } from './feedback.ts';

const MAX_CHARACTERS = 2000;

/** @param isOwn the person asked the question, so that it may be passed on with the rest. */
export function whatWasWrongForm(answerId: string, isOwn: boolean, given: Feedback | undefined): Form {
  return {
    id: 'feedback.down',
    title: 'Not helpful',
    intro: isOwn
      ? 'Noted. If you say what was wrong, the governance team reads it together with your question.'
      : 'Noted. If you say what was wrong, the governance team reads it.',
    inputs: [
      {
        kind: 'choice',
        id: 'reason',
        label: 'What was wrong?',
        choices: FEEDBACK_REASONS.map((id) => ({ id, label: REASON_WORDS[id] })),
        ...(given?.reason === undefined ? {} : { value: given.reason }),
      },
      {
        kind: 'text',
        id: 'text',
        label: 'In your words',
        multiline: true,
        maxLength: MAX_CHARACTERS,
        ...(given?.words?.text === undefined ? {} : { value: given.words.text }),
      },
    ],
    submitLabel: 'Send',
    context: { answer: answerId },
  };
}

export const WhatWasWrong = z.object({
  reason: z.union([z.literal('').transform(() => undefined), z.enum(FEEDBACK_REASONS)]).optional(),
  text: z
    .string()
    .trim()
    .max(MAX_CHARACTERS)
    .transform((text) => (text === '' ? undefined : text))
    .optional(),
});

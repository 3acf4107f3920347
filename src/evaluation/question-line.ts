import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A line of a question file: what is asked, and which passages hold the answer; none for what cannot be answered. */
export const QuestionLine = z
  .object({
    question: z.string().min(1),
    expected: z.array(z.string()).nullish(),
    kind: z.string().min(1).optional(),
  })
  .transform(({ question, expected, kind }) => ({
    question,
    expected: expected ?? [],
    kind: kind ?? (expected && expected.length > 0 ? 'answerable' : 'unanswerable'),
  }));
export type QuestionLine = z.output<typeof QuestionLine>;

export type Half = 'development' | 'heldOut';

/** By the question's hash, so that nobody chooses: what is tuned is tuned on the development half alone. */
export function halfOf(question: string): Half {
  return createHash('sha256').update(question).digest().readUInt8(0) % 2 === 1 ? 'heldOut' : 'development';
}

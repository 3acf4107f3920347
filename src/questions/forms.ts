import { z } from 'zod';
import type { Form } from '../chat/vocabulary.ts';
import type { Question } from './question.ts';

const MAX_CHARACTERS = 3000;

export const Written = z.object({
  text: z.string({ error: 'Please write something.' }).trim().min(1, 'Please write something.').max(MAX_CHARACTERS),
});

/** A question in one's own words. */
export const writeForm: Form = textForm('question.write', 'Ask the governance team', 'Your question', 'Ask', {});

export function answerForm({ id, reference, version }: Question): Form {
  const context = { question: id, version };
  return textForm('question.answer', `Answer ${reference}`, 'Your answer, sent with your name', 'Send', context);
}

export function furtherForm({ id, reference }: Question): Form {
  return textForm('question.askFurther', reference, 'What else do you want to know or add?', 'Send', { question: id });
}

function textForm(
  id: `question.${string}`,
  title: string,
  label: string,
  submitLabel: string,
  context: Form['context'],
): Form {
  return {
    id,
    title,
    inputs: [{ kind: 'text', id: 'text', label, multiline: true, required: true, maxLength: MAX_CHARACTERS }],
    submitLabel,
    context,
  };
}

import { action } from '../chat/capability.ts';
import type { Action } from '../chat/card.ts';
import type { Band } from './gate.ts';

/** What can be done with an answer: say whether it helped and, where we are not sure, ask people. */
export function answerActions(answerId: string, band: Band): readonly Action[] {
  const value = { answer: answerId };
  return [
    ...(band === 'answer' ? [] : [action('question.ask', 'Ask the governance team', value)]),
    action('feedback.up', 'Helpful', value, 'quiet'),
    action('feedback.down', 'Not helpful', value, 'quiet'),
  ];
}

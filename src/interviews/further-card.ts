import { action, type Card, type Fact } from '../chat/vocabulary.ts';
import type { InterviewRecord } from './interview-store.ts';
import { describeValue } from './present.ts';
import { type Questionnaire, questionsOf } from './questionnaire.ts';

/** What a model read beyond the rules, each with its words: it counts only when the person says so. */
export function furtherCard(questionnaire: Questionnaire, { id, state }: InterviewRecord): Card {
  const { further } = state;
  if (!further || state.phase === 'submitted' || state.phase === 'cancelled')
    return { headline: 'What I also read is settled', tone: 'quiet', blocks: [] };
  const facts = further.proposals.flatMap(({ questionId, value, source }): readonly Fact[] => {
    const question = questionsOf(questionnaire).find((one) => one.id === questionId);
    if (!question) return [];
    const fact = { label: question.label, value: describeValue(question, value) };
    return [source.quote ? { ...fact, note: `from your words: “${source.quote}”` } : fact];
  });
  const value = { interview: id, revision: further.revision };
  return {
    headline: 'I also read this in your words',
    blocks: [
      {
        kind: 'text',
        text: 'Read by a language model, so please check it. Only what you confirm counts.',
        subtle: true,
      },
      { kind: 'facts', facts },
    ],
    actions: [
      action('interview.confirmFurther', 'That is right', value),
      action('interview.rejectFurther', 'Leave it out', value, 'quiet'),
    ],
  };
}

import { action, type Block, type Card, type Fact } from '../../chat/vocabulary.ts';
import { answerTo } from '../conditions.ts';
import type { Described, DescribedAnswer, InterviewState } from '../interview-state.ts';
import type { InterviewRecord } from '../interview-store.ts';
import { describeAnswer, describeValue } from '../present.ts';
import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { differs, screenful } from './screenful.ts';

/** What a description answers, by section, each answer with its words and their place. Nothing of it counts yet. */
export function describedCard(questionnaire: Questionnaire, { id, state }: InterviewRecord): Card {
  const { described } = state;
  const isOver = state.phase === 'submitted' || state.phase === 'cancelled';
  if (!described || isOver) return { headline: 'What I read is settled', tone: 'quiet', blocks: [] };
  const { shown, later } = screenful(questionnaire, state);
  const blocks = [...sections(questionnaire, state, shown), ...conflicts(questionnaire, described)];
  const where = described.name === undefined ? 'your text' : `“${described.name}”`;
  if (shown.length === 0) {
    return { headline: `I read ${where}, and it leaves some questions to you`, tone: 'quiet', blocks };
  }
  const value = { interview: id, revision: described.revision };
  return {
    headline: `I read this in ${where}. Is it right?`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: `Only what you keep counts.${later === 0 ? '' : ` ${later} more ${later === 1 ? 'comes' : 'come'} after these.`}${described.isCut ? ' It is long, and I read its beginning only.' : ''}`,
        subtle: true,
      },
      ...blocks,
    ],
    inputs: [
      {
        kind: 'choices',
        id: 'keep',
        label: 'What is right?',
        choices: shown.map((one) => ({ id: one.questionId, label: labelOf(questionnaire, one) })),
        values: shown.filter((one) => !differs(state, one)).map(({ questionId }) => questionId),
      },
    ],
    actions: [
      action(
        'interview.keepDescribed',
        later === 0 ? 'Keep what is ticked' : 'Keep what is ticked, go on',
        value,
        'primary',
      ),
      action('interview.dropDescribed', later === 0 ? 'Keep nothing' : 'Leave all of it out', value, 'quiet'),
    ],
  };
}

function sections(
  questionnaire: Questionnaire,
  state: InterviewState,
  shown: readonly DescribedAnswer[],
): readonly Block[] {
  return questionnaire.sections.flatMap(({ title, questions }): readonly Block[] => {
    const facts = questions.flatMap((question) =>
      shown.filter(({ questionId }) => questionId === question.id).map((one) => factOf(state, question, one)),
    );
    return facts.length === 0
      ? []
      : [
          { kind: 'heading', text: title },
          { kind: 'facts', facts },
        ];
  });
}

function factOf(state: InterviewState, question: Question, one: DescribedAnswer): Fact {
  const value = describeValue(question, one.value);
  const before = differs(state, one) ? describeAnswer(question, answerTo(state.answers, question.id)) : undefined;
  return {
    label: question.label,
    value: before === undefined ? shortened(value) : `${shortened(value)} (you said: ${shortened(before)})`,
    note: one.rests.map(inWords).join(' '),
  };
}

const LONGEST_VALUE = 300;
const LONGEST_QUOTE = 240;

const shortened = (text: string): string => {
  const all = [...text];
  return all.length <= LONGEST_VALUE ? text : `${all.slice(0, LONGEST_VALUE).join('')} …`;
};

/** A quote is there to be recognised; the whole of it is kept with the answer. */
function inWords({ quote, place }: { readonly quote: string; readonly place: string }): string {
  const all = [...quote.replace(/\s+/g, ' ')];
  const words = all.length <= LONGEST_QUOTE ? all.join('') : `${all.slice(0, LONGEST_QUOTE).join('')} …`;
  return `“${words}” (${place})`;
}

function conflicts(questionnaire: Questionnaire, described: Described): readonly Block[] {
  const facts = described.conflicts.flatMap(({ questionId, says }): readonly Fact[] => {
    const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
    return question ? [{ label: question.label, value: says.map(inWords).join(' – but: ') }] : [];
  });
  if (facts.length === 0) return [];
  return [
    { kind: 'heading', text: 'It says two things here, so I propose nothing' },
    { kind: 'facts', facts: facts.slice(0, MOST_CONFLICTS) },
  ];
}

const MOST_CONFLICTS = 4;

function labelOf(questionnaire: Questionnaire, { questionId }: DescribedAnswer): string {
  return questionsOf(questionnaire).find(({ id }) => id === questionId)?.label ?? questionId;
}

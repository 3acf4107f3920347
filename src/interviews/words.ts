import { action, type Card } from '../chat/vocabulary.ts';
import type { AnswerValue } from './answer.ts';
import { refer } from './cards.ts';
import type { Correction, Effect } from './effect.ts';
import type { InterviewRecord } from './interview-store.ts';
import { describeValue } from './present.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import { titleOf } from './title.ts';

/** Effects that are said once and stay as they were said. The others are views, drawn anew from the interview. */
export type SpokenEffect = Exclude<
  Effect,
  { kind: 'propose' | 'described' | 'ask' | 'summary' | 'overview' | 'submitted' | 'notice' | 'corrected' }
>;

/** What Steward says to an effect; everything in it is plain text. */
export function spokenCard(questionnaire: Questionnaire, interview: InterviewRecord, effect: SpokenEffect): Card {
  const question = (id: string) => questionsOf(questionnaire).find((one) => one.id === id);
  switch (effect.kind) {
    case 'explain':
      return explanation(question(effect.questionId));
    case 'invalid':
      return said('That does not fit yet', effect.message, 'attention');
    case 'ambiguous':
      return ambiguity(interview, question(effect.questionId), effect);
    case 'contradiction':
      return {
        headline: 'These answers do not fit together',
        tone: 'attention',
        blocks: [{ kind: 'text', text: effect.says }],
        actions: effect.questions
          .map(question)
          .filter((one) => one !== undefined)
          .map((one) => action('interview.change', `Change: ${one.label}`, refer(interview, one))),
      };
    case 'alreadyAnswered': {
      const [only, ...others] = effect.questionIds.map(question);
      const stays =
        others.length > 0 ? 'All these answers stay as they are.' : `${only?.label ?? 'That'} stays as it is.`;
      return said('Noted already', stays, 'quiet');
    }
    case 'paused':
      return {
        headline: 'Paused',
        tone: 'quiet',
        blocks: [
          {
            kind: 'text',
            text: `Your ${effect.done} answers are kept. Say “resume” whenever you like, here or elsewhere.`,
          },
          { kind: 'text', text: titleOf(questionnaire, interview.state), subtle: true },
        ],
        actions: [action('interview.resume', 'Resume', { interview: interview.id })],
      };
    case 'resumed':
      return said(
        'Welcome back',
        `${titleOf(questionnaire, interview.state)}. ${effect.done} of ${effect.total} questions are answered. We go on where you stopped.`,
        'quiet',
      );
    case 'askCancel':
      return {
        headline: `Cancel and throw away ${effect.answers === 1 ? 'your answer' : `${effect.answers} answers`}?`,
        tone: 'attention',
        blocks: [{ kind: 'text', text: 'Say “later” instead, and they are kept until you come back.', subtle: true }],
        actions: [
          action('interview.confirmCancel', 'Yes, cancel', { interview: interview.id }, 'danger'),
          action('interview.resume', 'No, go on', { interview: interview.id }),
        ],
      };
    case 'cancelled':
      return said('Cancelled', 'Nothing was submitted. You can start again at any time.', 'quiet');
    case 'help':
      return help;
    case 'cannot': {
      const card = said('One moment', effect.message, 'attention');
      if (effect.code !== 'paused') return card;
      return { ...card, actions: [action('interview.resume', 'Resume', { interview: interview.id })] };
    }
    default:
      return effect satisfies never;
  }
}

function said(headline: string, text: string, tone: 'attention' | 'quiet'): Card {
  return { headline, tone, blocks: [{ kind: 'text', text }] };
}

function explanation(question: Question | undefined): Card {
  if (!question) return said('Why?', 'There is no open question at the moment.', 'quiet');
  const clause = question.clause ? ` (ISO/IEC 42001, ${question.clause})` : '';
  const knower = question.knower
    ? [{ kind: 'text', text: `Who usually knows: ${question.knower}.`, subtle: true } as const]
    : [];
  return {
    headline: 'Why I ask',
    tone: 'quiet',
    blocks: [{ kind: 'text', text: `${question.why}${clause}` }, ...knower],
  };
}

/** More meanings than this are no choice any more: the question's own card has them all. */
const MOST_MEANINGS = 5;

function ambiguity(
  interview: InterviewRecord,
  question: Question | undefined,
  { options, quote }: Extract<Effect, { kind: 'ambiguous' }>,
): Card {
  if (!question || options.length === 0 || options.length > MOST_MEANINGS) {
    const about = question?.label ?? 'the question';
    return said('I am not sure what you mean', `“${quote}” does not settle “${about}”.`, 'attention');
  }
  const meanings = options.map((option) => ({ option, label: describeValue(question, option) }));
  return {
    headline: 'I am not sure what you mean',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: `By “${quote}”, do you mean ${meanings.map(({ label }) => `“${label}”`).join(' or ')}?` },
    ],
    actions: meanings.map(({ option, label }) =>
      action('interview.answer', label, { ...refer(interview, question), option }),
    ),
  };
}

/** All that one message or one form has changed. */
export function correctionsCard(questionnaire: Questionnaire, corrections: readonly Correction[]): Card {
  const lines = corrections.map(({ questionId, from, to }) => {
    const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
    const words = (value: AnswerValue | null) =>
      value === null || !question ? 'not known' : describeValue(question, value);
    return `${question?.label ?? 'The answer'}: from ${words(from)} to ${words(to)}.`;
  });
  const [only = ''] = lines;
  if (lines.length < 2) return said('Changed', only, 'quiet');
  return { headline: `${lines.length} answers changed`, tone: 'quiet', blocks: [{ kind: 'list', items: lines }] };
}

const help: Card = {
  headline: 'What you can say',
  tone: 'quiet',
  blocks: [
    {
      kind: 'list',
      items: [
        'An answer, in your own words or by a button.',
        '“I don’t know”: I will not ask again.',
        '“why”: why I ask, and who usually knows.',
        '“back”, “skip”, “change the supplier”, “actually it is …”.',
        '“summary”, “later”, “resume”, “cancel”, “submit”; in a long one “sections”.',
        '“ask @Tom”: that question goes to a colleague and comes back with their name.',
        'A question about ISO/IEC 42001 or about an AI tool: I answer and we go on here.',
      ],
    },
  ],
};

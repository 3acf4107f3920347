import type { Context } from '../../chat/vocabulary.ts';
import { action, type Card } from '../../chat/vocabulary.ts';
import { actingPerson } from '../../people/acting-person.ts';
import type { InterviewOptions } from '../interview-options.ts';
import { inOwnName } from '../own-name.ts';
import { describeValue } from '../present.ts';
import { type Question, questionsOf } from '../questionnaire.ts';
import { readCandidates } from '../read-candidates.ts';
import { declares, understand } from '../read-message.ts';
import type { InterviewStores } from '../session.ts';
import { contribute, decline, type FoundShare } from './act.ts';
import { openSharesOf } from './open-shares.ts';

/** Words between people, which answer nothing. */
const PLEASANTRY =
  /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you|thx|cheers|ok(?:ay)?|sure|fine|bye|help|stop|start)(?:\s+\w+){0,2}\s*[.!?]*\s*$/iu;

/**
 * Reads what somebody types who was asked one question by a colleague. `false` when the words mean something else, or
 * nobody asked them for a single question.
 */
export async function answerInWords<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<boolean> {
  const { personId, samePersonIds } = await actingPerson(context);
  const asked = (await openSharesOf(context.stores, [personId, ...samePersonIds])).findLast(
    ({ share }) => share.part.kind === 'question',
  );
  const question = asked && questionOf(asked);
  if (!asked || !question || PLEASANTRY.test(text) || options.asksRegister(text)) return false;
  const { questionnaire, interview } = asked.found;
  const state = { ...interview.state, phase: 'asking', current: question.id, proposals: [] } as const;
  const understood = await understand(context, text, questionnaire, { ...interview, state }, options);
  if (understood.command?.kind === 'unknown') {
    await decline(context, asked, options);
    context.answer(told('You do not know', asked));
    return true;
  }
  if (understood.command || understood.isQuestion || (await declares(context, text, options))) return false;
  const { candidates, ambiguous, invalid } = readCandidates({ questionnaire, state, effects: [] }, text, understood);
  const read = candidates.find(({ questionId }) => questionId === question.id);
  if (!read) {
    const unclear = ambiguous.some(({ questionId }) => questionId === question.id);
    if (!unclear && invalid === undefined && text.trim().split(/\s+/u).length > MOST_WORDS_OF_AN_ANSWER) return false;
    context.answer(notRead(asked, question, invalid?.message));
    return true;
  }
  const value = inOwnName(questionnaire, question.id, read.value, context.actor.displayName);
  const refused = await contribute(context, asked, [{ questionId: question.id, value }], options);
  context.answer(
    refused?.kind === 'notice'
      ? { headline: refused.text, tone: 'quiet', blocks: [] }
      : told(`${question.label}: ${describeValue(question, value)}`, asked),
  );
  return true;
}

/** Longer words that answer nothing are about something else. */
const MOST_WORDS_OF_AN_ANSWER = 6;

function questionOf({ share, found }: FoundShare): Question | undefined {
  const { part } = share;
  return part.kind === 'question'
    ? questionsOf(found.questionnaire).find(({ id }) => id === part.questionId)
    : undefined;
}

function told(what: string, { share }: FoundShare): Card {
  return {
    headline: `Passed on: ${what}`,
    tone: 'quiet',
    blocks: [],
    actions: [action('together.show', 'Open', { share: share.id }, 'quiet')],
  };
}

function notRead({ share }: FoundShare, { ask }: Question, because: string | undefined): Card {
  return {
    headline: 'I could not read an answer in that',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: because ?? 'A few other words or a button will do.' },
      { kind: 'text', text: `You are asked: ${ask}`, subtle: true },
    ],
    actions: [
      action('together.show', 'Show the question', { share: share.id }, 'primary'),
      action('together.decline', 'I don’t know', { share: share.id }, 'quiet'),
    ],
  };
}

import { z } from 'zod';
import type { AnswerValue } from '../../src/interviews/answer.ts';
import type { Effect } from '../../src/interviews/effect.ts';
import type { Input } from '../../src/interviews/input.ts';
import { describeValue } from '../../src/interviews/present.ts';
import type { Questionnaire } from '../../src/interviews/questionnaire.ts';
import { questionsOf } from '../../src/interviews/questionnaire.ts';
import type { Understood } from '../../src/interviews/understanding.ts';

const Product = z.object({ name: z.string(), supplier: z.string(), aliases: z.array(z.string()) });

const Click = z.union([
  z.enum(['confirmAll', 'back', 'pause', 'resume', 'cancel', 'summary', 'submit', 'unknown', 'skip', 'why']),
  z.strictObject({ answer: z.record(z.string(), z.unknown()) }),
  z.strictObject({ change: z.string() }),
  z.strictObject({ confirmProposal: z.string() }),
  z.strictObject({ rejectProposal: z.string() }),
  /** What a reviewer wants changed: the remark by question. */
  z.strictObject({ reopen: z.record(z.string(), z.string()) }),
]);

const steward = z.array(z.string()).min(1);
const Turn = z.union([z.strictObject({ person: z.string(), steward }), z.strictObject({ clicks: Click, steward })]);
type Turn = z.infer<typeof Turn>;

/** A conversation and what Steward shows after each turn; played by `transcripts.test.ts`. */
export const Transcript = z.strictObject({
  today: z.iso.date(),
  products: z.array(Product).default([]),
  turns: z.array(Turn).min(1),
});

export function turnInWords(turn: Turn): string {
  return 'person' in turn ? turn.person : JSON.stringify(turn.clicks);
}

/** The first turn starts the interview, whatever it is. */
export function inputOfTurn(turn: Turn, place: number, read: (text: string) => Understood): Input {
  const source = { personId: 'dana', at: '2026-11-22T10:00:00.000Z', messageId: `turn-${place + 1}` };
  if ('person' in turn) {
    return { kind: place === 0 ? 'start' : 'text', text: turn.person, understood: read(turn.person), source };
  }
  const { clicks } = turn;
  if (typeof clicks === 'string') return { kind: clicks, source };
  if ('change' in clicks) return { kind: 'change', questionId: clicks.change, source };
  if ('confirmProposal' in clicks) return { kind: 'confirmProposal', questionId: clicks.confirmProposal, source };
  if ('rejectProposal' in clicks) return { kind: 'rejectProposal', questionId: clicks.rejectProposal, source };
  if ('reopen' in clicks) {
    const requests = Object.entries(clicks.reopen).map(([questionId, remark]) => ({ questionId, remark }));
    return { kind: 'reopen', requests, source };
  }
  const [questionId = '', value] = Object.entries(clicks.answer)[0] ?? [];
  return { kind: 'answer', questionId, value, source };
}

/** One line for each effect, with the words that a transcript may expect. */
export function effectInWords(questionnaire: Questionnaire, effect: Effect): string {
  const say = (questionId: string, value: AnswerValue | null): string => {
    const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
    return question && value !== null ? describeValue(question, value) : String(value);
  };
  switch (effect.kind) {
    case 'propose':
      return `propose ${effect.proposals.map(({ questionId, value }) => `${questionId}: ${say(questionId, value)}`).join('; ')}`;
    case 'ask': {
      const remark = effect.remark === undefined ? '' : ` remark: ${effect.remark}`;
      const clarification = effect.clarification === undefined ? '' : ` clarification: ${effect.clarification}`;
      return `ask ${effect.questionId}${remark}${clarification} ${effect.done}/${effect.total}`;
    }
    case 'alreadyAnswered':
      return `alreadyAnswered ${effect.questionIds.join(', ')}`;
    case 'explain':
      return `${effect.kind} ${effect.questionId}`;
    case 'invalid':
      return `invalid ${effect.questionId}: ${effect.message}`;
    case 'ambiguous':
      return `ambiguous ${effect.questionId}: ${effect.options.join(' or ')} "${effect.quote}"`;
    case 'contradiction':
      return `contradiction ${effect.says}`;
    case 'corrected':
      return `corrected ${effect.questionId}: ${say(effect.questionId, effect.from)} → ${say(effect.questionId, effect.to)}`;
    case 'summary':
      return `summary open: ${effect.open.join(', ') || 'nothing'} ${effect.done}/${effect.total}`;
    case 'paused':
    case 'resumed':
      return `${effect.kind} ${effect.done}/${effect.total}`;
    case 'cannot':
      return `cannot ${effect.code} ${effect.message}`;
    default:
      return effect.kind;
  }
}

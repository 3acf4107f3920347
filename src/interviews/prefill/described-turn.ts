import type { Answer, Source } from '../answer.ts';
import type { Described, DescribedAnswer, InterviewState } from '../interview-state.ts';
import { cannot, changed, recorded, settled, showing, type Turn } from '../turn.ts';
import { differs, screenful } from './screenful.ts';

/** Puts what was read before the person; it takes the place of what an earlier description left open. */
export function describe(turn: Turn, described: Omit<Described, 'revision'>): Turn {
  return withDescribed(turn, described);
}

/** Takes up what of the shown is right, leaves the rest of it out, and shows the next screenful. */
export function keepDescribed(turn: Turn, revision: number, questionIds: readonly string[], source: Source): Turn {
  const { described } = turn.state;
  if (described?.revision !== revision) return notDescribed(turn);
  const { shown } = screenful(turn.questionnaire, turn.state);
  const kept = shown.filter(({ questionId }) => questionIds.includes(questionId));
  const taken = kept.reduce((next, one) => recorded(next, one.questionId, answerOf(one, described, source)), turn);
  const noted = changed(taken, {
    confirmed: [...new Set([...turn.state.confirmed, ...kept.map(({ questionId }) => questionId)])],
  });
  return without(noted, shown);
}

/** "All correct", in words: everything that was shown, except what would replace another answer. */
export function keepShown(turn: Turn, source: Source): Turn {
  const { shown } = screenful(turn.questionnaire, turn.state);
  const agreed = shown.filter((one) => !differs(turn.state, one)).map(({ questionId }) => questionId);
  return keepDescribed(turn, turn.state.described?.revision ?? -1, agreed, source);
}

/** Leaves out everything that was read, the screenfuls that were not shown as well. */
export function dropDescribed(turn: Turn, revision: number): Turn {
  if (turn.state.described?.revision !== revision) return notDescribed(turn);
  return settled(changed(turn, { described: null }));
}

function answerOf({ value, rests }: DescribedAnswer, { name, evidenceId }: Described, source: Source): Answer {
  const quote = rests.map((one) => one.quote).join(' … ');
  const places = [...new Set(rests.map((one) => one.place))].join('; ');
  const place = name === undefined ? places : `${name}, ${places}`;
  const from = { quote, place, ...(evidenceId === undefined ? {} : { evidenceId }) };
  return { kind: 'known', value, source: { ...source, ...from } };
}

function without(turn: Turn, shown: readonly DescribedAnswer[]): Turn {
  const { described } = turn.state;
  if (!described) return settled(turn);
  const answers = described.answers.filter((one) => !shown.some(({ questionId }) => questionId === one.questionId));
  const next = withDescribed(turn, { ...described, answers, conflicts: [] });
  return next.state.described ? next : settled(next);
}

/** Shown as long as something of it applies; answers that were given meanwhile are known already. */
function withDescribed(turn: Turn, described: Omit<Described, 'revision'>): Turn {
  const state: InterviewState = { ...turn.state, described: { ...described, revision: turn.state.revision + 1 } };
  const isLeft = screenful(turn.questionnaire, state).shown.length > 0 || described.conflicts.length > 0;
  return isLeft ? showing({ ...turn, state }, { kind: 'described' }) : changed(turn, { described: null });
}

function notDescribed(turn: Turn): Turn {
  return settled(cannot(turn, 'notProposed', 'This was settled already.'));
}

import type { Source } from './answer.ts';
import { answerTo } from './conditions.ts';
import type { Contribution, Input } from './input.ts';
import type { ChangeRequest, SharedPart } from './interview-state.ts';
import { isLong, pendingQuestions } from './progress.ts';
import { questionsIn } from './shared-parts.ts';
import { atOverview, cannot, changed, proposing, recorded, settled, showing, type Turn } from './turn.ts';
import { validateAnswer } from './validate-answer.ts';

/**
 * Begins with what is known already. A long interview opens by section; where approved answers are carried over, only
 * those are asked that have to be given again.
 */
export function beginWith(turn: Turn, { known, carried }: Extract<Input, { kind: 'begin' }>): Turn {
  const isLeft = carried === undefined && isLong(turn.questionnaire);
  const place = isLeft ? ({ kind: 'overview' } as const) : turn.state.place;
  const begun = changed(turn, { noticeShown: true, place, answers: carried?.answers ?? {} });
  return settled(askedAgain(proposing(showing(begun, { kind: 'notice' }), known), carried?.again ?? []));
}

/** What has become doubtful is asked again; what is not answered is asked anyway. */
export function askAgain(turn: Turn, requests: readonly ChangeRequest[]): Turn {
  const next = askedAgain(turn, requests);
  return turn.state.phase === 'paused' ? next : settled(next);
}

function askedAgain(turn: Turn, requests: readonly ChangeRequest[]): Turn {
  const { answers, changeRequested } = turn.state;
  const fresh = requests.filter(
    ({ questionId }) =>
      answerTo(answers, questionId) && !changeRequested.some((request) => request.questionId === questionId),
  );
  return fresh.length === 0 ? turn : changed(turn, { changeRequested: [...changeRequested, ...fresh] });
}

export function openSection(turn: Turn, sectionId: string | undefined): Turn {
  const section = turn.questionnaire.sections.find(({ id }) => id === sectionId);
  if (sectionId !== undefined && !section)
    return settled(cannot(turn, 'noSuchQuestion', 'There is no such section in this questionnaire.'));
  const asked = section && questionsIn(turn.questionnaire, turn.state, { kind: 'section', sectionId: section.id });
  const pending = pendingQuestions(turn.questionnaire, turn.state);
  if (section && asked && !asked.some(({ id }) => pending.some((one) => one.id === id)))
    return atOverview(cannot(turn, 'nothingAsked', nothingOpenIn(section.title, asked.length)));
  const place = section ? ({ kind: 'section', sectionId: section.id } as const) : ({ kind: 'all' } as const);
  return settled(changed(turn, { place, current: null }));
}

function nothingOpenIn(title: string, answered: number): string {
  return answered === 0
    ? `Nothing of “${title}” is asked, given the answers so far.`
    : `Everything in “${title}” is answered. Open it as a form to change something.`;
}

export function overview(turn: Turn): Turn {
  return isLong(turn.questionnaire) ? atOverview(turn) : settled(turn);
}

/** What is with a colleague is not asked here meanwhile. */
export function share(turn: Turn, shared: SharedPart, instead?: string): Turn {
  const { state } = turn;
  const next = changed(turn, { shared: [...state.shared.filter(({ shareId }) => shareId !== instead), shared] });
  if (state.phase === 'paused') return next;
  const isAway = questionsIn(turn.questionnaire, state, shared.part).some(({ id }) => id === state.current);
  return isAway ? settled(changed(next, { current: null })) : next;
}

/** Whatever has not been answered is asked here again. */
export function unshare(turn: Turn, shareId: string): Turn {
  const { state } = turn;
  const next = changed(turn, { shared: state.shared.filter((one) => one.shareId !== shareId) });
  return state.phase === 'reviewing' ? settled(next) : next;
}

/** Takes up what a colleague answered. The owner goes on where they were, unless it was this that they were asked. */
export function contribute(turn: Turn, shareId: string, answers: readonly Contribution[], source: Source): Turn {
  const { state, questionnaire } = turn;
  if (state.phase === 'submitted' || state.phase === 'cancelled')
    return cannot(turn, 'alreadySubmitted', 'This was submitted or ended meanwhile. Nothing is needed any more.');
  const shared = state.shared.find((one) => one.shareId === shareId);
  if (shared?.personId !== source.personId)
    return cannot(turn, 'notShared', 'This has been answered or taken back meanwhile. Nothing is needed any more.');
  const taken = answers.reduce((next, { questionId, value }) => given(next, shared, questionId, value, source), turn);
  const told = changed(
    {
      ...taken,
      // The owner reads what a colleague was asked for on a card of its own.
      effects: taken.effects.filter(({ kind }) => kind !== 'corrected' || shared.part.kind === 'coAuthor'),
    },
    { history: state.history },
  );
  if (state.phase === 'paused') return told;
  const wasAsked = state.current !== null && told.state.current === null;
  const isFinished = pendingQuestions(questionnaire, told.state).length === 0 && told.state.current === null;
  const hasMore = state.phase === 'reviewing' && pendingQuestions(questionnaire, told.state).length > 0;
  const wakes = wasAsked || (state.phase === 'asking' && isFinished) || hasMore;
  return wakes ? settled(told) : told;
}

function given(turn: Turn, shared: SharedPart, questionId: string, value: unknown, source: Source): Turn {
  const question = questionsIn(turn.questionnaire, turn.state, shared.part).find(({ id }) => id === questionId);
  // An earlier answer on the same page has made it needless.
  if (!question) return turn;
  if (value === null) return recorded(turn, questionId, { kind: 'unknown', source });
  const valid = validateAnswer(question, value);
  return valid.ok
    ? recorded(turn, questionId, { kind: 'known', value: valid.value, source })
    : showing(turn, { kind: 'invalid', questionId, message: valid.message });
}

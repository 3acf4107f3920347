import type { Source } from './answer.ts';
import { answerTo } from './conditions.ts';
import type { ChangeRequest } from './interview-state.ts';
import { dropDescribed, keepShown } from './prefill/described-turn.ts';
import { blockingQuestions, openProposals, progressOf } from './progress.ts';
import { withQuestion } from './record-answer.ts';
import type { Turn } from './turn.ts';
import { applies, asking, cannot, changed, questionWith, recorded, settled, showing } from './turn.ts';

export function confirmAll(turn: Turn, source: Source): Turn {
  const proposals = openProposals(turn.questionnaire, turn.state);
  if (proposals.length === 0) return turn.state.described ? keepShown(turn, source) : settled(turn);
  return settled(proposals.reduce((next, { questionId }) => confirmed(next, questionId, source), turn));
}

export function confirmProposal(turn: Turn, questionId: string, source: Source): Turn {
  return isOpen(turn, questionId) ? settled(confirmed(turn, questionId, source)) : notProposed(turn);
}

/** "No" to all that was shown: each of them is asked instead. */
export function rejectAll(turn: Turn): Turn {
  const shown = openProposals(turn.questionnaire, turn.state);
  if (shown.length === 0)
    return turn.state.described ? dropDescribed(turn, turn.state.described.revision) : settled(turn);
  return settled(changed(turn, { proposals: turn.state.proposals.filter((proposal) => !shown.includes(proposal)) }));
}

export function rejectProposal(turn: Turn, questionId: string): Turn {
  return isOpen(turn, questionId) ? settled(withoutProposal(turn, questionId)) : notProposed(turn);
}

/** The words were the proposal's, the moment that makes them count is the confirmation. */
function confirmed(turn: Turn, questionId: string, source: Source): Turn {
  const proposal = turn.state.proposals.find((one) => one.questionId === questionId);
  if (!proposal) return turn;
  const { quote, quotedFrom, carriedFrom } = proposal.source;
  const provenance = {
    ...source,
    ...(quote === undefined ? {} : { quote }),
    ...(quotedFrom === undefined ? {} : { quotedFrom }),
    ...(carriedFrom === undefined ? {} : { carriedFrom }),
  };
  const noted = changed(turn, { confirmed: [...new Set([...turn.state.confirmed, questionId])] });
  return recorded(noted, questionId, { kind: 'known', value: proposal.value, source: provenance });
}

/** Takes up what a model read, as it was shown; what has been answered meanwhile stays as the person answered it. */
export function confirmFurther(turn: Turn, revision: number, source: Source): Turn {
  const { further } = turn.state;
  if (further?.revision !== revision) return notProposed(turn);
  const open = further.proposals.filter(({ questionId }) => !answerTo(turn.state.answers, questionId));
  const taken = open.reduce(
    (next, { questionId, value, source: { quote } }) => {
      const provenance = quote === undefined ? source : { ...source, quote };
      return recorded(next, questionId, { kind: 'known', value, source: provenance });
    },
    changed(turn, { further: null }),
  );
  return settled(taken);
}

export function rejectFurther(turn: Turn, revision: number): Turn {
  return turn.state.further?.revision === revision ? settled(changed(turn, { further: null })) : notProposed(turn);
}

function isOpen(turn: Turn, questionId: string): boolean {
  return openProposals(turn.questionnaire, turn.state).some((proposal) => proposal.questionId === questionId);
}

function withoutProposal(turn: Turn, questionId: string): Turn {
  return changed(turn, { proposals: turn.state.proposals.filter((proposal) => proposal.questionId !== questionId) });
}

function notProposed(turn: Turn): Turn {
  return settled(cannot(turn, 'notProposed', 'This was settled already.'));
}

/** Asks a question again because the person wants to change the answer, which counts until another one is given. */
export function changeAnswer(turn: Turn, questionId: string): Turn {
  return withQuestion(turn, questionId, (question) => asking(withoutProposal(turn, questionId), question));
}

/** Each time one answer further back; the interview goes on from where it was when the answer is given. */
export function goBack(turn: Turn): Turn {
  const { history, current } = turn.state;
  const place = history.findLastIndex((id) => id !== current && applies(turn, id));
  const question = questionWith(turn, history[place] ?? null);
  if (!question) return settled(cannot(turn, 'nothingBefore', 'There is nothing before this.'));
  return asking(changed(turn, { history: history.slice(0, place) }), question);
}

export function pause(turn: Turn): Turn {
  const progress = progressOf(turn.questionnaire, turn.state);
  return showing(changed(turn, { phase: 'paused' }), { kind: 'paused', ...progress });
}

export function resume(turn: Turn): Turn {
  const progress = progressOf(turn.questionnaire, turn.state);
  return settled(showing(turn, { kind: 'resumed', ...progress }));
}

/** Ends a draft without answers at once; before answers are thrown away, one is asked. */
export function cancel(turn: Turn): Turn {
  const answers = Object.keys(turn.state.answers).length;
  if (answers === 0 || turn.state.submissions > 0) return endDraft(turn);
  return showing(changed(turn, { cancelAsked: true }), { kind: 'askCancel', answers });
}

export function endDraft(turn: Turn): Turn {
  if (turn.state.submissions > 0) {
    return settled(
      cannot(
        turn,
        'alreadySubmitted',
        'This was submitted already and cannot be cancelled. It can wait as long as you like.',
      ),
    );
  }
  return showing(changed(turn, { phase: 'cancelled', current: null }), { kind: 'cancelled' });
}

export function submit(turn: Turn): Turn {
  const { questionnaire, state } = turn;
  if (openProposals(questionnaire, state).length > 0) {
    const message = 'Please say first whether what I understood is right. Only what you confirm is submitted.';
    return settled(cannot(changed(turn, { current: null }), 'confirmFirst', message));
  }
  const open = blockingQuestions(questionnaire, state);
  if (open.length > 0) {
    const message = `Before this can be submitted, please answer: ${open.map(({ label }) => label).join('; ')}.`;
    return settled(
      cannot(
        turn,
        'openQuestions',
        message,
        open.map(({ id }) => id),
      ),
    );
  }
  const submitted = changed(turn, {
    phase: 'submitted',
    current: null,
    described: null,
    submissions: state.submissions + 1,
  });
  return showing(submitted, { kind: 'submitted' });
}

/** Opens a submitted interview again. Only the named questions are asked, and what comes to apply by their answers. */
export function reopen(turn: Turn, requests: readonly ChangeRequest[]): Turn {
  const known = requests.filter(({ questionId }) => questionWith(turn, questionId));
  const byQuestion = new Map(known.map((request) => [request.questionId, request]));
  return settled(
    changed(turn, {
      changeRequested: [...byQuestion.values()],
      ...{ current: null, proposals: [], described: null, history: [], place: { kind: 'all' } },
    }),
  );
}

import { isDeepStrictEqual } from 'node:util';
import type { Source } from './answer.ts';
import { answerTo } from './conditions.ts';
import { isRequested } from './progress.ts';
import type { Question } from './questionnaire.ts';
import type { Turn } from './turn.ts';
import { applies, cannot, changed, questionWith, recorded, settled, showing } from './turn.ts';
import { validateAnswer } from './validate-answer.ts';

/** A value given for a named question by a click or a form; it counts at once. */
export function answerQuestion(turn: Turn, questionId: string, value: unknown, source: Source): Turn {
  return withQuestion(turn, questionId, (question) => {
    const valid = validateAnswer(question, value);
    if (!valid.ok) {
      return settled(showing(turn, { kind: 'invalid', questionId, message: valid.message }));
    }
    const before = answerTo(turn.state.answers, questionId);
    const isSame = before?.kind === 'known' && isDeepStrictEqual(before.value, valid.value);
    if (isSame && isStale(turn, questionId)) return alreadyAnswered(turn, questionId);
    return settled(recorded(turn, questionId, { kind: 'known', value: valid.value, source }));
  });
}

/** The earlier answer still holds: given again by whoever says so, with the words and files that it rests on. */
export function keepAnswer(turn: Turn, questionId: string, source: Source): Turn {
  return withQuestion(turn, questionId, (question) => {
    const before = answerTo(turn.state.answers, question.id);
    if (!before || !isRequested(turn.state, question.id)) return alreadyAnswered(turn, question.id);
    const { quote, place, evidenceId, carriedFrom } = before.source;
    const rests = {
      ...(quote === undefined ? {} : { quote }),
      ...(place === undefined ? {} : { place }),
      ...(evidenceId === undefined ? {} : { evidenceId }),
      ...(carriedFrom === undefined ? {} : { carriedFrom }),
    };
    return settled(recorded(turn, question.id, { ...before, source: { ...source, ...rests } }));
  });
}

/** "I don't know": kept as an answer and not asked again. */
export function answerUnknown(turn: Turn, questionId: string | undefined, source: Source): Turn {
  return withQuestion(turn, questionId, (question) => {
    if (isStale(turn, question.id) && answerTo(turn.state.answers, question.id))
      return alreadyAnswered(turn, question.id);
    if (!question.unknownAllowed) {
      const message = `"${question.label}" is needed to go on. A short answer will do, and it can be corrected later.`;
      return settled(cannot(turn, 'unknownNotAccepted', message, [question.id]));
    }
    return settled(recorded(turn, question.id, { kind: 'unknown', source }));
  });
}

/** Leaves an optional question out; after going back it leaves the answer as it was. */
export function skipQuestion(turn: Turn, questionId: string | undefined, source: Source): Turn {
  return withQuestion(turn, questionId, (question) => {
    const isAnswered = answerTo(turn.state.answers, question.id) !== undefined && !isRequested(turn.state, question.id);
    if (isAnswered && isStale(turn, question.id)) return alreadyAnswered(turn, question.id);
    if (isAnswered) return settled(changed(turn, { current: null }));
    if (!question.optional) {
      const advice = question.unknownAllowed ? ' If you do not know, say "I don\'t know".' : '';
      return settled(cannot(turn, 'required', `"${question.label}" cannot be left out.${advice}`, [question.id]));
    }
    return settled(recorded(turn, question.id, { kind: 'skipped', source }));
  });
}

export function explainQuestion(turn: Turn, questionId: string | undefined): Turn {
  return withQuestion(turn, questionId, (question) =>
    settled(showing(turn, { kind: 'explain', questionId: question.id })),
  );
}

/** Finds the question, or says why nothing can be done with it. */
export function withQuestion(turn: Turn, questionId: string | undefined, act: (question: Question) => Turn): Turn {
  if (questionId === undefined && turn.state.current === null) return nothingAsked(turn);
  const question = questionWith(turn, questionId ?? turn.state.current);
  if (!question) return settled(cannot(turn, 'noSuchQuestion', 'There is no such question in this questionnaire.'));
  if (!applies(turn, question.id)) {
    return settled(
      cannot(turn, 'notApplicable', `"${question.label}" is not asked, given the other answers.`, [question.id]),
    );
  }
  return act(question);
}

function nothingAsked(turn: Turn): Turn {
  if (turn.state.phase === 'confirming') {
    return settled(cannot(turn, 'confirmFirst', 'Please say first whether this is right. Each line can be corrected.'));
  }
  return settled(cannot(turn, 'nothingAsked', 'Nothing is being asked at the moment.'));
}

/** Whether the question is not the one at hand, so that the click came from an earlier card. */
function isStale(turn: Turn, questionId: string): boolean {
  return turn.state.current !== questionId && !isRequested(turn.state, questionId);
}

function alreadyAnswered(turn: Turn, questionId: string): Turn {
  return settled(showing(turn, { kind: 'alreadyAnswered', questionIds: [questionId] }));
}

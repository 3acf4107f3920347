import { isDeepStrictEqual } from 'node:util';
import { unreachable } from '../kernel/unreachable.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { InterviewState } from './interview-state.ts';
import {
  cancel,
  changeAnswer,
  confirmAll,
  confirmFurther,
  confirmProposal,
  endDraft,
  goBack,
  pause,
  rejectAll,
  rejectFurther,
  rejectProposal,
  reopen,
  resume,
  submit,
} from './move.ts';
import { askAgain, beginWith, contribute, openSection, overview, share, unshare } from './move-between.ts';
import { describe, dropDescribed, keepDescribed } from './prefill/described-turn.ts';
import type { Questionnaire } from './questionnaire.ts';
import { readCommand } from './read-command.ts';
import { readFirstText, readText } from './read-text.ts';
import { answerQuestion, answerUnknown, explainQuestion, keepAnswer, skipQuestion } from './record-answer.ts';
import { stillShared } from './shared-parts.ts';
import type { Turn } from './turn.ts';
import { cannot, changed, settled, showing, summaryOf } from './turn.ts';

export interface Step {
  readonly state: InterviewState;
  readonly effects: readonly Effect[];
}

/**
 * Takes an interview one step further. Total: every input in every phase ends in an effect, a refusal in words
 * included. The revision grows exactly when the state changes.
 */
export function step(questionnaire: Questionnaire, state: InterviewState, input: Input): Step {
  const { state: after, effects } = moved({ questionnaire, state, effects: [] }, input);
  const next = stillShared(questionnaire, after);
  return { state: isDeepStrictEqual(next, state) ? state : { ...next, revision: state.revision + 1 }, effects };
}

/** What the owner was asked about cancelling stays open whatever a colleague answers meanwhile. */
function moved(turn: Turn, input: Input): Turn {
  if (input.kind === 'contribute') return contribute(turn, input.shareId, input.answers, input.source);
  const asked = changed(turn, { cancelAsked: false });
  return turn.state.cancelAsked ? afterCancel(asked, input) : taken(asked, input);
}

/** What the owner does. */
type OwnInput = Exclude<Input, { kind: 'contribute' }>;

const YES =
  /^\s*(?:yes|yep|yeah|sure|do it|throw (?:it|them) away)(?:[\s,]+(?:please|cancel|cancel it|i am sure))?\s*[.!]*\s*$/i;
const NO =
  /^\s*(?:no|nope|don['’]t|do not|keep (?:it|them)|go on|continue)(?:[\s,]+(?:please|thanks|go on|keep it))?\s*[.!]*\s*$/i;

/** Only the answer to "cancel and throw away?" ends a draft; a second click on the same button does not. */
function afterCancel(turn: Turn, input: OwnInput): Turn {
  const { phase } = turn.state;
  if (phase === 'submitted' || phase === 'cancelled') return taken(turn, input);
  if (input.kind === 'confirmCancel') return endDraft(turn);
  if (input.kind !== 'text') return taken(turn, input);
  if (YES.test(input.text) || input.understood.command?.kind === 'cancel') return endDraft(turn);
  return NO.test(input.text) ? taken(turn, { kind: 'resume', source: input.source }) : taken(turn, input);
}

function taken(turn: Turn, input: OwnInput): Turn {
  switch (turn.state.phase) {
    case 'submitted':
      return afterSubmission(turn, input);
    case 'cancelled':
      return cannot(turn, 'cancelled', 'This was cancelled. Start a new one to go on.');
    case 'paused':
      return whilePaused(turn, input);
    case 'confirming':
    case 'asking':
    case 'reviewing':
      return underWay(turn, input);
    default:
      return unreachable(turn.state.phase);
  }
}

function afterSubmission(turn: Turn, input: OwnInput): Turn {
  if (input.kind === 'reopen') return reopen(turn, input.requests);
  const command = input.kind === 'text' ? input.understood.command?.kind : input.kind;
  if (command === 'summary' || command === 'status') return showing(turn, summaryOf(turn));
  return cannot(turn, 'alreadySubmitted', 'This was submitted already. Your answers are with the reviewers.');
}

/** A pause ends by asking for it or by a click that means an answer; other words are about something else. */
function whilePaused(turn: Turn, input: OwnInput): Turn {
  const command = input.kind === 'text' || input.kind === 'start' ? input.understood.command?.kind : input.kind;
  switch (command) {
    case 'resume':
      return resume(turn);
    case 'cancel':
    case 'confirmCancel':
      return turn.state.submissions > 0 ? pausedStill(turn) : cancel(turn);
    case 'pause':
      return pause(turn);
    case 'summary':
    case 'status':
      return showing(turn, summaryOf(turn));
    case 'askAgain':
      return input.kind === 'askAgain' ? askAgain(turn, input.requests) : pausedStill(turn);
    case undefined:
      return pausedStill(turn);
    default:
      return input.kind === 'text' || input.kind === 'start' ? pausedStill(turn) : underWay(turn, input);
  }
}

function pausedStill(turn: Turn): Turn {
  return cannot(turn, 'paused', 'This is paused. Say "resume" to go on where you stopped.');
}

function underWay(turn: Turn, input: OwnInput): Turn {
  const { source } = input;
  switch (input.kind) {
    case 'start':
      return start(turn, input);
    case 'text':
      return input.understood.command
        ? readCommand(turn, input.understood.command, input.text, input.understood, source)
        : readText(turn, input.text, input.understood, source);
    case 'answer':
      return answerQuestion(turn, input.questionId, input.value, source);
    case 'confirmAll':
      return confirmAll(turn, source);
    case 'rejectAll':
      return rejectAll(turn);
    case 'confirmProposal':
      return confirmProposal(turn, input.questionId, source);
    case 'rejectProposal':
      return rejectProposal(turn, input.questionId);
    case 'confirmFurther':
      return confirmFurther(turn, input.revision, source);
    case 'rejectFurther':
      return rejectFurther(turn, input.revision);
    case 'describe':
      return describe(turn, input.described);
    case 'keepDescribed':
      return keepDescribed(turn, input.revision, input.questionIds, source);
    case 'dropDescribed':
      return dropDescribed(turn, input.revision);
    case 'unknown':
      return answerUnknown(turn, input.questionId, source);
    case 'skip':
      return skipQuestion(turn, input.questionId, source);
    case 'why':
      return explainQuestion(turn, input.questionId);
    case 'back':
      return goBack(turn);
    case 'change':
      return changeAnswer(turn, input.questionId);
    case 'pause':
      return pause(turn);
    case 'resume':
      return settled(turn);
    case 'cancel':
    case 'confirmCancel':
      return cancel(turn);
    case 'summary':
      return showing(turn, summaryOf(turn));
    case 'submit':
      return submit(turn);
    case 'begin':
      return beginWith(turn, input);
    case 'askAgain':
      return askAgain(turn, input.requests);
    case 'keep':
      return keepAnswer(turn, input.questionId, source);
    case 'openSection':
      return openSection(turn, input.sectionId);
    case 'overview':
      return overview(turn);
    case 'share':
      return share(turn, input.shared, input.instead);
    case 'unshare':
      return unshare(turn, input.shareId);
    case 'reopen':
      return settled(cannot(turn, 'notSubmitted', 'Changes can be asked for once this was submitted.'));
    default:
      return unreachable(input);
  }
}

function start(turn: Turn, { text, understood, source }: Extract<Input, { kind: 'start' | 'text' }>): Turn {
  if (turn.state.noticeShown) return readText(turn, text, understood, source);
  return readFirstText(showing(changed(turn, { noticeShown: true }), { kind: 'notice' }), text, understood, source);
}

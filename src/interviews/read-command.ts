import { unreachable } from '../kernel/unreachable.ts';
import type { Source } from './answer.ts';
import { cancel, changeAnswer, confirmAll, goBack, pause, rejectAll, submit } from './move.ts';
import { overview } from './move-between.ts';
import { openProposals } from './progress.ts';
import { applyText, readText } from './read-text.ts';
import { answerUnknown, explainQuestion, skipQuestion } from './record-answer.ts';
import type { Turn } from './turn.ts';
import { cannot, settled, showing, summaryOf } from './turn.ts';
import type { Command, Understood } from './understanding.ts';

/** A request about the interview itself that was made in words, with what else the words said. */
export function readCommand(turn: Turn, command: Command, text: string, understood: Understood, source: Source): Turn {
  switch (command.kind) {
    case 'why':
      return explainQuestion(turn, undefined);
    case 'skip':
      return skipQuestion(volunteered(turn, text, understood, source), undefined, source);
    case 'unknown':
      return answerUnknown(volunteered(turn, text, understood, source), undefined, source);
    case 'confirmAll': {
      const { next, isRefused } = applyText(turn, text, understood, source);
      return isRefused ? settled(next) : confirmAll(next, source);
    }
    case 'rejectAll':
      return rejectAll(turn);
    case 'change':
      return readChange(turn, command.questionId, text, understood, source);
    case 'back':
      return goBack(turn);
    case 'pause':
      return pause(turn);
    case 'resume':
      return settled(turn);
    case 'cancel':
      return cancel(turn);
    case 'summary':
    case 'status':
      return showing(turn, summaryOf(turn));
    case 'sections':
      return overview(turn);
    case 'submit':
      return submit(turn);
    case 'help':
      return settled(showing(turn, { kind: 'help' }));
    case 'restart':
      return settled(
        cannot(turn, 'restart', 'To begin anew, cancel this one first. Single answers can be changed at any time.'),
      );
    default:
      return unreachable(command);
  }
}

/** What a message says beside "I don't know" or "skip", which already settle the question at hand. */
function volunteered(turn: Turn, text: string, understood: Understood, source: Source): Turn {
  const isElsewhere = ({ questionId }: { questionId: string }) => questionId !== turn.state.current;
  const candidates = understood.candidates.filter(isElsewhere);
  return applyText(turn, text, { ...understood, candidates, ambiguous: [] }, source).next;
}

/** "Change the supplier" asks it again; "change the supplier to Otter" changes it. */
function readChange(
  turn: Turn,
  questionId: string | undefined,
  text: string,
  understood: Understood,
  source: Source,
): Turn {
  const candidates = understood.candidates
    .filter((candidate) => questionId === undefined || candidate.questionId === questionId)
    .map((candidate) => ({ ...candidate, corrects: true }));
  if (candidates.length > 0) return readText(turn, text, { ...understood, candidates }, source);
  if (questionId !== undefined) return changeAnswer(turn, questionId);
  if (openProposals(turn.questionnaire, turn.state).length > 0) {
    const advice = 'What is wrong? “Change” beside a line asks it again; or say how it is, in your own words.';
    return settled(cannot(turn, 'whichQuestion', advice));
  }
  return showing(
    cannot(turn, 'whichQuestion', 'Which answer shall be changed? Please name it, or choose it in the summary.'),
    summaryOf(turn),
  );
}

import { isDeepStrictEqual } from 'node:util';
import type { AnswerValue } from './answer.ts';
import type { Question } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import type { Turn } from './turn.ts';
import { questionWith } from './turn.ts';
import type { Ambiguity, Candidate, Understood } from './understanding.ts';
import { validateAnswer } from './validate-answer.ts';

/** What a message says about each question, after everything that cannot be trusted was taken out. */
export interface Readings {
  /** At most one for each question, of a value that the question accepts. */
  readonly candidates: readonly Candidate[];
  readonly ambiguous: readonly Ambiguity[];
  /** Why the value for the question at hand was not accepted. */
  readonly invalid?: { readonly questionId: string; readonly message: string };
}

/** A short message can be a name; a longer one that was not understood is a sentence about something else. */
const MAX_BARE_NAME_CHARACTERS = 60;

export function readCandidates(turn: Turn, text: string, understood: Understood): Readings {
  const asked = questionWith(turn, turn.state.current);
  const quoted = understood.candidates.filter(({ quote }) => quote !== '' && text.includes(quote));
  const offered = [...quoted, ...bareAnswer(asked, text, understood, quoted)];
  const candidates: Candidate[] = [];
  const ambiguous = understood.ambiguous.filter(({ questionId }) => questionWith(turn, questionId));
  let invalid: Readings['invalid'];
  for (const question of questionsOf(turn.questionnaire)) {
    const mine = offered.filter(({ questionId }) => questionId === question.id);
    const readings = mine.flatMap((candidate) => {
      const valid = validateAnswer(question, candidate.value);
      if (!valid.ok && question === asked) invalid = { questionId: question.id, message: valid.message };
      return valid.ok ? [{ ...candidate, value: valid.value }] : [];
    });
    const chosen = onlyReading(readings);
    if (chosen) candidates.push(chosen);
    else if (readings[0])
      ambiguous.push({ questionId: question.id, options: optionsOf(readings), quote: readings[0].quote });
  }
  const isUnclear = (id: string) => ambiguous.some(({ questionId }) => questionId === id);
  const answer = candidates.find(({ questionId }) => questionId === asked?.id);
  return {
    candidates: candidates.filter((one) => !isUnclear(one.questionId) && !isSpentOn(answer, one)),
    ambiguous,
    ...(invalid ? { invalid } : {}),
  };
}

/** A question for words is answered by the words themselves, unless they were read as saying something else. */
function bareAnswer(
  asked: Question | undefined,
  text: string,
  understood: Understood,
  quoted: readonly Candidate[],
): readonly Candidate[] {
  const words = text.trim();
  if (!asked || words === '' || understood.command || understood.isQuestion) return [];
  if (understood.ambiguous.some(({ questionId }) => questionId === asked.id)) return [];
  if (quoted.length > 0) return [];
  const isName = words.length <= MAX_BARE_NAME_CHARACTERS && !words.includes('\n');
  const takesWords =
    asked.kind === 'text' ||
    asked.kind === 'long-text' ||
    (isName && (asked.kind === 'ai-system' || asked.kind === 'person'));
  if (!takesWords) return [];
  const answer: Candidate = { questionId: asked.id, value: words, quote: words, corrects: false };
  return [asked.kind === 'ai-system' ? { ...answer, unlisted: true } : answer];
}

/** Words that answer the question at hand say nothing else besides: the "team" in "the team plan" is not who uses it. */
function isSpentOn(answer: Candidate | undefined, other: Candidate): boolean {
  return answer !== undefined && other !== answer && !other.corrects && answer.quote.includes(other.quote);
}

/** An explicit correction is clearer than what stands beside it ("not A, actually B"); otherwise two values are one too many. */
function onlyReading(readings: readonly Candidate[]): Candidate | undefined {
  const corrections = readings.filter(({ corrects }) => corrects);
  const [first, ...others] = corrections.length > 0 ? corrections : readings;
  return others.every(({ value }) => isDeepStrictEqual(value, first?.value)) ? first : undefined;
}

function optionsOf(readings: readonly Candidate[]): readonly string[] {
  const values = readings.flatMap(({ value }: { value: AnswerValue }) =>
    typeof value === 'object' ? value : [String(value)],
  );
  return [...new Set(values)];
}

import { z } from 'zod';
import type { OutgoingMessages } from '../chat/router-stores.ts';
import { answerTo } from '../interviews/conditions.ts';
import { describeAnswer } from '../interviews/present.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import type { ModelCall } from '../language/model-calls.ts';
import type { ModelWork } from '../language/model-work.ts';
import { unfitness } from '../language/plain-sentence.ts';
import type { Prompt } from '../prompting/define-prompt.ts';
import type { ReviewStores } from './review-picture.ts';
import type { Submission } from './submission.ts';
import { answered } from './submitted-answers.ts';

export const SUMMARY_PROMPT = {
  id: 'summarise-submission',
  input: z.strictObject({ answers: z.array(z.strictObject({ question: z.string(), text: z.string() })) }),
  output: z.strictObject({
    points: z.array(z.strictObject({ text: z.string(), quotes: z.array(z.string()) })),
  }),
};

type Given = z.infer<typeof SUMMARY_PROMPT.input>;
type Output = z.infer<typeof SUMMARY_PROMPT.output>;
type Point = Output['points'][number];

/** The points that a model made of a submission, as they were kept. */
export const Summary = z.array(z.object({ text: z.string(), quotes: z.array(z.string()) }));

export const SUMMARY_PURPOSE = 'summary';

type SummaryStores = ReviewStores & { readonly outgoing: OutgoingMessages };

const MAX_OUTPUT_TOKENS = 700;
const TIME_LIMIT_MS = 30_000;
/** Reviewers come to it in hours, not in seconds. */
const PATIENCE_MS = 30 * 60_000;
const MOST_POINTS = 5;

const SummaryDetails = z.object({ review: z.string() });

/** What is sent: the answers that count, in words. */
export function summaryInput(questionnaire: Questionnaire, answers: NonNullable<Submission['answers']>): Given {
  return {
    answers: answered(questionnaire, answers).map((question) => ({
      question: question.label,
      text: describeAnswer(question, answerTo(answers, question.id)),
    })),
  };
}

/** A model sums up what was submitted, for the review card. It is told apart from what people said, and decides nothing. */
export function createSummarising<Stores extends SummaryStores>(
  prompt: Prompt<Given, Output>,
): ModelWork<Stores, Given, Output> {
  async function inputOf({ reviews, questionnaires }: Stores, { subjectId, details }: ModelCall) {
    const submissions = await reviews.submissions(SummaryDetails.parse(details).review);
    const submission = submissions.at(-1);
    // A newer version has a summary of its own.
    if (submission?.id !== subjectId || !submission.answers) return undefined;
    const { questionnaireId, questionnaireVersion, answers } = submission;
    const questionnaire = await questionnaires.version(questionnaireId, questionnaireVersion);
    return questionnaire && summaryInput(questionnaire, answers);
  }

  return {
    purpose: SUMMARY_PURPOSE,
    prompt,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    timeLimitMs: TIME_LIMIT_MS,
    patienceMs: PATIENCE_MS,
    prepare: inputOf,
    async finish(stores, call, came, now) {
      const input = came.ok ? await inputOf(stores, call) : undefined;
      if (!came.ok || !input) return undefined;
      const points = came.value.points.map(({ text, quotes }) => ({
        text: came.restore(text),
        quotes: quotes.map(came.restore),
      }));
      const kept = checkPoints(points, input);
      if (kept.length === 0) return undefined;
      await stores.outgoing.refresh([SummaryDetails.parse(call.details).review], now);
      return kept;
    },
  };
}

/** Words with which a summary would decide, rate or advise, which is for people. */
const JUDGES =
  /\b(?:approv\w*|reject\w*|recommend\w*|should|ought|advis\w*|(?:low|high|medium|no|minimal)[- ]risk|risk[- ]free|safe|unsafe|compl(?:y|ies|iant|iance)|acceptable|harmless|permitted|allowed|lawful|legal|unproblematic|fine)\b/iu;
const NUMBER = /\d+(?:[.,]\d+)*/gu;

/** Keeps the points that stand on the person's own words and say nothing beyond them. */
export function checkPoints(points: readonly Point[], { answers }: Given): readonly Point[] {
  const said = answers.map(({ text }) => text);
  const everything = answers.map(({ question, text }) => `${question} ${text}`).join(' ');
  const known = new Set(wordsOf(everything).map(beginningOf));
  const isFounded = ({ text, quotes }: Point): boolean => {
    if (unfitness(text, everything) !== undefined || quotes.length === 0) return false;
    if (!quotes.every((quote) => quote.trim() !== '' && said.some((answer) => answer.includes(quote)))) return false;
    const numbers = new Set(everything.match(NUMBER));
    if (!(text.match(NUMBER) ?? []).every((number) => numbers.has(number))) return false;
    // "Approved tools" may be what the person wrote; a verdict is never.
    const pairs = new Set(pairsOf(quotes.join(' '), 'quoted'));
    if (!pairsOf(text, 'said').every((pair) => pairs.has(pair) || !JUDGES.test(pair.split(' ')[0] ?? ''))) return false;
    if (DENIES.test(text) !== DENIES.test(quotes.join(' '))) return false;
    const words = wordsOf(text);
    return words.filter((word) => known.has(beginningOf(word))).length >= FOUNDED * words.length;
  };
  return points.filter(isFounded).slice(0, MOST_POINTS);
}

const DENIES = /\b(?:no|not|none|never|without|nobody|nothing|neither)\b|n['’]t\b/iu;
/** The share of a point's words that are the submission's own. */
const FOUNDED = 0.6;

/** Each word with the one after it. The last word of a point is no pair of a quote: “this is harmless” is a verdict. */
function pairsOf(text: string, end: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
  return words.map((word, at) => `${word} ${words[at + 1] ?? end}`);
}

/** Words that mean something by themselves. */
function wordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 3);
}

/** "Transcribes" and "transcribing" begin alike. */
function beginningOf(word: string): string {
  return word.slice(0, 5);
}

import { z } from 'zod';
import type { Passage } from '../knowledge/passage.ts';
import type { CameBack, ModelWork } from '../language/model-work.ts';
import type { Prompt } from '../prompting/define-prompt.ts';
import { type Answer, type AnswerSentence, UNSURE } from './answer.ts';
import type { AnswerStore, ShownAnswer, Wording } from './answer-store.ts';
import type { Checked, DraftSentence } from './check-sentences.ts';

export const ANSWER_PROMPT = {
  id: 'answer-from-passages',
  input: z.strictObject({
    question: z.string(),
    sources: z.array(z.strictObject({ number: z.string(), title: z.string(), text: z.string() })),
  }),
  output: z.strictObject({
    sentences: z.array(z.strictObject({ text: z.string(), sources: z.array(z.int()) })),
    sufficient: z.boolean(),
  }),
};

type Given = z.infer<typeof ANSWER_PROMPT.input>;
type Output = z.infer<typeof ANSWER_PROMPT.output>;
export type AnswerPrompt = Prompt<Given, Output>;

export interface WordingStores {
  readonly answers: Pick<AnswerStore, 'find' | 'settle'>;
  readonly outgoing: { refresh(subjectIds: readonly string[], now: Date): Promise<void> };
}

export type PassageOf = (id: string) => Passage | undefined;

export interface WordingParts<Stores> {
  readonly prompt: AnswerPrompt;
  /** How a passage is found by its id, as the organisation's knowledge is now. */
  readonly passagesIn: (stores: Stores) => Promise<PassageOf>;
  readonly check: (draft: readonly DraftSentence[], sources: readonly Passage[]) => Checked;
}

const MAX_OUTPUT_TOKENS = 900;
const TIME_LIMIT_MS = 20_000;
/** Whoever asked reads on by then. */
export const PATIENCE_MS = 60_000;
/** A page longer than this is read as far as this. */
const SOURCE_CHARACTERS = 6_000;

/** Only what the gate let pass is worded, and never a denial that a place exists. */
export function mayBeWorded({ band, lead, citations }: Answer): boolean {
  if (citations.length === 0) return false;
  return band === 'answer' || (band === 'unsure' && lead === UNSURE);
}

/** What is sent: the question, and what the passages that were found for it say. */
export function wordingInput(question: string, sources: readonly Passage[]): Given {
  return {
    question,
    sources: sources.map(({ title, sections }, at) => ({
      number: String(at + 1),
      title,
      text: sections
        .map(({ heading, text }) => `${heading}: ${text}`)
        .join('\n')
        .slice(0, SOURCE_CHARACTERS),
    })),
  };
}

/** The passages that a found answer cites. */
export function sourcesOf(answer: Answer, passageOf: PassageOf): readonly Passage[] {
  return answer.citations.flatMap(({ id }) => passageOf(id) ?? []);
}

/** A model words the answer that was found; its sentences are checked, and what was found stays where none passes. */
export function createAnswerWording<Stores extends WordingStores>({
  prompt,
  passagesIn,
  check,
}: WordingParts<Stores>): ModelWork<Stores, Given, Output> {
  return {
    purpose: 'answer',
    prompt,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    timeLimitMs: TIME_LIMIT_MS,
    patienceMs: PATIENCE_MS,
    async prepare(stores, { subjectId }) {
      const record = await stores.answers.find(subjectId);
      if (record?.wording.state !== 'waiting' || !record.words) return undefined;
      const { question, answer } = record.words;
      return wordingInput(question, sourcesOf(answer, await passagesIn(stores)));
    },
    async finish(stores, { subjectId }, came, now) {
      const { answers, outgoing } = stores;
      const record = await answers.find(subjectId);
      if (!record?.words) return undefined;
      const { id, personId, words } = record;
      const sources = sourcesOf(words.answer, await passagesIn(stores));
      const { answer, wording } = worded(words.answer, came, sources, check);
      const better = { id, personId, question: words.question, answer, wording };
      if (await answers.settle(better, now)) await outgoing.refresh([subjectId], now);
      return undefined;
    },
  };
}

/** What is shown once the model has answered, or has not. */
export function worded(
  found: Answer,
  came: CameBack<Output>,
  sources: readonly Passage[],
  check: WordingParts<WordingStores>['check'],
): ShownAnswer {
  const unworded = (because: Extract<Wording, { state: 'unworded' }>['because'], dropped = 0) => ({
    answer: found,
    wording: { state: 'unworded', because, dropped } as const,
  });
  if (!came.ok) return unworded(came.failure.kind);
  const draft = came.value.sentences.map(({ text, sources: cited }) => ({ text: came.restore(text), sources: cited }));
  const { kept, dropped } = check(draft, sources);
  if (!came.value.sufficient) return unworded('insufficient', dropped.length);
  if (kept.length === 0) return unworded(draft.length === 0 ? 'insufficient' : 'unsupported', dropped.length);
  return { answer: withSentences(found, kept), wording: { state: 'worded', dropped: dropped.length } };
}

function withSentences(found: Answer, sentences: readonly AnswerSentence[]): Answer {
  const marked = sentences.map(({ text, cites }) => {
    const marks = cites.map((id) => `[${found.citations.findIndex((citation) => citation.id === id) + 1}]`);
    return `${text} ${marks.join('')}`;
  });
  const text = [found.lead, ...marked].filter((part) => part !== '').join(' ');
  return { ...found, text, sentences };
}

import type { Answer } from '../assistant/answer.ts';
import type { ShownAnswer, Wording } from '../assistant/answer-store.ts';
import { createSentenceCheck } from '../assistant/check-sentences.ts';
import { createAnswerWording, mayBeWorded, sourcesOf, worded, wordingInput } from '../assistant/word-answer.ts';
import type { Passage } from '../knowledge/passage.ts';
import { anyWork, reserveModelCall } from '../language/model-work.ts';
import { createPersonalData } from '../prompting/personal-data.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { Language } from './language.ts';

interface Asked {
  readonly question: string;
  readonly answer: Answer;
}

/** For an operator without a database: nobody's allowance, nobody's words. `undefined` where there is nothing to word. */
export async function wordForOperator(
  language: Language,
  { passages, ids, prompts }: KnowledgeBase,
  { question, answer }: Asked,
): Promise<ShownAnswer | undefined> {
  if (!mayBeWorded(answer)) return undefined;
  const sources = sourcesOf(answer, (id) => passages.find((passage) => passage.id === id));
  const work = createAnswerWording({
    prompt: prompts.answer,
    passagesIn: async () => () => undefined,
    check: checkOf({ passages, ids }),
  });
  const personal = createPersonalData([]);
  const { prompt, maxOutputTokens, timeLimitMs } = work;
  const reply = await language.model.structured({
    ...prompt.render(wordingInput(personal.remove(question), sources)),
    ...{ schemaName: prompt.id, schema: prompt.output, maxOutputTokens, timeLimitMs },
  });
  const came = reply.ok ? { ok: true as const, value: reply.value, restore: personal.restore } : reply;
  return worded(answer, came, sources, checkOf({ passages, ids }));
}

/** For a person, at once: taken from their allowance and logged, each step in a transaction of its own. */
export async function wordForPerson(
  language: Language,
  knowledge: KnowledgeBase,
  library: { passageOf(id: string): Passage | undefined },
  { question, answer, personId }: Asked & { readonly personId: string },
  parts: {
    readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
    readonly clock: () => Date;
    readonly newId: () => string;
  },
): Promise<ShownAnswer | undefined> {
  if (!mayBeWorded(answer)) return undefined;
  const { transact, clock, newId } = parts;
  const wording = createAnswerWording<Stores>({
    prompt: knowledge.prompts.answer,
    passagesIn: async () => library.passageOf,
    check: checkOf(knowledge),
  });
  // Whoever sits at the terminal waits for this one try.
  const work = { ...wording, patienceMs: wording.timeLimitMs };
  const [answerId, callId] = [newId(), newId()];
  const input = wordingInput(question, sourcesOf(answer, library.passageOf));
  const call = { id: callId, personId, subjectId: answerId, input };
  const state = await transact(async (stores): Promise<Wording> => {
    const now = clock();
    const reserved = await reserveModelCall(stores, work, language, call, now);
    const because = reserved === 'tooLong' ? 'tooLong' : 'capReached';
    const wording: Wording =
      reserved === 'reserved' ? { state: 'waiting' } : { state: 'unworded', because, dropped: 0 };
    await stores.answers.keep({ id: answerId, personId, shared: false, question, answer, wording, answeredAt: now });
    return wording;
  });
  if (state.state !== 'waiting') return { answer, wording: state };
  const started = await transact(({ modelCalls }) => modelCalls.start(callId, clock()));
  if (!started) return undefined;
  const runner = { ...language, transact, clock, signal: new AbortController().signal };
  const finish = await anyWork(work).run(runner, started.call);
  await transact((stores) => finish(stores, clock()));
  const kept = await transact(({ answers }) => answers.find(answerId));
  return kept?.words && { answer: kept.words.answer, wording: kept.wording };
}

function checkOf({ passages, ids }: Pick<KnowledgeBase, 'passages' | 'ids'>) {
  return createSentenceCheck({ passages, isClauseOrControl: ids.isClauseOrControl });
}

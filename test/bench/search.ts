import { join } from 'node:path';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { loadPassages, type Passage } from '../../src/knowledge/passage.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { type Engine, OTHERS, ours } from '../quality/engines.ts';
import { answerableQuestions, unanswerableQuestions } from '../quality/question-sets.ts';
import type { Benchmark, Result } from './benchmark.ts';
import { median, quantile, timed } from './measure.ts';

const PASSAGES = 5_000;
const QUESTIONS = 200;
const FOUND = 10;
const WARM_UP = 20;
const ROUNDS = 5;
const BUILDS = 2;
/** The engine beside which ours is measured. */
const BESIDE = 'minisearch, tuned';
/** It reads every passage for every question, and takes a second for each. */
const SLOW = 'LangChain BM25Retriever';
const SLOW_QUESTIONS = 5;

/** One question over five thousand passages, beside the same question to another engine; and how long indexes take. */
export const searchQuestion: Benchmark = {
  name: 'search',
  async *run() {
    const passages = manyPassages(await loadPassages(join(import.meta.dirname, '../../knowledge')));
    const asked = [...answerableQuestions(), ...unanswerableQuestions()].map(({ question }) => question);
    const every = Math.max(1, Math.floor(asked.length / QUESTIONS));
    const questions = asked.filter((_, at) => at % every === 0);

    const measured = new Map<string, readonly number[]>();
    for (const engine of [ours, ...OTHERS]) {
      const some = engine.name === SLOW ? questions.slice(0, SLOW_QUESTIONS) : questions;
      measured.set(engine.name, await durationsOf(engine, passages, some));
    }
    yield result('search 5,000 passages', measured.get(ours.name) ?? [], median(measured.get(BESIDE) ?? []));
    yield answers(questions);
  },
};

/** The whole answer from the shipped passages (search, gate, sentences), beside the search alone. */
async function answers(questions: readonly string[]): Promise<Result> {
  const { passages, assistant } = await loadKnowledgeBase();
  const search = createSearch(passages);
  const durations = { answer: [] as number[], search: [] as number[] };
  for (const question of questions.slice(0, WARM_UP)) assistant.answer(question);
  for (const question of questions) {
    durations.search.push(await best(() => search.find(question, FOUND)));
    durations.answer.push(await best(() => assistant.answer(question)));
  }
  return result('answer without a model', durations.answer, median(durations.search));
}

async function durationsOf(engine: Engine, passages: readonly Passage[], questions: readonly string[]) {
  const builds = [];
  for (let round = 0; round < BUILDS; round += 1) builds.push(await timed(async () => void engine.open(passages)));
  const builtMs = Math.min(...builds);
  const find = engine.open(passages);
  const durations: number[] = [];
  for (const question of questions.slice(0, WARM_UP)) await find(question, FOUND);
  for (const question of questions) {
    durations.push(await best(() => find(question, FOUND)));
  }
  const times = `p50 ${median(durations).toFixed(2)} ms, p99 ${quantile(durations, 0.99).toFixed(2)} ms`;
  process.stdout.write(`${engine.name.padEnd(26)} index ${builtMs.toFixed(0)} ms, ${times}\n`);
  return durations;
}

/** The best of some rounds: what else the machine did in between is nobody's fault. */
async function best(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(async () => void (await work())));
  return Math.min(...times);
}

/** The shipped passages again and again, each copy with a few words of its own, so that no two are the same. */
function manyPassages(passages: readonly Passage[]): readonly Passage[] {
  return Array.from({ length: PASSAGES }, (_, number): Passage => {
    const original = passages[number % passages.length];
    if (original === undefined) throw new Error('There are no passages');
    const copy = Math.floor(number / passages.length);
    const other = passages[(number * 7 + copy * 31) % passages.length]?.sections[0];
    return {
      ...original,
      id: copy === 0 ? original.id : `copy-${copy}:${original.id.replace(':', '.')}`,
      title: copy === 0 ? original.title : `${original.title} variant${copy}`,
      sections: copy === 0 || other === undefined ? original.sections : [...original.sections, other],
    };
  });
}

function result(name: string, durations: readonly number[], bareMs: number): Result {
  const medianMs = median(durations);
  return { name, medianMs, p99Ms: quantile(durations, 0.99), bareMs, ratio: bareMs / medianMs };
}

/**
 * Fits the assistant's gate on the development questions (never on the held-out half) and writes
 * src/assistant/gate.json: `node test/quality/fit-gate.ts`. Thresholds come from five-fold cross-validation.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Evidence, evidenceFor } from '../../src/assistant/evidence.ts';
import { ruledStanding } from '../../src/assistant/standing.ts';
import { loadPassages } from '../../src/knowledge/passage.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { extraDevelopmentQuestions, questionHalves } from './question-sets.ts';

interface Example {
  readonly question: string;
  readonly values: readonly number[];
  readonly label: number;
}

const FEATURES: readonly (keyof Evidence)[] = [
  'normalisedScore',
  'coverageOfBest',
  'coverageOfThree',
  'topicCoverage',
  'specificCoverage',
  'unknownWords',
  'aiCue',
  'systemCue',
  'neighbourCue',
  'foreignCue',
];
const STEPS = 20_000;
const RATE = 0.5;
const SHRINKAGE = 0.002;
const FOLDS = 5;
/** How far above the worst development error a threshold stays. */
const MARGIN = 0.12;

const root = join(import.meta.dirname, '../..');
const search = createSearch(await loadPassages(join(root, 'knowledge')));
const questions = [...questionHalves().development, ...extraDevelopmentQuestions()];
const examples: readonly Example[] = questions.flatMap(({ question, onTopic }) => {
  const read = search.read(question);
  const hits = search.find(question, 3);
  if (ruledStanding(question, read, hits) !== undefined) return [];
  const evidence = evidenceFor(question, read, hits);
  return [{ question, values: FEATURES.map((feature) => evidence[feature]), label: onTopic ? 1 : 0 }];
});

function fitted(training: readonly Example[]): readonly number[] {
  let weights = Array.from({ length: FEATURES.length + 1 }, () => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : SHRINKAGE * weight));
    for (const example of training) {
      const error = (predict(weights, example.values) - example.label) / training.length;
      [1, ...example.values].forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * value;
      });
    }
    weights = weights.map((weight, at) => weight - RATE * (gradient[at] ?? 0));
  }
  return weights;
}

function predict(weights: readonly number[], values: readonly number[]): number {
  const sum = [1, ...values].reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

const validated = examples.map((example, index) => {
  return { ...example, fold: index % FOLDS, score: 0 };
});
for (let fold = 0; fold < FOLDS; fold += 1) {
  const weights = fitted(validated.filter((example) => example.fold !== fold));
  for (const example of validated) if (example.fold === fold) example.score = predict(weights, example.values);
}

const offTopic = validated.filter(({ label }) => label === 0).sort((a, b) => b.score - a.score);
const onTopic = validated.filter(({ label }) => label === 1).sort((a, b) => a.score - b.score);
const worst = offTopic[0]?.score ?? 0;
const unsureFrom = Math.min(0.95, round(worst + MARGIN));
const answerFrom = Math.min(0.97, round(unsureFrom + MARGIN));
const kept = onTopic.filter(({ score }) => score >= unsureFrom).length;

process.stdout.write(`off-topic, highest: ${JSON.stringify(offTopic.slice(0, 12).map(brief), undefined, 1)}\n`);
process.stdout.write(`on-topic, lowest: ${JSON.stringify(onTopic.slice(0, 25).map(brief), undefined, 1)}\n`);
process.stdout.write(`cross-validated: ${kept} of ${onTopic.length} on-topic at or above ${unsureFrom}\n`);

const weights = fitted(examples).map(round);
process.stdout.write(
  `in sample, worst off-topic ${Math.max(...offTopic.map(({ values }) => predict(weights, values)))}\n`,
);
const gate = {
  intercept: weights[0],
  coefficients: Object.fromEntries(FEATURES.map((feature, at) => [feature, weights[at + 1]])),
  answerFrom,
  unsureFrom,
};
process.stdout.write(`${JSON.stringify(gate)}\n`);
writeFileSync(join(root, 'src/assistant/gate.json'), `${JSON.stringify(gate, undefined, 2)}\n`);

function brief({ score, question, values }: Example & { readonly score: number }): string {
  return `${score.toFixed(3)} ${question} [${values.map((value) => value.toFixed(2)).join(' ')}]`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

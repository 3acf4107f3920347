/**
 * Fits the assistant's gate on the development questions (never on the held-out half) and writes
 * src/assistant/gate.json: `node test/quality/fit-gate.ts`. Thresholds come from five-fold cross-validation.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Evidence, evidenceFor } from '../../src/assistant/evidence.ts';
import { WEIGHED } from '../../src/assistant/gate.ts';
import { isAnchored, ruledStanding } from '../../src/assistant/standing.ts';
import { loadPassages } from '../../src/knowledge/passage.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { extraDevelopmentQuestions, questionHalves, secondQuestionHalves } from './question-sets.ts';

interface Example {
  readonly question: string;
  readonly values: readonly number[];
  /** The values as if the list of foreign words knew none of the question's. */
  readonly blinded: readonly number[];
  readonly anchored: boolean;
  readonly label: number;
}

const STEPS = 20_000;
const RATE = 0.5;
const SHRINKAGE = 0.0015;
const FOLDS = 5;
/**
 * Shares of off-topic questions that may stay in a band in cross-validation with the list of foreign words blinded; with
 * it, none may be answered.
 */
const ANSWERED_SHARE = 0.005;
const UNSURE_SHARE = 0.03;
/** An answer stays this far above what cross-validation allows. */
const MARGIN = 0.05;
/** The list of foreign words was written beside some of these questions, so half their weight comes without it. */
const LISTED: readonly (keyof Evidence)[] = ['foreignCue', 'foreignAi'];

const root = join(import.meta.dirname, '../..');
const search = createSearch(await loadPassages(join(root, 'knowledge')));
const questions = [
  ...questionHalves().development,
  ...secondQuestionHalves().development,
  ...extraDevelopmentQuestions(),
];
const examples: readonly Example[] = questions.flatMap(({ question, onTopic }) => {
  const read = search.read(question);
  const hits = search.find(question, 3);
  if (ruledStanding(question, read, hits) !== undefined) return [];
  const evidence = evidenceFor(question, read, hits);
  const values = WEIGHED.map((feature) => evidence[feature]);
  const blinded = WEIGHED.map((feature) => (LISTED.includes(feature) ? 0 : evidence[feature]));
  return [{ question, values, blinded, anchored: isAnchored(evidence), label: onTopic ? 1 : 0 }];
});

function fitted(training: readonly Example[]): readonly number[] {
  const rows = training.flatMap(({ values, blinded, label }) => [
    { inputs: [1, ...values], label },
    { inputs: [1, ...blinded], label },
  ]);
  let weights = Array.from({ length: WEIGHED.length + 1 }, () => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : SHRINKAGE * weight));
    for (const { inputs, label } of rows) {
      const error = (logistic(weights, inputs) - label) / rows.length;
      for (let at = 0; at < inputs.length; at += 1) gradient[at] = (gradient[at] ?? 0) + error * (inputs[at] ?? 0);
    }
    weights = weights.map((weight, at) => weight - RATE * (gradient[at] ?? 0));
  }
  return weights;
}

function predict(weights: readonly number[], values: readonly number[]): number {
  return logistic(weights, [1, ...values]);
}

function logistic(weights: readonly number[], inputs: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < inputs.length; at += 1) sum += (inputs[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The lowest threshold that lets at most this share of the off-topic questions through. */
function threshold(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return round((sorted[Math.floor(share * offTopic.length)] ?? 0) + 0.005);
}

const validated = examples.map((example, index) => {
  return { ...example, fold: index % FOLDS, score: 0, blindScore: 0 };
});
for (let fold = 0; fold < FOLDS; fold += 1) {
  const weights = fitted(validated.filter((example) => example.fold !== fold));
  for (const example of validated.filter((one) => one.fold === fold)) {
    example.score = predict(weights, example.values);
    example.blindScore = predict(weights, example.blinded);
  }
}

const offTopic = validated.filter(({ label }) => label === 0).sort((a, b) => b.score - a.score);
const onTopic = validated.filter(({ label }) => label === 1).sort((a, b) => a.score - b.score);
const unsureFrom = threshold(
  offTopic.map(({ blindScore }) => blindScore),
  UNSURE_SHARE,
);
const likeAnswers = offTopic.filter(({ anchored }) => anchored);
const answerFrom = Math.max(
  unsureFrom,
  round(
    MARGIN +
      Math.max(
        ...likeAnswers.map(({ score }) => score),
        threshold(
          likeAnswers.map(({ blindScore }) => blindScore),
          ANSWERED_SHARE,
        ),
      ),
  ),
);
const kept = onTopic.filter(({ score }) => score >= unsureFrom).length;

process.stdout.write(`off-topic, highest: ${JSON.stringify(offTopic.slice(0, 12).map(brief), undefined, 1)}\n`);
process.stdout.write(`on-topic, lowest: ${JSON.stringify(onTopic.slice(0, 25).map(brief), undefined, 1)}\n`);
const answered = (label: number) =>
  validated.filter((one) => one.label === label && one.anchored && one.score >= answerFrom).length;
process.stdout.write(`cross-validated: in band answer ${answered(1)} on-topic, ${answered(0)} off-topic\n`);
process.stdout.write(`cross-validated: ${kept} of ${onTopic.length} on-topic at or above ${unsureFrom}\n`);

const weights = fitted(examples).map(round);
process.stdout.write(
  `in sample, worst off-topic ${Math.max(...offTopic.map(({ values }) => predict(weights, values)))}\n`,
);
const gate = {
  intercept: weights[0],
  coefficients: Object.fromEntries(WEIGHED.map((feature, at) => [feature, weights[at + 1]])),
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

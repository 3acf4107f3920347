/**
 * Fits the assistant's gate on the development questions (never on the held-out half) and writes src/assistant/gate.json
 * and src/assistant/wording.json: `node test/quality/fit-gate.ts`. Thresholds come from five-fold cross-validation.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Evidence, evidenceFor } from '../../src/assistant/evidence.ts';
import { WEIGHED } from '../../src/assistant/gate.ts';
import { isAnchored, ruledStanding } from '../../src/assistant/standing.ts';
import { wordingOf } from '../../src/assistant/wording.ts';
import { areaUnderCurve, keptAt } from '../../src/evaluation/metrics.ts';
import { halfOf } from '../../src/evaluation/question-line.ts';
import { loadPassages } from '../../src/knowledge/passage.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { fitLogistic, type LogisticRow, logistic } from './logistic.ts';
import {
  answerableQuestions,
  extraDevelopmentQuestions,
  questionHalves,
  secondQuestionHalves,
  unanswerableQuestions,
} from './question-sets.ts';
import { weightsAsData, wordWeights } from './word-weights.ts';

interface Example {
  readonly question: string;
  readonly values: readonly number[];
  /** The values as if the list of foreign words knew none of the question's. */
  readonly blinded: readonly number[];
  readonly anchored: boolean;
  readonly label: 0 | 1;
  readonly isMain: boolean;
  readonly times: number;
}

const FOLDS = 5;
const SHRINKAGE = 1;
/** The main questions are fewer and harder than those of the beginning, and nearer to what people ask. */
const MAIN_WEIGHT = 4;
/** The list of foreign words was written beside the first questions, so half of their weight comes without it. */
const LISTED: readonly (keyof Evidence)[] = ['foreignCue', 'foreignAi'];
/** Shares of questions that our pages do not answer which may be answered, or met with the closest passages. */
const ANSWERED_SHARE = 0.004;
const UNSURE_SHARE = 0.035;

const root = join(import.meta.dirname, '../..');
const search = createSearch(await loadPassages(join(root, 'knowledge')));
const main = [...answerableQuestions(), ...unanswerableQuestions()]
  .filter(({ question }) => halfOf(question) === 'development')
  .map(({ question, expected }) => ({ question, onTopic: expected.length > 0, isMain: true }));
const first = [
  ...questionHalves().development,
  ...secondQuestionHalves().development,
  ...extraDevelopmentQuestions(),
].map(({ question, onTopic }) => ({ question, onTopic, isMain: false }));

const examples = [...main, ...first].flatMap(({ question, onTopic, isMain }): readonly Example[] => {
  const read = search.read(question);
  const hits = search.find(question, 3);
  if (ruledStanding(question, read, hits) !== undefined) return [];
  const evidence = evidenceFor(question, read, hits);
  const values = WEIGHED.map((feature) => evidence[feature]);
  const blinded = WEIGHED.map((feature) => (LISTED.includes(feature) ? 0 : evidence[feature]));
  return [
    {
      question,
      values,
      blinded,
      anchored: isAnchored(evidence),
      label: onTopic ? 1 : 0,
      isMain,
      times: isMain ? 2 : 1,
    },
  ];
});

/** The examples, each with how it is worded as seen by weights that were counted without it. */
function worded(some: readonly Example[]): readonly Example[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = wordWeights(some.filter((_example, at) => at % FOLDS !== fold));
    return some.filter((_example, at) => at % FOLDS === fold).map((example) => wordedBy(weights, example));
  }).flat();
}

function wordedBy(weights: ReadonlyMap<string, number>, example: Example): Example {
  const wording = wordingOf(example.question, weights);
  const replaced = (values: readonly number[]) =>
    values.map((value, at) => (WEIGHED[at] === 'wording' ? wording : value));
  return { ...example, values: replaced(example.values), blinded: replaced(example.blinded) };
}

function rowsOf({ values, blinded, label, isMain, times }: Example): readonly LogisticRow[] {
  if (isMain) return [{ values, label, weight: MAIN_WEIGHT }];
  return [values, blinded].map((inputs) => ({ values: inputs, label, weight: 0.5 * times }));
}

const fittedOn = (some: readonly Example[]) => fitLogistic(worded(some).flatMap(rowsOf), SHRINKAGE);

const validated = Array.from({ length: FOLDS }, (_, fold) => {
  const others = examples.filter((_example, at) => at % FOLDS !== fold);
  const [coefficients, weights] = [fittedOn(others), wordWeights(others)];
  return examples
    .filter((_example, at) => at % FOLDS === fold)
    .map((example) => ({ ...example, score: logistic(coefficients, wordedBy(weights, example).values) }));
}).flat();
const offTopic = validated.filter(({ label }) => label === 0).sort((a, b) => b.score - a.score);

/** The lowest threshold that lets at most this share of the questions that cannot be answered through. */
function threshold(scored: readonly { readonly score: number }[], share: number): number {
  return round((scored[Math.floor(share * offTopic.length)]?.score ?? 0) + 0.005);
}
const unsureFrom = threshold(offTopic, UNSURE_SHARE);
const answerFrom = Math.max(
  unsureFrom,
  threshold(
    offTopic.filter(({ anchored }) => anchored),
    ANSWERED_SHARE,
  ),
);

for (const isMain of [true, false]) {
  const scores = (wanted: 0 | 1) =>
    validated.filter(({ label, ...one }) => label === wanted && one.isMain === isMain).map(({ score }) => score);
  const figures = {
    auroc: areaUnderCurve(scores(1), scores(0)),
    keptAt5: keptAt(scores(1), scores(0), 0.05),
    keptAt2: keptAt(scores(1), scores(0), 0.02),
    answered: scores(1).filter((score) => score >= answerFrom).length / scores(1).length,
    notAbstained: scores(1).filter((score) => score >= unsureFrom).length / scores(1).length,
  };
  process.stdout.write(`cross-validated, ${isMain ? 'main' : 'first'} questions: ${JSON.stringify(figures)}\n`);
}
process.stdout.write(`highest that cannot be answered:\n${offTopic.slice(0, 15).map(brief).join('\n')}\n`);

const [intercept = 0, ...coefficients] = fittedOn(examples).map(round);
const gate = {
  intercept,
  coefficients: Object.fromEntries(WEIGHED.map((feature, at) => [feature, coefficients[at]])),
  answerFrom,
  unsureFrom,
};
process.stdout.write(`${JSON.stringify(gate)}\n`);
writeFileSync(
  join(root, 'src/assistant/wording.json'),
  `${JSON.stringify(weightsAsData(wordWeights(examples)), undefined, 2)}\n`,
);
writeFileSync(join(root, 'src/assistant/gate.json'), `${JSON.stringify(gate, undefined, 2)}\n`);

function brief({ score, question }: { readonly score: number; readonly question: string }): string {
  return `${score.toFixed(3)} ${question}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../../src/impact/levels.ts';
import { questionsIn, visibleQuestions } from '../../../src/interviews/conditions.ts';
import type { Condition, Question } from '../../../src/interviews/questionnaire.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { assess, type Given, impactRules, questionnaire, systemNamed, systems } from './shipped-rules.ts';
import { answered } from './small-rules.ts';

const questions = questionsOf(questionnaire);
const { scales, rules } = impactRules;
const RUNS = 300;
const check = (property: fc.IProperty<never[]> | fc.IProperty<unknown[]>) => fc.assert(property, { numRuns: RUNS });

/** What one question can be answered with, each option of it alone. */
function valuesOf(question: Question): readonly Exclude<Given[string], null>[] {
  if (question.kind === 'one-of') return question.options.map(({ id }) => id);
  if (question.kind === 'many-of') return question.options.map(({ id }) => [id]);
  if (question.kind === 'yes-no') return [true, false];
  if (question.kind === 'number') return [0, 12];
  if (question.kind === 'countries') return [['de'], ['us']];
  return ['one thing', 'another thing'];
}

function anyAnswer(question: Question): fc.Arbitrary<Given[string]> {
  const known: fc.Arbitrary<Given[string]> =
    question.kind === 'many-of'
      ? fc.oneof(
          fc.subarray(
            question.options.filter(({ exclusive }) => !exclusive).map(({ id }) => id),
            { minLength: 1 },
          ),
          fc.constantFrom(...valuesOf(question)),
        )
      : fc.constantFrom(...valuesOf(question));
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.constant(null) });
}

/** Every question answered somehow; near to a real system, or as chance has it. */
const anyAnswers: fc.Arbitrary<Given> = fc
  .tuple(
    fc.constantFrom({}, ...systems.map(({ answers }) => answers)),
    fc.record(Object.fromEntries(questions.map((question) => [question.id, anyAnswer(question)]))),
    fc.subarray(
      questions.map(({ id }) => id),
      { maxLength: 12 },
    ),
  )
  .map(([base, chance, changed]) =>
    Object.keys(base).length === 0
      ? chance
      : { ...base, ...Object.fromEntries(changed.map((id) => [id, chance[id] ?? null])) },
  );

const weight = (answers: Given) => {
  const { level, oversight } = assess(answers);
  return { level: IMPACT_LEVELS.indexOf(level), oversight: OVERSIGHTS.indexOf(oversight) };
};

describe('the shipped rules', () => {
  it('are at least sixty', () => {
    expect(rules.length).toBeGreaterThanOrEqual(60);
  });

  it('never lower the level or the oversight for a worse answer on a scale', () => {
    const steps = scales.flatMap((id) => {
      const question = questions.find((one) => one.id === id);
      const options = question ? valuesOf(question) : [];
      return options.slice(1).map((worse, place) => ({ id, better: options[place] ?? null, worse }));
    });
    check(
      fc.property(anyAnswers, fc.constantFrom(...steps), (answers, { id, better, worse }) => {
        const before = weight({ ...answers, [id]: better });
        const after = weight({ ...answers, [id]: worse });

        expect(after.level).toBeGreaterThanOrEqual(before.level);
        expect(after.oversight).toBeGreaterThanOrEqual(before.oversight);
      }),
    );
  });

  it('say the same whatever is answered to a question that no rule looks at', () => {
    const irrelevant = questions.filter(({ id }) => !lookedAt().has(id));
    expect(irrelevant.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['tool', 'intendedUse', 'owner', 'benefits', 'countries', 'version']),
    );
    check(
      fc.property(
        anyAnswers,
        fc.constantFrom(...irrelevant).chain((question) => fc.tuple(fc.constant(question.id), anyAnswer(question))),
        (answers, [id, other]) => {
          expect(assess({ ...answers, [id]: other })).toEqual(assess(answers));
        },
      ),
    );
  });

  it('never take "I don\'t know" for better than the mildest answer, nor than none', () => {
    check(
      fc.property(anyAnswers, fc.constantFrom(...questions), (answers, question) => {
        const unknown = weight({ ...answers, [question.id]: null }).level;
        const known = valuesOf(question).map((value) => weight({ ...answers, [question.id]: value }).level);
        const { [question.id]: _left, ...without } = answers;

        expect(unknown).toBeGreaterThanOrEqual(Math.min(...known));
        expect(unknown).toBeGreaterThanOrEqual(weight(without).level);
      }),
    );
  });

  it('explain themselves by exactly the rules that hold, and reach exactly as high as these', () => {
    check(
      fc.property(anyAnswers, (answers) => {
        const { because, level, oversight, risks } = assess(answers);
        const visible = new Set(visibleQuestions(questionnaire, answered(answers)).map(({ id }) => id));
        const counting = Object.fromEntries(Object.entries(answers).filter(([id]) => visible.has(id)));
        const holding = rules.filter(({ when }) => when === undefined || certainly(when, counting));

        expect(because.map(({ rule }) => rule).toSorted()).toEqual(holding.map(({ id }) => id).toSorted());
        expect(because.map(({ text }) => text).toSorted()).toEqual(holding.map((rule) => rule.because).toSorted());
        const most = (scale: readonly string[], of: readonly (string | undefined)[]) =>
          scale[Math.max(...of.map((step) => scale.indexOf(step ?? scale[0] ?? '')))];
        expect(level).toBe(
          most(
            IMPACT_LEVELS,
            holding.map((rule) => rule.level),
          ),
        );
        expect(oversight).toBe(
          most(
            OVERSIGHTS,
            holding.map((rule) => rule.oversight),
          ),
        );
        const proposed = holding.flatMap((rule) => rule.risks.map((one) => (typeof one === 'string' ? one : one.risk)));
        expect(risks.map(({ id }) => id).toSorted()).toEqual([...new Set(proposed)].toSorted());
        for (const { because: by } of risks) expect(holding.map(({ id }) => id)).toContain(by);
      }),
    );
  });

  it('fire each on some example', () => {
    const fired = new Set(examples().flatMap((answers) => assess(answers).because.map(({ rule }) => rule)));

    expect(rules.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([]);
  });
});

/** The real systems, and what none of them does. */
function examples(): readonly Given[] {
  const { answers } = systemNamed('customer-chatbot');
  const signals = questions.find(({ id }) => id === 'prohibitedSignals');
  const further: readonly Given[] = [
    ...(signals ? valuesOf(signals) : []).map((value): Given => ({ prohibitedSignals: value })),
    { decisions: ['justice'] },
    { features: ['makes-media'], rights: 'doubtful' },
    { affected: null },
    { harm: ['individuals'], individualSeverity: 'serious', individualLikelihood: null },
  ];
  return [...systems.map((system) => system.answers), ...further.map((change) => ({ ...answers, ...change }))];
}

/** What the rules look at, and what decides whether those questions are asked. */
function lookedAt(): ReadonlySet<string> {
  const found = new Set(rules.flatMap(({ when }) => (when ? questionsIn(when) : [])));
  for (const named of rules.flatMap((rule) => rule.risks)) {
    if (typeof named === 'string') continue;
    for (const id of [named.severityOf, named.likelihoodOf]) if (id !== undefined) found.add(id);
  }
  for (const { id, when } of [...questions].reverse())
    if (when && found.has(id)) for (const earlier of questionsIn(when)) found.add(earlier);
  return found;
}

/** The meaning of a condition read anew: by the set of answers for which it would hold, whatever is not known. */
function certainly(condition: Condition, answers: Given): boolean {
  return [true, false].every((guess) => possibly(condition, answers, guess));
}

/** Everything that is not known is guessed to fulfil what it is asked, or not to. */
function possibly(condition: Condition, answers: Given, guess: boolean): boolean {
  if ('all' in condition) return condition.all.every((part) => possibly(part, answers, guess));
  if ('any' in condition) return condition.any.some((part) => possibly(part, answers, guess));
  if ('not' in condition) return !possibly(condition.not, answers, !guess);
  const value = answers[condition.question];
  if ('unknown' in condition) return (value === null) === condition.unknown;
  if (value === undefined || value === null) return guess;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  if ('is' in condition) return listed.length === 1 && listed[0] === condition.is;
  if ('anyOf' in condition) return listed.some((one) => condition.anyOf.some((id) => id === one));
  throw new Error(`The rules use a condition that this test cannot read: ${JSON.stringify(condition)}`);
}

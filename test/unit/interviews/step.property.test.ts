import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleQuestions } from '../../../src/interviews/conditions.ts';
import type { Input } from '../../../src/interviews/input.ts';
import { InterviewState, newInterview } from '../../../src/interviews/interview-state.ts';
import { isRequested } from '../../../src/interviews/progress.ts';
import type { Question } from '../../../src/interviews/questionnaire.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { step } from '../../../src/interviews/step.ts';
import type { Candidate, Command } from '../../../src/interviews/understanding.ts';
import { theRegistration } from './shipped.ts';
import { SOURCE, small } from './small.ts';

const TEXT = 'Otter.ai for client calls, none, notes';

function anInput(questionnaire: typeof small): fc.Arbitrary<Input> {
  const questionId = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...questionsOf(questionnaire).map(({ id }) => id)) },
    { weight: 1, arbitrary: fc.constantFrom('constructor', '__proto__', 'nowhere', '') },
  );
  const options = questionsOf(questionnaire).flatMap((question) =>
    'options' in question ? question.options.map(({ id }) => id) : [],
  );
  const option = fc.constantFrom(...options);
  const value = fc.oneof(
    option,
    fc.uniqueArray(option, { maxLength: 3 }),
    fc.constantFrom('de', 'Otter', '2026-12-01', '2026-02-30', '', '\0', '\ud800'),
    fc.boolean(),
    fc.double(),
  );
  const candidate: fc.Arbitrary<Candidate> = fc.record({
    questionId,
    value,
    quote: fc.constantFrom('Otter.ai', 'none', 'not said', ''),
    corrects: fc.boolean(),
  });
  const command: fc.Arbitrary<Command | undefined> = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.record({
      kind: fc.constantFrom(
        'why',
        'skip',
        'back',
        'unknown',
        'pause',
        'resume',
        'cancel',
        'summary',
        'submit',
        'status',
        'help',
        'confirmAll',
        'rejectAll',
        'restart',
      ),
    }),
    fc.record({ kind: fc.constant('change' as const), questionId: fc.option(questionId, { nil: undefined }) }),
  );
  const understood = fc.record({
    command,
    candidates: fc.array(candidate, { maxLength: 4 }),
    ambiguous: fc.array(
      fc.record({ questionId, options: fc.array(option, { maxLength: 2 }), quote: fc.constant('none') }),
      { maxLength: 2 },
    ),
    isQuestion: fc.boolean(),
  });
  const source = fc.constant(SOURCE);
  const answer = fc.record({
    kind: fc.constant('answer' as const),
    questionId,
    value: fc.oneof(value, fc.anything()),
    source,
  });
  const fits = fc.oneof(...questionsOf(questionnaire).map(aFittingAnswer));
  return fc.oneof(
    { weight: 14, arbitrary: fits },
    { weight: 6, arbitrary: answer },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('start', 'text'),
        text: fc.constantFrom(TEXT, '', 'Otter.ai'),
        understood,
        source,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('confirmProposal', 'rejectProposal', 'change'),
        questionId,
        source,
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('unknown', 'skip', 'why'), questionId, source }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('unknown', 'skip', 'confirmAll', 'back', 'pause', 'resume', 'summary', 'submit'),
        source,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cancel', 'confirmCancel'), source }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('confirmFurther', 'rejectFurther'),
        revision: fc.integer({ min: 0, max: 5 }),
        source,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('reopen' as const),
        requests: fc.array(fc.record({ questionId, remark: fc.constant('Why?') }), { maxLength: 2 }),
        source,
      }),
    },
  );
}

function aFittingAnswer(question: Question): fc.Arbitrary<Input> {
  return fc.record({
    kind: fc.constant('answer' as const),
    questionId: fc.constant(question.id),
    value: aFittingValue(question),
    source: fc.constant(SOURCE),
  });
}

function aFittingValue(question: Question): fc.Arbitrary<unknown> {
  if (question.kind === 'one-of') return fc.constantFrom(...question.options.map(({ id }) => id));
  if (question.kind === 'many-of') return fc.constantFrom(...question.options.map(({ id }) => [id]));
  if (question.kind === 'countries') return fc.constant(['de', 'fr']);
  return fc.constant(question.kind === 'date' ? '2026-12-01' : 'Otter.ai');
}

/** The person asked for the question to come back, so an answered one may be asked. */
const ASKS_FOR_IT: readonly string[] = ['back', 'change'];

function isAskedFor(input: Input): boolean {
  const command = input.kind === 'text' || input.kind === 'start' ? input.understood.command?.kind : undefined;
  return ASKS_FOR_IT.includes(input.kind) || (command !== undefined && ASKS_FOR_IT.includes(command));
}

describe.each([
  ['a small questionnaire', small, 400],
  ['the AI use registration', theRegistration(), 100],
] as const)('any inputs to %s', (_name, questionnaire, runs) => {
  const walks = fc.array(anInput(questionnaire), { minLength: 1, maxLength: 60, size: 'max' });

  it('leave a state that can be stored and read, and always get an effect', () => {
    fc.assert(
      fc.property(walks, (inputs) => {
        let state = newInterview();
        for (const input of inputs) {
          const { state: after, effects } = step(questionnaire, state, input);
          expect(effects.length).toBeGreaterThan(0);
          expect(InterviewState.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
          expect(after.revision).toBe(after === state ? state.revision : state.revision + 1);
          state = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('never bring back an answered question unasked for', () => {
    fc.assert(
      fc.property(walks, (inputs) => {
        let state = newInterview();
        for (const input of inputs) {
          const { state: after, effects } = step(questionnaire, state, input);
          for (const effect of effects) {
            if (effect.kind !== 'ask' || isAskedFor(input) || state.current === effect.questionId) continue;
            const isAnswered = Object.hasOwn(after.answers, effect.questionId);
            expect(isAnswered && !isRequested(after, effect.questionId)).toBe(false);
          }
          state = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('never submit with an open question, nor cancel what was submitted', () => {
    fc.assert(
      fc.property(walks, (inputs) => {
        let state = newInterview();
        for (const input of inputs) {
          const { state: after } = step(questionnaire, state, input);
          if (after.phase === 'submitted') {
            const open = visibleQuestions(questionnaire, after.answers).filter(
              ({ id, optional }) => !optional && !Object.hasOwn(after.answers, id),
            );
            expect(open).toEqual([]);
          }
          expect(state.submissions > 0 && after.phase === 'cancelled').toBe(false);
          state = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('throw answers away only when asked a second time', () => {
    fc.assert(
      fc.property(walks, (inputs) => {
        let state = newInterview();
        for (const input of inputs) {
          const { state: after } = step(questionnaire, state, input);
          const isEnded = after.phase === 'cancelled' && state.phase !== 'cancelled';
          if (isEnded && Object.keys(state.answers).length > 0) {
            expect(state.cancelAsked).toBe(true);
            expect(input.kind).not.toBe('cancel');
          }
          state = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('count nothing from free text but the answer at hand and explicit corrections', () => {
    fc.assert(
      fc.property(walks, (inputs) => {
        let state = newInterview();
        for (const input of inputs) {
          const { state: after } = step(questionnaire, state, input);
          if ((input.kind === 'text' || input.kind === 'start') && !input.understood.command) {
            const corrected = input.understood.candidates
              .filter(({ corrects }) => corrects)
              .map(({ questionId }) => questionId);
            const changed = Object.keys(after.answers).filter((id) => after.answers[id] !== state.answers[id]);
            expect([state.current, ...corrected]).toEqual(expect.arrayContaining(changed));
          }
          state = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('reach every phase, so that the properties above say something', () => {
    const seen = new Set<string>();
    for (const inputs of fc.sample(walks, { numRuns: 300, seed: 42001 })) {
      let state = newInterview();
      for (const input of inputs) {
        state = step(questionnaire, state, input).state;
        seen.add(state.phase);
      }
    }

    const everywhere = ['asking', 'confirming', 'paused', 'cancelled'];
    const late = questionnaire === small ? ['reviewing', 'submitted'] : [];
    expect([...seen]).toEqual(expect.arrayContaining([...everywhere, ...late]));
  });
});

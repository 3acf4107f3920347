import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Model } from 'survey-core';
import { visibleQuestions } from '../../src/interviews/conditions.ts';
import { InterviewState, newInterview } from '../../src/interviews/interview-state.ts';
import { Questionnaire } from '../../src/interviews/questionnaire.ts';
import { step } from '../../src/interviews/step.ts';
import { importSurvey } from '../../src/interviews/surveyjs/import-survey.ts';
import type { Benchmark, Result } from './benchmark.ts';
import { median, quantile, timed } from './measure.ts';

const PAIRS = 100;
const ANSWERS = 40;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 12;
const OPEN_INTERVIEWS = 10_000;
/** A survey of SurveyJS takes too much memory to hold as many. */
const OPEN_SURVEYS = 50;

/** As long as Canada's AIA: a hundred choices, and after every one of them a question that it opens. */
const SURVEY = {
  elements: Array.from({ length: PAIRS }, (_, index) => [
    { type: 'radiogroup', name: `choice${index}`, choices: ['yes-1', 'no-0', 'unsure-2'] },
    {
      type: 'comment',
      name: `why${index}`,
      visibleIf: `{choice${index}} = 'yes-1' or {choice${index}} contains 'unsure'`,
    },
  ]).flat(),
};

/**
 * One answer in an interview of 200 questions, beside one look at what is to be asked, and beside the same answer in
 * SurveyJS, which shows and hides by the same rules.
 */
export const interviewStep: Benchmark = {
  name: 'interview',
  async *run() {
    const questionnaire = imported();
    const durations = { ours: [] as number[], bare: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      const survey = new Model(SURVEY);
      let state = newInterview();
      for (let answer = 0; answer < ANSWERS; answer += 1) {
        const ours = await timed(async () => {
          state = answered(questionnaire, state, answer);
        });
        const bare = await timed(async () => void visibleQuestions(questionnaire, { ...state.answers }));
        const theirs = await timed(async () => survey.setValue(`choice${answer}`, valueOfAnswer(answer)));
        if (round < WARM_UP_ROUNDS) continue;
        durations.ours.push(ours);
        durations.bare.push(bare);
        durations.theirs.push(theirs);
      }
    }
    yield result('interview step', durations.ours, durations.bare, `${perSecond(durations.ours)} steps per second`);
    yield result('interview step beside SurveyJS', durations.ours, durations.theirs, heldOpen(questionnaire));
  },
};

function result(name: string, ours: readonly number[], bare: readonly number[], note: string): Result {
  const [medianMs, bareMs] = [median(ours), median(bare)];
  return { name, medianMs, p99Ms: quantile(ours, 0.99), bareMs, ratio: bareMs / medianMs, note };
}

function perSecond(durations: readonly number[]): string {
  return Math.round(1000 / median(durations)).toLocaleString('en');
}

function imported(): Questionnaire {
  const read = importSurvey(SURVEY, { id: 'survey', version: 1, title: 'Survey' });
  if (!read.ok) throw new Error(read.message);
  return Questionnaire.parse(read.value.questionnaire);
}

function valueOfAnswer(answer: number): string {
  return answer % 2 === 0 ? 'yes-1' : 'no-0';
}

function answered(questionnaire: Questionnaire, state: InterviewState, answer: number): InterviewState {
  const source = { personId: 'ada', at: '2026-11-25T10:00:00.000Z', messageId: `m${answer}` };
  const input = { kind: 'answer', questionId: `choice${answer}`, value: valueOfAnswer(answer), source } as const;
  return step(questionnaire, state, input).state;
}

/** What interviews take in memory with as many answers, each as it is read from the database. */
function heldOpen(questionnaire: Questionnaire): string {
  let state = newInterview();
  for (let answer = 0; answer < ANSWERS; answer += 1) state = answered(questionnaire, state, answer);
  const stored = JSON.stringify(state);
  const interviews = megabytesOf(OPEN_INTERVIEWS, () => InterviewState.parse(JSON.parse(stored)));
  const surveys = megabytesOf(OPEN_SURVEYS, () => {
    const survey = new Model(SURVEY);
    survey.data = Object.fromEntries(Object.entries(state.answers).map(([id, one]) => [id, Object(one).value]));
    return survey;
  });
  const as = Math.round((surveys * OPEN_INTERVIEWS) / OPEN_SURVEYS).toLocaleString('en');
  return `${OPEN_INTERVIEWS.toLocaleString('en')} open interviews of ${ANSWERS} answers: ${Math.round(interviews)} MB (SurveyJS: ${as} MB)`;
}

function megabytesOf(count: number, make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const held = Array.from({ length: count }, make);
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  return held.length === count ? (after - before) / 1_048_576 : Number.NaN;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('The garbage collector cannot be called');
  collect();
}

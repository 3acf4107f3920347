import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { visibleQuestions } from '../../../../src/interviews/conditions.ts';
import { inLanguage, languagesOf } from '../../../../src/interviews/in-language.ts';
import { newInterview } from '../../../../src/interviews/interview-state.ts';
import { playAnswers } from '../../../../src/interviews/play.ts';
import { type Question, questionsOf } from '../../../../src/interviews/questionnaire.ts';
import { greatestScores, scoreOf } from '../../../../src/interviews/score.ts';
import { step } from '../../../../src/interviews/step.ts';
import { howMany } from '../../../support/how-many.ts';
import { seededRandom } from '../../../support/random.ts';
import { answering, SOURCE } from '../small.ts';
import { type Aia, aiaScore } from './aia-rules.ts';
import { answersOf, imported } from './surveys.ts';

const FILE = path.join(process.env.TEST_DATA_DIR ?? path.resolve('../shared/data'), 'aia', 'survey-enfr.json');
const isThere = existsSync(FILE);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not there: the AIA is not imported.\n');

const SEQUENCES = howMany('AIA_SEQUENCES', { usual: 50, thorough: 2000 });
const SEED = Number(process.env.AIA_SEED ?? 20_261_125);
const STEPS = 25;
const ANSWER_SETS = 2_000;

describe.skipIf(!isThere)('Canada’s Algorithmic Impact Assessment', () => {
  const aia: Aia = isThere ? JSON.parse(readFileSync(FILE, 'utf8')) : { pages: [] };
  const { questionnaire, elements, notTaken } = isThere
    ? imported(aia)
    : imported({ elements: [{ type: 'text', name: 'q' }] });
  const questions = questionsOf(questionnaire);
  const decisive = questions.filter(({ id }) => JSON.stringify(aia).includes(`{${id}}`));

  it('is imported whole', () => {
    expect({ elements, notTaken }).toEqual({ elements: 299, notTaken: [] });
    expect(questions).toHaveLength(295);
    expect(greatestScores(questionnaire)).toEqual({ raw: 167, mitigation: 154 });
  });

  it('is there in English and in French, to the last choice', () => {
    expect(languagesOf(questionnaire)).toEqual(['en', 'fr']);

    const french = questionsOf(inLanguage(questionnaire, 'fr'));

    expect(french.find(({ id }) => id === 'projectDetailsPhase')).toMatchObject({ ask: 'Phase du projet' });
    const untranslated = questions.filter(
      (question) =>
        !question.strings?.fr?.ask || ('options' in question && question.options.some((one) => !one.strings?.fr)),
    );
    expect(untranslated.map(({ id }) => id)).toEqual([]);
    expect(french.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
  });

  it(
    `asks at every step what SurveyJS asks, in ${SEQUENCES} random sequences of answers`,
    () => {
      for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
        const random = seededRandom(SEED + sequence);
        const theirs = new Model(aia);
        let state = newInterview();
        for (let count = 0; count < STEPS; count += 1) {
          const visible = visibleQuestions(questionnaire, state.answers);
          const pool = random() < 0.7 ? visible.filter((question) => decisive.includes(question)) : visible;
          const question = count === 0 && random() < 0.9 ? phase(questions) : pick(pool, random);
          if (question.unknownAllowed && random() < 0.1) {
            theirs.clearValue(question.id);
            for (const kind of ['change', 'unknown'] as const)
              state = step(questionnaire, state, { kind, questionId: question.id, source: SOURCE }).state;
          } else {
            const value = anAnswer(question, random);
            theirs.setValue(question.id, value);
            state = step(questionnaire, state, answering(question.id, value)).state;
          }
          const asked = theirs.getAllQuestions(true).filter((one) => one.getType() !== 'html');
          expect({
            sequence,
            count,
            asked: visibleQuestions(questionnaire, state.answers).map(({ id }) => id),
          }).toEqual({
            ...{ sequence, count },
            asked: asked.map(({ name }) => name),
          });
        }
      }
    },
    SEQUENCES * 20_000,
  );

  it(`scores ${ANSWER_SETS} random sets of answers as its rules, read once more, do`, () => {
    const levels = new Map<unknown, number>();
    const reduced = new Set<boolean>();
    for (let set = 0; set < ANSWER_SETS; set += 1) {
      const random = seededRandom(SEED + set);
      const lean = random();
      const data: Record<string, string | readonly string[]> = {};
      for (const question of questions.filter((one) => 'options' in one)) {
        if (random() < 0.97) data[question.id] = anAnswer(question, random, lean);
      }
      const expected = aiaScore(aia, data);

      const score = scoreOf(questionnaire, answersOf(questionnaire, data));

      expect({ set, ...score }).toEqual({ set, ...expected.score });
      levels.set(score?.level, (levels.get(score?.level) ?? 0) + 1);
      reduced.add(expected.enough);
    }
    expect([...levels.keys()].sort()).toEqual([1, 2, 3, 4]);
    expect([...reduced].sort()).toEqual([false, true]);
  });

  it('asks of an unfinished file what SurveyJS shows with it, hidden answers and all', () => {
    const survey = new Model(aia);
    for (let set = 0; set < 10; set += 1) {
      const random = seededRandom(SEED + set);
      const chosen = questions.filter(() => random() < 0.6);
      const file = Object.fromEntries(chosen.map((question) => [question.id, anAnswer(question, random)]));
      survey.data = file;

      const { asked, invalid } = playAnswers(questionnaire, file);

      const shown = survey.getAllQuestions(true).filter((one) => one.getType() !== 'html');
      expect({ asked: asked.toSorted(), invalid }).toEqual({
        asked: shown.map(({ name }) => name).sort(),
        invalid: [],
      });
    }
  });

  it.each([1, 2])('plays a result that SurveyJS completed, as it is (%i)', (seed) => {
    const random = seededRandom(SEED + seed);
    const survey = new Model(aia);
    survey.setValue('projectDetailsPhase', seed === 1 ? 'item1' : 'item2');
    for (let round = 0; round < 4; round += 1) {
      const asked = survey.getAllQuestions(true).map(({ name }) => name);
      const open = questions.filter(({ id }) => asked.includes(id) && survey.getValue(id) === undefined);
      survey.mergeData(Object.fromEntries(open.map((question) => [question.id, anAnswer(question, random)])));
    }
    expect(survey.doComplete()).toBe(true);
    const file: Record<string, string | readonly string[]> = JSON.parse(JSON.stringify(survey.data));

    const played = playAnswers(questionnaire, { ...file, gone: 'item1-2' });

    expect(played).toMatchObject({ invalid: [], missing: [], unknown: ['gone'], complete: true });
    expect(played.asked).toEqual(expect.arrayContaining(Object.keys(file)));
    expect(played.result?.answers).toEqual(file);
    expect(played.result?.score).toEqual(aiaScore(aia, file).score);
    const saved = { version: 'v1.0.1', currentPage: 3, data: file, translationsOnResult: {} };
    expect(playAnswers(questionnaire, saved).result).toEqual(played.result);
  });
});

function phase(questions: readonly Question[]): Question {
  const found = questions.find(({ id }) => id === 'projectDetailsPhase');
  if (!found) throw new Error('The AIA has a phase');
  return found;
}

function pick<One>(list: readonly One[], random: () => number): One {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('There is nothing to pick from');
  return one;
}

/** @param lean from 0 to 1: how much weight is chosen. */
function anAnswer(question: Question, random: () => number, lean = 0.5): string | readonly string[] {
  if (!('options' in question)) return `Because of ${Math.floor(random() * 1_000)}`;
  const ids = question.options.toSorted((one, other) => (one.weight ?? 0) - (other.weight ?? 0)).map(({ id }) => id);
  if (question.kind === 'one-of')
    return ids[Math.min(ids.length - 1, Math.floor(random() ** (2 * (1 - lean)) * ids.length))] ?? '';
  const chosen = question.options.map(({ id }) => id).filter(() => random() < lean);
  return chosen.length > 0 ? chosen : [pick(ids, random)];
}

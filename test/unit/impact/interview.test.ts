import { describe, expect, it } from 'vitest';
import { questionsIn } from '../../../src/interviews/conditions.ts';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import type { InterviewRecord } from '../../../src/interviews/interview-store.ts';
import { playAnswers } from '../../../src/interviews/play.ts';
import { pendingQuestions } from '../../../src/interviews/progress.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { sectionForm } from '../../../src/interviews/section-form.ts';
import { step } from '../../../src/interviews/step.ts';
import { type Given, questionnaire, systemNamed } from './shipped-rules.ts';
import { answered } from './small-rules.ts';

const asked = (answers: Given) => playAnswers(questionnaire, answers).asked;

describe('the interview of an impact assessment', () => {
  it.each([
    ['internal texts only', {}],
    ['personal data too', { data: ['internal', 'personal'] }],
    [
      'what nobody knows left open',
      { data: ['internal', 'personal'], ourRole: null, stage: null, legalBasis: null, countries: null },
    ],
    ['a nuisance to us', { harm: ['organisation'] }],
  ])('takes at most fifteen answers for a harmless assistant: %s', (_what, answers: Given) => {
    const played = playAnswers(questionnaire, { ...systemNamed('drafting-assistant').answers, ...answers });

    expect(played).toMatchObject({ complete: true, missing: [], invalid: [] });
    expect(played.asked.filter(isOurs).length).toBeLessThanOrEqual(15);
  });

  it('adds for the AI Act one confirmation and at most two answers, where nothing speaks for more', () => {
    const { answers } = systemNamed('drafting-assistant');
    const said = typed({ ...answers, stage: 'in-use', countries: ['de'] });

    expect(said.filter(isOurs).length).toBeLessThanOrEqual(15);
    expect(said.filter((id) => id === CONFIRMED)).toHaveLength(1);
    expect(said.filter((id) => id.startsWith('law-')).length).toBeLessThanOrEqual(2);
  });

  it('stays short where a nuisance is the worst that can happen', () => {
    for (const file of ['meeting-notes', 'marketing-images', 'interview-scheduling'])
      expect(asked(systemNamed(file).answers).filter(isOurs).length).toBeLessThanOrEqual(30);
  });

  it('asks a ranking of applications everything that matters', () => {
    const questions = asked(systemNamed('cv-ranking').answers);

    expect(questions).toEqual(
      expect.arrayContaining(
        'prohibitedSignals individualHarms individualSeverity individualLikelihood individualReversibility individualResidual groupHarms groupSeverity groupLikelihood groupReversibility groupResidual benefits unintendedUse misuse alternatives vulnerable reach peopleInformed complaints influence fairness explanation redress dataSources dataQuality dataBias supplierLearns retention version model modelKind deployment dataRegion supplierChecked security environment overseer overseerAble canStop usersInstructed performance failure logs monitoring retirement assessors consultedPeople legalBasis dpiaSigns dpia'.split(
          ' ',
        ),
      ),
    );
    expect(questions).not.toContain('societySeverity');
    expect(questions).not.toContain('rights');
  });

  it('names for each question why it is asked, its clause and who usually knows', () => {
    const questions = questionsOf(questionnaire);

    expect(questions.filter(({ clause }) => clause === undefined)).toEqual([]);
    expect(questions.filter(({ knower }) => knower === undefined)).toEqual([]);
  });

  it('has options that fit the buttons and menus of every platform', () => {
    const labels = questionsOf(questionnaire).flatMap((question) =>
      'options' in question ? question.options.map(({ label }) => label) : [],
    );

    expect(labels.filter((label) => label.length > 60)).toEqual([]);
  });

  it.each(['cv-ranking', 'customer-chatbot', 'drafting-assistant'])(
    'puts no question of %s on a page with one that it depends on',
    (file) => {
      const { answers } = systemNamed(file);
      const known: Given = {};
      const pages: (readonly string[])[] = [];
      for (let page = pageAfter(known); page.length > 0; page = pageAfter(known)) {
        pages.push(page);
        for (const id of page) known[id] = answers[id] ?? null;
      }

      for (const page of pages) {
        const conditions = questionsOf(questionnaire).filter(({ id }) => page.includes(id));
        const depends = conditions.filter(({ when }) => when && questionsIn(when).some((id) => page.includes(id)));
        expect(depends.map(({ id }) => id)).toEqual([]);
      }
      expect(pages.flat().length).toBe(asked(answers).length);
    },
  );
});

/** Every answer and confirmation that a person gives who takes what is suggested, until nothing is left to ask. */
function typed(answers: Given): readonly string[] {
  const source = { personId: 'dana', at: '2027-01-11T09:00:00.000Z', messageId: 'm' };
  const said: string[] = [];
  let state = newInterview();
  for (;;) {
    const id = pendingQuestions(questionnaire, state)[0]?.id;
    if (state.phase === 'confirming') {
      state = step(questionnaire, state, { kind: 'confirmAll', source }).state;
      said.push(CONFIRMED);
    } else if (id === undefined) return said;
    else {
      const value = answers[id];
      state = step(
        questionnaire,
        state,
        value === null || value === undefined
          ? { kind: 'unknown', questionId: id, source }
          : { kind: 'answer', questionId: id, value, source },
      ).state;
      said.push(id);
    }
  }
}

const CONFIRMED = 'all correct';

/** Not one of the EU AI Act. */
function isOurs(id: string): boolean {
  return !id.startsWith('law-') && id !== CONFIRMED;
}

function pageAfter(known: Given): readonly string[] {
  const interview: InterviewRecord = {
    id: 'interview',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    ownerId: 'dana',
    conversation: { platform: 'console', workspace: 'demo', conversation: 'dana', visibility: 'direct' },
    state: { ...newInterview(), answers: answered(known) },
    reviewId: undefined,
    version: 1,
    startedAt: new Date(0),
    updatedAt: new Date(0),
  };
  return sectionForm(questionnaire, interview)?.inputs.map(({ id }) => id) ?? [];
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../../src/channels/adaptive-cards/render-card.ts';
import { renderForm } from '../../../../src/channels/adaptive-cards/render-form.ts';
import { LIMITS } from '../../../../src/channels/slack/block-kit/limits.ts';
import { renderCard as renderSlackCard } from '../../../../src/channels/slack/block-kit/render-card.ts';
import { renderForm as renderSlackForm } from '../../../../src/channels/slack/block-kit/render-form.ts';
import type { Form } from '../../../../src/chat/vocabulary.ts';
import type { Answer } from '../../../../src/interviews/answer.ts';
import { questionCard, summaryCard } from '../../../../src/interviews/cards.ts';
import { inLanguage } from '../../../../src/interviews/in-language.ts';
import { type InterviewState, newInterview } from '../../../../src/interviews/interview-state.ts';
import type { InterviewRecord } from '../../../../src/interviews/interview-store.ts';
import { type Question, questionsOf } from '../../../../src/interviews/questionnaire.ts';
import { nextSectionForm, sectionForm } from '../../../../src/interviews/section-form.ts';
import { SOURCE } from '../small.ts';
import { imported } from './surveys.ts';

const FILE = path.join(process.env.TEST_DATA_DIR ?? path.resolve('../shared/data'), 'aia', 'survey-enfr.json');
const isThere = existsSync(FILE);

describe.skipIf(!isThere).each(['en', 'fr'])('every card of the AIA, in %s', (language) => {
  const survey: unknown = isThere
    ? JSON.parse(readFileSync(FILE, 'utf8'))
    : { elements: [{ type: 'text', name: 'q' }] };
  const questionnaire = inLanguage(imported(survey).questionnaire, language);
  const questions = questionsOf(questionnaire);
  const started: InterviewState = { ...newInterview(), answers: { projectDetailsPhase: known('item2') } };

  it('fits into Slack and into an Adaptive Card while its question is asked', () => {
    for (const question of questions) {
      const interview = anInterview({ ...started, current: question.id });

      const card = questionCard(questionnaire, interview, question);

      const { blocks } = renderSlackCard(card);
      expect(blocks.length).toBeLessThanOrEqual(LIMITS.messageBlocks);
      expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(LIMITS.messageCharacters);
      expect(JSON.stringify(renderCard(card))).toContain('"AdaptiveCard"');
      const isAsked = JSON.stringify(blocks).includes(JSON.stringify(question.ask.slice(0, 60)).slice(1, -1));
      expect(isAsked, question.id).toBe(true);
    }
  });

  it('fits when everything is answered', () => {
    const answers = Object.fromEntries(questions.map((question) => [question.id, known(aValue(question))]));

    const card = summaryCard(questionnaire, anInterview({ ...started, answers, phase: 'reviewing' }));

    expect(renderSlackCard(card).blocks.length).toBeLessThanOrEqual(LIMITS.messageBlocks);
    expect(card.blocks).toContainEqual({
      kind: 'text',
      text: expect.stringMatching(/^Score: \d+ of 167.*Level [1-4]\.$/),
    });
    expect(JSON.stringify(renderCard(card))).toContain('"AdaptiveCard"');
  });

  it('fits when page after page of questions is left to be answered later', () => {
    const interview = anInterview(started);
    const asked: string[] = [];
    let form: Form | undefined = sectionForm(questionnaire, interview);
    for (let pages = 0; form; pages += 1) {
      expect(renderSlackForm(form, 'x'.repeat(200)).blocks.length).toBeLessThanOrEqual(LIMITS.viewBlocks);
      expect(JSON.stringify(renderForm(form))).toContain('"AdaptiveCard"');
      asked.push(...form.inputs.map(({ id }) => id));
      expect(pages).toBeLessThan(40);
      form = nextSectionForm(questionnaire, interview, interview, String(form.context.leftOut));
    }

    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeGreaterThan(100);
  });
});

function known(value: Extract<Answer, { kind: 'known' }>['value']): Answer {
  return { kind: 'known', value, source: SOURCE };
}

function aValue(question: Question): string | readonly string[] {
  if (!('options' in question)) return 'In words. '.repeat(30);
  return question.kind === 'many-of' ? question.options.map(({ id }) => id) : (question.options[0]?.id ?? '');
}

function anInterview(state: InterviewState): InterviewRecord {
  return {
    ...{
      id: '01935b1e-0000-7000-8000-000000000001',
      questionnaireId: 'survey',
      questionnaireVersion: 1,
      ownerId: 'ada',
    },
    ...{
      conversation: { platform: 'slack', workspace: 'T1', conversation: 'D1', visibility: 'direct' },
      reviewId: undefined,
      version: 1,
    },
    ...{ state, startedAt: new Date(0), updatedAt: new Date(0) },
  };
}

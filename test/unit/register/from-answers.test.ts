import { describe, expect, it } from 'vitest';
import type { Answer, AnswerValue } from '../../../src/interviews/answer.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { declarationFromAnswers, FACET_QUESTIONS, facetsFromAnswers } from '../../../src/register/from-answers.ts';
import { questionnaire } from './builders.ts';

const source = { personId: 'sam', at: '2027-03-01T10:00:00Z', messageId: 'm' };
const known = (value: AnswerValue): Answer => ({ kind: 'known', value, source });

describe('facets from answers', () => {
  it('takes what is known and leaves out what is unknown, skipped or not asked', () => {
    const answers = {
      tool: known(' Otter.ai '),
      account: { kind: 'unknown', source },
      purpose: known('meeting-notes'),
      data: known(['internal']),
      connectors: { kind: 'skipped', source },
    } as const;

    expect(facetsFromAnswers(answers)).toEqual({ product: 'Otter.ai', purpose: 'meeting-notes', data: ['internal'] });
  });

  it('finds a question of the shipped questionnaire for every facet', () => {
    const ids = questionsOf(questionnaire).map(({ id }) => id);

    expect(Object.values(FACET_QUESTIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('leaves connections empty that nobody could name, and declares none where they were not asked about', () => {
    expect(declarationFromAnswers({ connectors: { kind: 'unknown', source } }).facets.connectors).toEqual([]);
    expect(declarationFromAnswers({}).facets.connectors).toEqual(['none']);
  });

  it('declares the supplier and the owner beside them, and nothing that was not stated', () => {
    const declaration = declarationFromAnswers({
      tool: known('Otter.ai'),
      supplier: known('Otter.ai, Inc.'),
      owner: known('Dana'),
    });

    expect(declaration).toMatchObject({
      supplier: 'Otter.ai, Inc.',
      owner: 'Dana',
      facets: { product: 'Otter.ai', account: '', countries: [], connectors: ['none'] },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { cardText } from '../../../src/cli/words-on-screen.ts';
import type { AssessedAlready } from '../../../src/impact/assess.ts';
import { takeOverCard } from '../../../src/impact/take-over-card.ts';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import { anInterview } from '../../support/records.ts';
import { questionnaire } from './shipped-rules.ts';

const declaration = { kind: 'declaration', id: 'rev-3', reference: 'REV-3', name: 'Otter.ai', closed: false } as const;
const already = (changes: AssessedAlready['changes']): AssessedAlready => ({
  system: { kind: 'system', id: 'ais-1', reference: 'AIS-1', name: 'Otter.ai', closed: false },
  approved: {
    assessment: {
      ...{ id: 'asm-1', reference: 'ASM-1', interviewId: 'int', declarationId: undefined, systemId: 'ais-1' },
      ...{ declaredNumber: undefined, follows: undefined, startedById: 'maya', startedAt: new Date(0) },
      standing: { level: 'low', oversight: 'use-policy', rules: [] },
    },
    found: { questionnaire, interview: { ...anInterview('int', 'maya'), state: newInterview() } },
    ...{ state: 'approved', review: undefined },
  },
  changes,
});
const told = (isTheirs: boolean, mayTakeOver: boolean, changes: AssessedAlready['changes'] = ['data', 'region']) => {
  const card = takeOverCard(declaration, already(changes), 'Maya', { isTheirs, mayTakeOver });
  return { words: cardText(card), buttons: card.actions?.map(({ id }) => id) };
};

describe('the offer to take an assessment over', () => {
  it('says what is asked again, and leaves it to its reader', () => {
    const { words, buttons } = told(true, true);

    expect(words).toMatch(/ASM-1 of Maya[\s\S]*touch: the data and the region\./);
    expect(buttons).toEqual(['assessment.takeOver', 'assessment.start']);
    expect(told(true, true, []).words).toMatch(/differs in nothing that touches it/);
  });

  it('shows nothing of what was assessed to those who may not read it', () => {
    const { words, buttons } = told(true, false);

    expect(words).not.toMatch(/the data/);
    expect(buttons).toEqual(['assessment.askTakeOver', 'assessment.start']);
  });

  it('lets those who wrote it do it for a colleague', () => {
    expect(told(false, true).buttons).toEqual(['assessment.takeOver']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/chat/event.ts';
import type { ActingPerson } from '../../../src/people/acting-person.ts';
import { decide, type QuestionCommand } from '../../../src/questions/decide.ts';
import { evolve, type Question } from '../../../src/questions/question.ts';

const NOW = new Date('2027-03-01T10:00:00Z');

const person = (
  personId: string,
  roles: readonly Role[] = [],
  samePersonIds: readonly string[] = [],
): ActingPerson => ({
  personId,
  roles,
  samePersonIds,
});
const adam = person('adam');
const grace = person('grace', ['governance']);
const lena = person('lena', ['legal']);

const aQuestion = (change: Partial<Question> = {}): Question => ({
  id: 'question-1',
  reference: 'Q-1',
  askerId: 'adam',
  state: 'open',
  askedAt: NOW,
  version: 1,
  ...change,
});
const played = (question: Question, command: QuestionCommand, by: ActingPerson): Question => {
  const outcome = decide(question, command, by, NOW);
  if (!outcome.ok) throw new Error(`Refused: ${outcome.code}`);
  return evolve(question, outcome.value);
};
const codeOf = (question: Question, command: QuestionCommand, by: ActingPerson): string => {
  const outcome = decide(question, command, by, NOW);
  return outcome.ok ? outcome.value.kind : outcome.code;
};
const answer = (version: number, text = 'Yes, after a review.'): QuestionCommand => ({ kind: 'answer', version, text });

describe('a question to the governance team', () => {
  it('is answered by governance, legal and data protection, and by nobody else', () => {
    for (const role of ['governance', 'legal', 'data-protection'] as const)
      for (const command of [answer(1), { kind: 'assign' } as const])
        expect(codeOf(aQuestion(), command, person('x', [role]))).toMatch(/answered|assigned/);
    for (const role of ['auditor', 'administrator'] as const)
      for (const command of [answer(1), { kind: 'assign' } as const])
        expect(codeOf(aQuestion(), command, person('x', [role]))).toBe('notAllowed');
    expect(codeOf(aQuestion(), answer(1), adam)).toBe('notAllowed');
  });

  it('is not answered by whoever asked it, under any of their ids', () => {
    for (const by of [person('adam', ['legal']), person('adam-2', ['legal'], ['adam'])]) {
      expect(codeOf(aQuestion(), answer(1), by)).toBe('ownQuestion');
      expect(codeOf(aQuestion(), { kind: 'assign' }, by)).toBe('ownQuestion');
    }
  });

  it('belongs to whoever takes or answers it, until a colleague takes it', () => {
    const assigned = played(aQuestion(), { kind: 'assign' }, grace);
    expect(assigned).toMatchObject({ assignedToId: 'grace', version: 2, state: 'open' });
    expect(codeOf(assigned, { kind: 'assign' }, grace)).toBe('alreadyYours');
    expect(played(assigned, { kind: 'assign' }, lena).assignedToId).toBe('lena');
    expect(played(aQuestion(), answer(1), lena)).toMatchObject({ assignedToId: 'lena', state: 'answered' });
  });

  it('is not answered past what a colleague has answered meanwhile', () => {
    const answered = played(aQuestion(), answer(1), grace);

    expect(codeOf(answered, answer(1), lena)).toBe('stale');
    expect(codeOf(answered, answer(2), lena)).toBe('answered');
    expect(codeOf(answered, { kind: 'assign' }, lena)).toBe('answered');
    expect(codeOf(aQuestion(), answer(1, ' \n'), grace)).toBe('textMissing');
  });

  it('is open again when the asker, and nobody else, asks further', () => {
    const answered = played(aQuestion(), answer(1), grace);

    for (const by of [grace, lena, person('sam')])
      expect(codeOf(answered, { kind: 'askFurther', text: 'And abroad?' }, by)).toBe('notYours');
    expect(codeOf(answered, { kind: 'askFurther', text: '' }, adam)).toBe('textMissing');
    expect(played(answered, { kind: 'askFurther', text: 'And abroad?' }, adam)).toMatchObject({
      state: 'open',
      assignedToId: 'grace',
      version: 3,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { touchedDesks } from '../../../src/desk/touched-desks.ts';

/** Everything stands on the desk of Rita, and every question is noted. */
function deskStore() {
  const asked: (readonly string[])[] = [];
  const desks = {
    showing: async (subjectIds: readonly string[]) => {
      asked.push(subjectIds);
      return ['rita'];
    },
  };
  return { stores: { desks }, asked };
}
const note = (kind: string, subjectId = 'subject') => ({ kind, subjectId });

describe('the desks that a turn touches', () => {
  it.each([['interview.started', 'interview.answered'], ['interview.paused'], ['evidence.kept']])(
    'are the actor’s own for a step of an interview, without looking anything up: %s',
    async (...kinds) => {
      const { stores, asked } = deskStore();

      expect(
        await touchedDesks(
          stores,
          'maya',
          kinds.map((kind) => note(kind)),
        ),
      ).toEqual(['maya']);
      expect(asked).toEqual([]);
    },
  );

  it.each([
    'submission.created',
    'review.claimed',
    'review.approved',
    'register.useApproved',
    'register.joined',
    'concern.reported',
    'question.answered',
    'risk.acceptanceAsked',
    'control.told',
    'assessment.started',
  ])('are those of everybody concerned for %s', async (kind) => {
    const { stores, asked } = deskStore();

    expect(await touchedDesks(stores, 'maya', [note(kind, 'thing')])).toEqual(['maya', 'rita']);
    expect(asked).toEqual([['thing']]);
  });

  it('are looked up once, however much a turn has done', async () => {
    const { stores, asked } = deskStore();

    await touchedDesks(stores, 'maya', [
      note('review.approved', 'a'),
      note('register.useApproved', 'b'),
      note('interview.submitted', 'c'),
    ]);

    expect(asked).toEqual([['a', 'b']]);
  });

  it('are those of whoever gets or loses a role', async () => {
    const { stores } = deskStore();

    expect(await touchedDesks(stores, 'lee', [note('person.roleGranted', 'tom')])).toEqual(['tom']);
  });

  it('are none for a question to the assistant or the register, or for feedback', async () => {
    const { stores, asked } = deskStore();
    const notes = ['assistant.answered', 'register.asked', 'feedback.given', 'person.informed'].map((kind) =>
      note(kind),
    );

    expect(await touchedDesks(stores, 'maya', notes)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../support/authority/cast.ts';
import { forTrials, named, thingsOf } from '../support/authority/for-trials.ts';
import { faultInView } from '../support/authority/judge.ts';
import { OWN_DIGEST, REASON, SHARED_ANSWER, VIEWS } from '../support/authority/view-rows.ts';

describe('who may read what', () => {
  const room = forTrials();

  it.each([
    ...Object.entries(VIEWS),
    ['review.digest', OWN_DIGEST] as const,
    ['assistant.answer', SHARED_ANSWER] as const,
    ['register.decision', REASON] as const,
  ])('is kept to by the view %s', async (name, row) => {
    const { world, trials } = room();
    const faults: string[] = [];
    for (const [state, readers] of row.readers) {
      const thing = new Map(thingsOf(row.on, world.home)).get(state) ?? {};
      const part = row.partOf?.(thing);
      const reference = { name, subjectId: row.subjectOf(thing), ...(part === undefined ? {} : { part }) };
      for (const who of [...EVERYONE, 'several', 'nobody'] as const) {
        const mayRead =
          who === 'several' ? row.several : readers.length === EVERYONE.length || readers.some((one) => one === who);
        const card = await trials.draws(reference, who);
        faults.push(...named(`${state} ${who}`, faultInView(card, mayRead, row)));
      }
    }
    expect(faults).toEqual([]);
  });
});

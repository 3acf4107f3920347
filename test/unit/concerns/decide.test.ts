import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/chat/event.ts';
import { type Concern, evolve } from '../../../src/concerns/concern.ts';
import { type ConcernCommand, decide } from '../../../src/concerns/decide.ts';
import type { ActingPerson } from '../../../src/people/acting-person.ts';

const NOW = new Date('2027-03-01T10:00:00Z');
const REASON = 'The filter was switched on again.';

const person = (
  personId: string,
  roles: readonly Role[] = [],
  samePersonIds: readonly string[] = [],
): ActingPerson => ({
  personId,
  roles,
  samePersonIds,
});
const rita = person('rita');
const grace = person('grace', ['governance']);
const gordon = person('gordon', ['governance']);
const lena = person('lena', ['legal']);

function aConcern(change: Partial<Pick<Concern, 'kind' | 'reporterId'>> = {}): Concern {
  return {
    id: 'concern-1',
    reference: 'CON-1',
    kind: 'concern',
    reporterId: 'rita',
    nameShown: false,
    reportedAt: NOW,
    version: 1,
    state: 'open',
    ...change,
  };
}

/** Plays commands that have to be accepted, one after the other. */
function history(concern: Concern, ...steps: readonly (readonly [ConcernCommand, ActingPerson])[]): Concern {
  return steps.reduce((current, [command, by]) => {
    const outcome = decide(current, command, by, NOW);
    if (!outcome.ok) throw new Error(`Refused: ${outcome.code}`);
    return evolve(current, outcome.value);
  }, concern);
}

const codeOf = (concern: Concern, command: ConcernCommand, by: ActingPerson): string => {
  const outcome = decide(concern, command, by, NOW);
  return outcome.ok ? outcome.value.kind : outcome.code;
};
const close = (version: number, reason = REASON): ConcernCommand => ({
  kind: 'close',
  version,
  outcome: 'corrected',
  reason,
});
const taken = (concern = aConcern(), by = grace) => history(concern, [{ kind: 'take' }, by]);

describe('a concern', () => {
  it('is taken on by somebody of the governance team and by nobody else', () => {
    expect(codeOf(aConcern(), { kind: 'take' }, grace)).toBe('taken');
    const others: readonly Role[] = ['legal', 'data-protection', 'auditor', 'administrator'];
    for (const role of others) expect(codeOf(aConcern(), { kind: 'take' }, person('x', [role]))).toBe('notYours');
    expect(codeOf(aConcern(), { kind: 'take' }, rita)).toBe('notYours');
  });

  it('is legal’s as well when it is an incident', () => {
    expect(codeOf(aConcern({ kind: 'incident' }), { kind: 'take' }, lena)).toBe('taken');
  });

  it('is not handled by whoever reported it, under any of their ids', () => {
    const own = aConcern({ reporterId: 'grace' });
    const other = person('gina', ['governance'], ['grace']);

    for (const by of [grace, other]) {
      expect(codeOf(own, { kind: 'take' }, by)).toBe('ownConcern');
      expect(codeOf(taken(own, gordon), close(2), by)).toBe('ownConcern');
      expect(codeOf(taken(own, gordon), { kind: 'ask', text: 'Who?' }, by)).toBe('ownConcern');
    }
  });

  it('is taken over from a colleague only in the open', () => {
    expect(codeOf(taken(), { kind: 'take' }, gordon)).toBe('takenByOther');
    expect(codeOf(taken(), { kind: 'take' }, grace)).toBe('alreadyYours');
    const over = history(taken(), [{ kind: 'take', takeOver: true }, gordon]);
    expect(over).toMatchObject({ state: 'taken', handlerId: 'gordon' });
  });

  it('is asked about and closed by whoever has taken it on', () => {
    expect(codeOf(aConcern(), { kind: 'ask', text: 'When?' }, grace)).toBe('takeFirst');
    expect(codeOf(taken(), { kind: 'ask', text: 'When?' }, gordon)).toBe('takeFirst');
    expect(codeOf(taken(), { kind: 'ask', text: ' ' }, grace)).toBe('textMissing');
    expect(codeOf(taken(), { kind: 'ask', text: 'When?' }, grace)).toBe('asked');
    expect(codeOf(taken(), close(2), gordon)).toBe('takeFirst');
  });

  it('is closed only with a reason, and only as it was last shown', () => {
    expect(codeOf(taken(), close(2, 'no'), grace)).toBe('reasonMissing');
    const replied = history(taken(), [{ kind: 'reply', text: 'It happened again.' }, rita]);
    expect(codeOf(replied, close(2), grace)).toBe('stale');

    const closed = history(replied, [close(3), grace]);

    expect(closed).toEqual({
      ...aConcern(),
      version: 4,
      state: 'closed',
      handlerId: 'grace',
      outcome: 'corrected',
      closedAt: NOW,
    });
  });

  it('is answered by its reporter alone, under any of their ids', () => {
    expect(codeOf(taken(), { kind: 'reply', text: 'Yes' }, rita)).toBe('replied');
    expect(codeOf(taken(), { kind: 'reply', text: 'Yes' }, person('rita-2', [], ['rita']))).toBe('replied');
    expect(codeOf(taken(), { kind: 'reply', text: '' }, rita)).toBe('textMissing');
    for (const by of [grace, gordon, person('sam')])
      expect(codeOf(taken(), { kind: 'reply', text: 'Yes' }, by)).toBe('notYours');
  });

  it('is left alone once it is closed', () => {
    const closed = history(taken(), [close(2), grace]);

    expect(codeOf(closed, { kind: 'take', takeOver: true }, gordon)).toBe('closed');
    expect(codeOf(closed, { kind: 'ask', text: 'When?' }, grace)).toBe('closed');
    expect(codeOf(closed, { kind: 'reply', text: 'But' }, rita)).toBe('closed');
    expect(codeOf(closed, close(3), grace)).toBe('closed');
  });
});

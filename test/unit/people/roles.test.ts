import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../src/chat/event.ts';
import type { Person } from '../../../src/people/people.ts';
import { changeOfRoles, lastHeld, ROLE_WORDS } from '../../../src/people/roles.ts';

const person = (id: string, ...roles: readonly Role[]): Person => ({
  ...{ id, displayName: id, title: '', department: '', country: '', roles, erasedAt: undefined },
});
const lee = person('lee', 'administrator');
const priya = person('priya', 'governance', 'auditor');
const maya = person('maya');
const everyone = [lee, priya, maya];

describe('a change of roles', () => {
  it('gives and takes what makes the difference', () => {
    expect(
      changeOfRoles(['administrator'], person('x', 'legal', 'auditor'), ['auditor', 'governance'], everyone),
    ).toEqual({
      ok: true,
      value: { granted: ['governance'], revoked: ['legal'] },
    });
  });

  it.each(ROLES.filter((role) => role !== 'administrator'))('is nothing for the role %s', (role) => {
    expect(changeOfRoles([role], maya, ['governance'], everyone)).toMatchObject({ code: 'notAllowed' });
  });

  it('is nothing for nobody, also for oneself', () => {
    expect(changeOfRoles([], maya, ['administrator'], everyone)).toMatchObject({ code: 'notAllowed' });
  });

  it('never takes the last administrator or the last of the governance team, whoever asks', () => {
    expect(changeOfRoles(['administrator'], lee, [], everyone)).toMatchObject({ code: 'lastOne' });
    expect(changeOfRoles(['administrator'], priya, ['auditor'], everyone)).toMatchObject({ code: 'lastOne' });
    expect(changeOfRoles(['administrator'], lee, [], [...everyone, person('kim', 'administrator')])).toMatchObject({
      ok: true,
    });
    expect(changeOfRoles(['administrator'], priya, ['governance'], everyone)).toMatchObject({ ok: true });
  });

  it('gives nothing to somebody who was erased', () => {
    expect(changeOfRoles(['administrator'], { ...maya, erasedAt: new Date() }, ['auditor'], everyone)).toMatchObject({
      code: 'erased',
    });
  });
});

it('knows who holds a role alone, of the roles that cannot be missing', () => {
  expect(lastHeld(ROLES, lee, everyone)).toBe('administrator');
  expect(lastHeld(['auditor'], priya, everyone)).toBeUndefined();
  expect(lastHeld(ROLES, maya, everyone)).toBeUndefined();
});

it('has words for each role', () => {
  expect(Object.keys(ROLE_WORDS)).toEqual(ROLES);
});

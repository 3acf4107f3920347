import { describe, expect, it } from 'vitest';
import { mayAdopt, proposedAmong, standingOf } from '../../../src/adoption/standing.ts';
import type { PublishedVersion } from '../../../src/interviews/interview-store.ts';

const day = (number: number) => new Date(Date.UTC(2027, 0, number));
const version = (number: number, adoptedOn?: number, id = 'q'): PublishedVersion => ({
  ...{ id, version: number, digest: `digest ${number}`, publishedAt: day(1) },
  adopted: adoptedOn === undefined ? undefined : { by: 'priya', at: day(adoptedOn) },
});

describe('a published version', () => {
  it.each([
    ['proposed', 1, [version(1)]],
    ['inForce', 1, [version(1, 2)]],
    ['inForce', 1, [version(1, 2), version(2)]],
    ['proposed', 2, [version(1, 2), version(2)]],
    ['replaced', 1, [version(1, 2), version(2, 3)]],
    ['inForce', 2, [version(1, 2), version(2, 3)]],
    // Nobody decided on it before the next one came.
    ['replaced', 1, [version(1), version(2)]],
    ['replaced', 1, [version(1), version(2, 3)]],
    ['replaced', 2, [version(1, 2), version(2), version(3)]],
    ['proposed', 1, [version(1), version(2, 3, 'other')]],
  ])('is %s: version %d of %j', (kind, number, versions) => {
    const asked = versions.find((one) => one.version === number && one.id === 'q');

    expect(asked && standingOf(asked, versions).kind).toBe(kind);
  });

  it('waits for a decision when it is the newest of its questionnaire and not in force', () => {
    const versions = [version(1, 2), version(2), version(3), version(1, 2, 'done'), version(4, undefined, 'new')];

    expect(proposedAmong(versions).map(({ id, version: number }) => `${id}@${number}`)).toEqual(['q@3', 'new@4']);
  });
});

describe('adopting a version', () => {
  const versions = [version(1, 2), version(2), version(3)];
  const adopt = (number: number, ...roles: Parameters<typeof mayAdopt>[2]) => {
    const asked = versions.find((one) => one.version === number);
    return asked && mayAdopt(asked, versions, roles);
  };

  it('is for the governance team and nobody else', () => {
    expect(adopt(3, 'governance')).toMatchObject({ ok: true });
    expect(adopt(3, 'administrator', 'legal', 'data-protection', 'auditor')).toMatchObject({ code: 'notAllowed' });
    expect(adopt(3)).toMatchObject({ code: 'notAllowed' });
  });

  it('is refused for what is in force and for what was replaced', () => {
    expect(adopt(1, 'governance')).toMatchObject({ code: 'notProposed', message: expect.stringContaining('in force') });
    expect(adopt(2, 'governance')).toMatchObject({
      code: 'notProposed',
      message: expect.stringContaining('version 3'),
    });
  });
});

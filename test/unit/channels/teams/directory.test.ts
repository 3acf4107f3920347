import { describe, expect, it } from 'vitest';
import { createTeamsDirectory, memberOf } from '../../../../src/channels/teams/directory.ts';
import type { Called } from '../../../../src/channels/teams/paced-calls.ts';
import type { TeamsReference } from '../../../../src/channels/teams/references.ts';
import { entraId, TENANT } from '../../../support/teams/activities.ts';

const maya = {
  ...{ id: '29:maya', aadObjectId: entraId(1), name: 'Maya Lindqvist', email: 'Maya@Contoso.com' },
  ...{ userPrincipalName: 'maya.l@contoso.com', tenantId: TENANT, userRole: 'user' },
};

describe('somebody in a roster of Teams', () => {
  it('is a member of the tenant, with the address only where that is agreed to', () => {
    expect(memberOf(maya, TENANT, false)).toMatchObject({
      ok: true,
      value: { displayName: 'Maya Lindqvist', email: undefined },
    });
    expect(memberOf(maya, TENANT, true)).toMatchObject({ value: { email: 'maya@contoso.com' } });
    expect(memberOf({ ...maya, email: undefined }, TENANT, true)).toMatchObject({
      value: { email: 'maya.l@contoso.com' },
    });
  });

  it.each([
    ['somebody else’s domain', { email: 'maya@fabrikam.com' }],
    ['a domain that ends alike', { email: 'maya@evilcontoso.com' }],
    ['no name to sign in with', { userPrincipalName: undefined }],
    ['a name that is no address', { userPrincipalName: 'maya', email: undefined }],
  ])('has no address that the directory vouches for with %s', (_name, change) => {
    expect(memberOf({ ...maya, ...change }, TENANT, true)).toMatchObject({ ok: true, value: { email: undefined } });
  });

  it('is called by their name in whatever form it comes, in one line', () => {
    const called = (change: object) => memberOf({ ...maya, ...change }, TENANT, false);

    expect(called({ name: ' Maya\n\u202eL ' })).toMatchObject({ value: { displayName: 'Maya L' } });
    expect(called({ name: '', givenName: 'Maya', surname: 'L' })).toMatchObject({ value: { displayName: 'Maya L' } });
    expect(called({ name: null })).toMatchObject({ value: { displayName: 'maya.l@contoso.com' } });
  });

  it.each([
    ['a guest', { userRole: 'guest' }],
    ['somebody from a meeting', { userRole: 'anonymous' }],
    ['a bot', { userRole: 'bot' }],
    ['somebody of another tenant', { tenantId: entraId(9) }],
    ['an external account', { userPrincipalName: 'maya_other.com#EXT#@contoso.onmicrosoft.com' }],
  ])('is refused as %s', (_name, change) => {
    expect(memberOf({ ...maya, ...change }, TENANT, true)).toMatchObject({ ok: false, code: 'otherOrganisation' });
  });

  it.each([undefined, 'maya', {}, []])('is nobody as %j', (answer) => {
    expect(memberOf(answer, TENANT, true)).toMatchObject({ ok: false, code: 'unreadable' });
  });
});

describe('looking somebody up in Teams', () => {
  const met = {
    tenant: TENANT,
    place: '@u',
    serviceUrl: 'https://x/',
    member: '29:maya',
    conversation: undefined,
    roster: '19:x',
  };
  const lookUp = (called: Called, known: TeamsReference | undefined = met) =>
    createTeamsDirectory({
      call: async () => called,
      references: { find: async () => known },
      emailLinking: false,
    }).lookUp(TENANT, 'u');

  it.each<[string, Called, object]>([
    ['a member', { kind: 'done', value: maya }, { ok: true }],
    ['nobody there', { kind: 'refused', status: 404, code: 'NotFound' }, { code: 'otherOrganisation' }],
    ['no permission', { kind: 'refused', status: 403, code: 'Forbidden' }, { code: 'unavailable' }],
    ['no answer', { kind: 'unclear', reason: 'HTTP 500' }, { code: 'unavailable' }],
    ['our own pace', { kind: 'wait', waitMs: 5, holds: 'conversation' }, { code: 'unavailable' }],
  ])('ends with %s', async (_name, called, outcome) => {
    expect(await lookUp(called)).toMatchObject(outcome);
  });

  it('waits until they were met somewhere', async () => {
    const nowhere = createTeamsDirectory({
      call: async () => ({ kind: 'done', value: maya }),
      references: { find: async () => undefined },
      emailLinking: false,
    });

    expect(await nowhere.lookUp(TENANT, 'u')).toMatchObject({ code: 'unavailable' });
  });
});

import { describe, expect, it } from 'vitest';
import { memberOf, withProfile } from '../../../../src/channels/slack/enrol.ts';

const team = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false };
const inGrid = { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: false };
const wholeGrid = { teamId: undefined, enterpriseId: 'E1', isEnterpriseInstall: true };

/** As users.info shows a full member. */
const maya = {
  ...{ id: 'U1', team_id: 'T1', name: 'maya', real_name: 'Maya Lindqvist', deleted: false, is_bot: false },
  ...{
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    locale: 'en-US',
    tz: 'Europe/Berlin',
  },
  profile: { real_name: 'Maya Lindqvist', display_name: 'maya', title: 'Account manager', email: 'Maya@Example.com' },
};
const grid = (enterprise_id: string, ...teams: readonly string[]) => ({
  enterprise_user: { id: 'U1', enterprise_id, teams },
});

const decide = (user: unknown, installation: Parameters<typeof memberOf>[1]['installation'] = team) =>
  memberOf(user, { installation, emailLinking: false });

describe('a person whom Slack knows', () => {
  it('is taken up by full name and title, and without e-mail address, country and department', () => {
    expect(decide(maya)).toEqual({
      ok: true,
      value: { displayName: 'Maya Lindqvist', title: 'Account manager', department: '', email: undefined },
    });
  });

  it('is taken up with a confirmed e-mail address where linking is on', () => {
    const emailOf = (user: object) => {
      const member = memberOf(user, { installation: team, emailLinking: true });
      return member.ok ? member.value.email : member.code;
    };

    expect(emailOf(maya)).toBe('maya@example.com');
    expect(emailOf({ ...maya, is_email_confirmed: false })).toBeUndefined();
  });

  it('is taken up with the department of the configured profile field', () => {
    const fields = { Xf1: { value: ' Sales ', alt: '' }, Xf2: { value: 'no nuts' } };
    const departmentOf = (profile: unknown) => {
      const member = memberOf(withProfile(maya, profile), {
        installation: team,
        emailLinking: false,
        departmentField: 'Xf1',
      });
      return member.ok ? member.value.department : member.code;
    };

    expect(departmentOf({ fields })).toBe('Sales');
    expect(departmentOf({ fields: [] })).toBe('');
    expect(departmentOf({ fields: null })).toBe('');
    expect(departmentOf(undefined)).toBe('');
  });

  it.each([
    [{ real_name: '', display_name: 'maya l.' }, 'maya l.'],
    [{ real_name: null, display_name: '' }, 'maya'],
    [{ real_name: ' Maya\u202e\n\u0000Lindqvist ' }, 'Maya Lindqvist'],
    [{ real_name: '🦊'.repeat(200) }, '🦊'.repeat(100)],
    [{ real_name: 'lone \ud800 half' }, 'lone \ufffd half'],
  ])('with the profile %j is called %s', (profile, name) => {
    expect(decide({ ...maya, real_name: undefined, profile })).toMatchObject({ value: { displayName: name } });
  });
});

describe('an account of Slack is refused', () => {
  it.each([
    ['deactivated', { deleted: true }],
    ['bot', { is_bot: true }],
    ['bot', { is_workflow_bot: true }],
    ['bot', { id: 'USLACKBOT' }],
    ['guest', { is_restricted: true }],
    ['guest', { is_restricted: true, is_ultra_restricted: true }],
    ['otherOrganisation', { is_stranger: true }],
    ['otherOrganisation', { team_id: 'T9' }],
    ['otherOrganisation', { team_id: undefined }],
    ['unreadable', { id: undefined }],
    ['unreadable', { is_restricted: 'no' }],
  ])('as %s when it is %j', (code, difference) => {
    expect(decide({ ...maya, ...difference })).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/\.$/u),
    });
  });

  it.each([undefined, null, 'U1', [], {}])('when the answer is %j', (answer) => {
    expect(decide(answer)).toMatchObject({ code: 'unreadable' });
  });
});

describe('in an Enterprise organisation', () => {
  it.each([
    ['a team that they belong to beside their own', { team_id: 'T2', ...grid('E1', 'T1', 'T2') }, inGrid, true],
    ['another team of the enterprise', { team_id: 'T2', ...grid('E1', 'T2') }, inGrid, false],
    ['a team of the same id in another enterprise', { team_id: 'T2', ...grid('E9', 'T1') }, inGrid, false],
    ['a team of no enterprise', { team_id: 'T2', ...grid('E1', 'T1') }, team, false],
    ['the whole enterprise', { team_id: 'T2', ...grid('E1', 'T2') }, wholeGrid, true],
    ['the whole enterprise, when it stands for their team', { team_id: 'E1' }, wholeGrid, true],
    ['the whole of another enterprise', { team_id: 'T2', ...grid('E9', 'T2') }, wholeGrid, false],
    ['the whole enterprise, without saying which is theirs', { team_id: 'T1' }, wholeGrid, false],
  ])('a person is judged where Steward is installed for %s', (_case, difference, installation, taken) => {
    expect(decide({ ...maya, ...difference }, installation).ok).toBe(taken);
  });

  it('a guest stays a guest', () => {
    expect(decide({ ...maya, is_restricted: true, ...grid('E1', 'T1') }, wholeGrid)).toMatchObject({ code: 'guest' });
  });
});

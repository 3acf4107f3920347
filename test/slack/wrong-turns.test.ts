import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSER_LOOK, FIRST_PAGE } from '../support/declaration.ts';
import { whyNoNamespace } from '../support/emulators/namespace.ts';
import { type CompanyInProcess, openCompanyInProcess } from '../support/slack/company-in-process.ts';
import { fine } from '../support/slack/faults.ts';
import { callsAboveLimits } from '../support/slack/limits.ts';
import { clickDelivery, mentionDelivery, messageDelivery } from '../support/slack/payloads.ts';
import type { SlackPersona } from '../support/slack/persona.ts';
import { eventDelivery, interactionDelivery } from '../support/slack/signed-request.ts';
import { ShownMessage } from '../support/slack/workspace.ts';

if (whyNoNamespace !== undefined) process.stdout.write(`Wrong turns in Slack are not taken here: ${whyNoNamespace}.\n`);

const OTTER = 'I’d like to use Otter.ai to transcribe client calls';
const WITH_ACCOUNT = { 'Which kind of account': 'Company account, team or business plan', ...FIRST_PAGE };
describe.runIf(whyNoNamespace === undefined)('wrong turns in Slack', () => {
  let company: CompanyInProcess;
  beforeEach(async () => {
    company = await openCompanyInProcess();
  });
  afterEach(async () => {
    expect(callsAboveLimits(company.workspace.proxy.calls)).toEqual([]);
    expect(company.steward.errors()).toEqual([]);
    await company.close();
  });

  async function declares(who: SlackPersona): Promise<void> {
    await who.says(OTTER);
    await who.clicks('All correct');
    await who.opensForm('As a form');
    await who.fills(WITH_ACCOUNT);
    await who.fills(CLOSER_LOOK);
    await who.clicks('Submit');
    await who.sees(/Reference: REV-1/);
  }

  it('a dialog that Slack would not open is offered once more', async () => {
    const { maya, workspace } = company;
    await maya.says(OTTER);
    await maya.clicks('All correct');
    await maya.sees(/Which kind of account/);
    const { place, button } = await maya.button('As a form');
    if (!('message' in place)) return expect.unreachable('it is no message');
    const trigger = await workspace.trigger(maya.user);
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Another' }, blocks: [{ type: 'divider' }] };
    await workspace.emulate.call('views.open', { trigger_id: trigger, view }, 'xoxb-of-steward');

    const { channel, message } = place;
    const clicked = { user: maya.user, trigger, action: button.action, at: '1.5', on: { channel, message } };
    const response = await workspace.deliver(clickDelivery(workspace.installed, clicked));

    expect(response.status).toBe(200);
    await maya.reads(/took too long[\s\S]*click once more/);
    const form = await maya.opensForm('As a form');
    expect(form.callback_id).toBe('interview.form');
  });

  it('a dialog that has to wait for Slack’s limits is not asked for before its time', async () => {
    const { maya, workspace, passes } = company;
    await maya.says(OTTER);
    await maya.clicks('All correct');
    workspace.proxy.decide(({ method }) =>
      method === 'views.open' ? { kind: 'limited', retryAfterSeconds: 30 } : fine,
    );

    await maya.clicks('As a form');
    workspace.proxy.decide(() => fine);
    await maya.clicks('As a form');

    expect(workspace.modal(maya.user)).toBeUndefined();
    await passes(31_000);
    await maya.opensForm('As a form');
  });

  it('an answer in the card itself is taken, with what was ticked', async () => {
    const { maya } = company;
    await maya.says(OTTER);
    await maya.clicks('All correct');
    await maya.clicks('Company account, team or business plan');
    await maya.says('my team');
    await maya.says('Sweden');
    await maya.sees(/What kinds of information/);

    await maya.clicks('Answer', { Data: ['Personal data'] });

    await maya.sees(/Does any of this apply/);
    await maya.reads(/What kinds of information[\s\S]*Personal data \(names, e-mails, voices\)\n\[Change\]/);
  });

  it('two reviewers who claim at once have one claim between them', async () => {
    const { maya, priya, jonas } = company;
    await declares(maya);
    const claims = await Promise.all([priya, jonas].map((one) => one.in('governance').button('Claim')));

    await Promise.all(
      [priya, jonas].map(({ user }, index) => {
        const claim = claims[index];
        return claim && company.workspace.clicks(user, claim.place, claim.button.action);
      }),
    );
    await company.passes(2000);

    const card = await priya.in('governance').reads(/REV-1 ·/);
    expect(card.match(/In review by|Claimed by|Reviewer/gu)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(/Priya Raman/.test(card)).not.toBe(/Jonas Weber/.test(card));
  });

  it('a message that comes again, renamed and as a mention too, is answered once', async () => {
    const { tom, workspace, passes } = company;
    const channel = workspace.channel('general');
    const text = `<@${workspace.botUser}> what does ISO 42001 want for impact assessments?`;
    const { ts } = ShownMessage.parse(
      Object(await workspace.emulate.call('chat.postMessage', { channel, text }, 'xoxp-of-tom')).message,
    );
    const said = { user: tom.user, channel, text, ts };

    for (const [event, retry] of [['Ev1'], ['Ev1', 1], ['Ev2', 2], ['Ev3']] as const)
      await workspace.deliver(
        (event === 'Ev3' ? messageDelivery : mentionDelivery)(workspace.installed, said, event),
        retry === undefined ? undefined : { number: retry, reason: 'http_timeout' },
      );
    await passes(5000);

    expect(await tom.in('general').counts(/What I found/)).toBe(1);
  });

  it('somebody from elsewhere is refused, and is nobody here afterwards', async () => {
    const { workspace, steward, passes } = company;
    const people = 'SELECT count(*)::int AS number FROM person';
    const before = (await steward.pool.query(people)).rows;
    const said = { user: 'U0STRANGER', channel: 'D0STRANGER', text: 'hello', ts: '1795000000.000901' };

    const response = await workspace.deliver(messageDelivery(workspace.installed, said, 'Ev1'));
    await passes(2000);

    expect(response.status).toBe(200);
    expect((await steward.pool.query(people)).rows).toEqual(before);
    const told = workspace.proxy.calls.filter(({ args }) => args.channel === 'D0STRANGER');
    expect(told).toMatchObject([{ method: 'chat.postEphemeral', args: { user: 'U0STRANGER' } }]);
    expect(JSON.stringify(told[0]?.args)).toContain('another organisation');
  });

  it('a review is shown nowhere as long as somebody without a role sits in the team’s room', async () => {
    const { maya, tom, priya, workspace, passes } = company;
    const channel = workspace.channel('governance');
    await passes(2000);
    await workspace.emulate.call('conversations.invite', { channel, users: tom.user }, 'xoxp-of-priya');
    const joined = { type: 'member_joined_channel', user: tom.user, channel, channel_type: 'G' };
    await workspace.deliver(
      eventDelivery({ type: 'event_callback', team_id: workspace.installed.team, event: joined, event_id: 'EvJoin' }),
    );

    await declares(maya);
    await passes(10_000);
    expect(await priya.in('governance').counts(/REV-1/)).toBe(0);

    await workspace.emulate.call('conversations.kick', { channel, user: tom.user }, 'xoxp-of-priya');
    await passes(310_000);
    await priya.in('governance').reads(/REV-1 ·/);
    company.steward.errors().splice(0);
  });

  it('a button that never was is answered with a sentence', async () => {
    const { maya, workspace } = company;
    await maya.says('hello');
    await maya.sees(/Steward/);
    const { team, app } = workspace.installed;
    const [message] = await workspace.messages(await workspace.direct(maya.user));

    for (const action of [
      { type: 'button', action_id: 'review.approve', value: '{"review":"01900000-0000-7000-8000-00000000ffff"}' },
      { type: 'button', action_id: 'constructor.name', value: '{}' },
      { type: 'button', action_id: 'nothing', value: 'null' },
      { type: 'overflow', action_id: 'review.claim', selected_option: { value: '{}' } },
    ]) {
      const payload = {
        ...{ type: 'block_actions', team: { id: team }, api_app_id: app, user: { id: maya.user, team_id: team } },
        ...{ trigger_id: 'none', container: { type: 'message' }, channel: { id: await workspace.direct(maya.user) } },
        ...{ message, actions: [{ ...action, block_id: 'b', action_ts: `${Math.random()}` }] },
      };
      expect((await workspace.deliver(interactionDelivery(payload))).status).toBe(200);
    }

    await maya.reads(/no longer there|older version/);
  });
});

describe.runIf(whyNoNamespace === undefined)('the ways into Steward', () => {
  let company: CompanyInProcess;
  beforeEach(async () => {
    company = await openCompanyInProcess();
  });
  afterEach(() => company.close());

  it('lead from the menu of Slack into a declaration, page by page', async () => {
    const { maya, workspace } = company;

    await workspace.chooses(maya.user, 'declare');
    await maya.fills({
      'Which AI tool': 'Otter.ai',
      'What will it mostly be used for': 'Recording or transcribing',
      ...WITH_ACCOUNT,
    });
    await maya.fills({ ...CLOSER_LOOK, 'Which company offers it': 'Otter.ai, Inc.' });

    await maya.reads(/Please check, then submit/);
  });

  it('lead from somebody’s message into a declaration that quotes it', async () => {
    const { maya, tom, workspace } = company;
    const message = await workspace.says(tom.user, workspace.channel('general'), 'We use DeepL to translate contracts');

    await workspace.chooses(maya.user, 'declare_from_message', { channel: workspace.channel('general'), message });

    await maya.reads(/DeepL[\s\S]*“DeepL”/);
    expect(await tom.in('general').counts(/declar/i)).toBe(0);
  });

  it('lead from the menu into a report that nobody else sees', async () => {
    const { maya, tom, workspace } = company;

    await workspace.chooses(maya.user, 'report_concern');

    expect(workspace.modal(maya.user)?.callback_id).toMatch(/^concern\./);
    expect(workspace.modal(tom.user)).toBeUndefined();
  });

  it('lead from a command into an answer, and into a declaration with what was said', async () => {
    const { maya, tom } = company;

    await maya.in('general').types('can I use Otter.ai for client calls');
    await maya.reads(/Otter\.ai is not in the register/);
    await tom.in('general').types('declare I would like to use DeepL to translate letters');
    await tom.reads(/Is this what you mean\?/);

    expect(await maya.in('general').counts(/register/)).toBe(0);
  });

  it('lead to App Home, which is drawn anew when something on it changes', async () => {
    const { maya, priya, passes } = company;
    await priya.opensHome();
    await priya.seesAtHome(/Your desk/);

    await maya.says(OTTER);
    await maya.clicks('All correct');
    await maya.opensForm('As a form');
    await maya.fills(WITH_ACCOUNT);
    await maya.fills(CLOSER_LOOK);
    await maya.clicks('Submit');
    await passes(11_000);

    await priya.seesAtHome(/To review[\s\S]*REV-1/);
    await maya.opensHome();
    await maya.seesAtHome(/REV-1/);
  });
});

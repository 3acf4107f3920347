import { describe, expect, it } from 'vitest';
import type { PersonsMessage } from '../../../../src/channels/slack/receive/payloads.ts';
import { reconcile } from '../../../../src/channels/slack/reconcile.ts';
import { silentLog } from '../../../../src/kernel/log.ts';
import { aSlackApi, TEAM } from './slack-api.ts';

const MINUTE_MS = 60_000;

describe('what Slack never delivered', () => {
  it('is handed in as it was said, in order: in the thread of the interview and beside it', async () => {
    const slack = await missed();
    const thread = slack.say('I want to use Otter.ai').ts;
    slack.answered();
    slack.say('my team', thread);
    slack.say('Sweden');

    await slack.reconcile(`D1@U1/${thread}`);

    expect(slack.heard.map(({ text, channel }) => [channel, text])).toEqual([
      ['D1', 'my team'],
      ['D1', 'Sweden'],
    ]);
    expect(slack.heard[0]?.thread_ts).toBe(thread);
  });

  it('is left alone where something was done since, which it may contradict by now', async () => {
    const slack = await missed();
    const thread = slack.say('hello').ts;
    slack.say('my team', thread);
    slack.answered();

    await slack.reconcile(`D1@U1/${thread}`);

    expect(slack.heard).toEqual([]);
  });

  it('is what the person said, never what Steward or somebody else did', async () => {
    const slack = await missed();
    const thread = slack.say('hello').ts;
    slack.answered();
    slack.say('not mine', thread, 'U2');
    await slack.api.clients.bulk.chat.postMessage({
      channel: 'D1',
      text: 'Which plan?',
      thread_ts: thread,
      blocks: [],
    });

    await slack.reconcile(`D1@U1/${thread}`);

    expect(slack.heard).toEqual([]);
  });

  it('waits for the next look where Slack does not answer, and the others are looked at', async () => {
    const slack = await missed();
    slack.answered();
    slack.say('Sweden');
    slack.api.api.say('conversations.history', ({ channel }) =>
      channel === 'D2' ? { ok: false, error: 'internal_error' } : undefined,
    );

    await slack.reconcile('D2@U2', 'D1@U1');

    expect(slack.heard.map(({ text }) => text)).toEqual(['Sweden']);
  });

  it('is looked for in no channel, and nowhere that cannot be read', async () => {
    const slack = await missed();
    slack.answered();
    slack.say('in the channel', undefined, 'U1', 'CGOV');

    await slack.reconcile('CGOV', 'home@U1', '@U1', 'nonsense');

    expect(slack.heard).toEqual([]);
    expect(slack.api.api.calls).toEqual([]);
  });
});

/** Somebody who says things to a Slack that delivers nothing. */
async function missed() {
  const api = await aSlackApi();
  const heard: PersonsMessage[] = [];
  let answeredUntil = api.clock();
  return {
    api,
    heard,
    say(text: string, thread?: string, user = 'U1', channel = 'D1') {
      api.clock.advance(MINUTE_MS);
      return api.api.slack.say(user, channel, text, thread);
    },
    answered() {
      api.clock.advance(MINUTE_MS);
      answeredUntil = api.clock();
    },
    reconcile: (...conversations: readonly string[]) =>
      reconcile({
        openConversations: async () =>
          conversations.map((conversation) => ({
            address: { platform: 'slack', workspace: TEAM, conversation, visibility: 'direct' },
            answeredUntil,
          })),
        clientsFor: async () => api.clients,
        deliver: async (_workspace, message) => void heard.push(message),
        waitFor: async () => {},
        signal: new AbortController().signal,
        log: silentLog,
      }),
  };
}

import { describe, expect, it } from 'vitest';
import type { ConnectorCall } from '../../../../src/channels/teams/connector.ts';
import { type Called, createPacedCalls } from '../../../../src/channels/teams/paced-calls.ts';
import { createPacing } from '../../../../src/channels/teams/pacing.ts';
import { GOVERNANCE, TENANT } from '../../../support/teams/activities.ts';

const NOW = new Date('2027-01-11T09:00:00Z');
const serviceUrl = 'https://smba.trafficmanager.net/teams/';
const inThread = (thread: number): ConnectorCall => ({
  ...{ kind: 'post', serviceUrl, conversation: `${GOVERNANCE};messageid=${thread}`, activity: {} },
});
const newThread: ConnectorCall = {
  ...{ kind: 'create', serviceUrl, parameters: { channelData: { channel: { id: GOVERNANCE } } } },
};

async function callAll(calls: readonly ConnectorCall[]): Promise<readonly Called['kind'][]> {
  const call = createPacedCalls(
    { authenticate: async () => 'genuine', call: async () => ({ kind: 'done', value: {} }) },
    createPacing(() => NOW),
  );
  const kinds: Called['kind'][] = [];
  for (const one of calls) kinds.push((await call(TENANT, one)).kind);
  return kinds;
}

describe('calls within Teams’ limits', () => {
  it('are counted for a whole channel, in whichever of its threads they end', async () => {
    const threads = Array.from({ length: 6 }, (_, thread) => inThread(thread));

    expect(await callAll([...threads, newThread, inThread(9)])).toEqual([...Array(7).fill('done'), 'wait']);
  });

  it('wait as long as the longest of several refusals asked for', async () => {
    let now = NOW.getTime();
    const limits = [20_000, 5000];
    const call = createPacedCalls(
      {
        authenticate: async () => 'genuine',
        call: async () => ({ kind: 'limited', retryAfterMs: limits.shift() ?? 0 }),
      },
      createPacing(() => new Date(now)),
    );
    await Promise.all([call(TENANT, inThread(1)), call(TENANT, inThread(2))]);

    now += 6000;

    expect(await call(TENANT, inThread(3))).toMatchObject({ kind: 'wait', waitMs: 14_000 });
  });

  it('are counted for each chat by itself', async () => {
    const chats = Array.from({ length: 8 }, (_, chat): ConnectorCall => {
      return { kind: 'update', serviceUrl, conversation: `19:chat${chat}@thread.v2`, id: '1', activity: {} };
    });

    expect(await callAll(chats)).toEqual(Array(8).fill('done'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacing, type PacedCall } from '../../../../src/channels/slack/pacing.ts';
import { callsAboveLimits } from '../../../support/slack/limits.ts';
import { aClock } from './slack-api.ts';

const post = (channel: string, workspace = 'T1'): PacedCall => ({ method: 'chat.postMessage', workspace, channel });
const update: PacedCall = { method: 'chat.update', workspace: 'T1' };
const home = (user: string): PacedCall => ({ method: 'views.publish', workspace: 'T1', user });

function aPacing() {
  const clock = aClock();
  return { clock, pacing: createPacing(clock) };
}

describe('the pace of calls', () => {
  it('is one message in a second for each channel, whatever other channels do', () => {
    const { pacing, clock } = aPacing();

    expect(pacing.take(post('C1'))).toMatchObject({ waitMs: 0 });
    expect(pacing.take(post('C2'))).toMatchObject({ waitMs: 0 });
    const refused = pacing.take(post('C1'));
    expect(refused).toEqual({ waitMs: 1050, holds: 'conversation' });
    clock.advance(1049);
    expect(pacing.take(post('C1'))).toMatchObject({ waitMs: 1 });
    clock.advance(1);
    expect(pacing.take(post('C1'))).toMatchObject({ waitMs: 0 });
  });

  it('is the tier of each method in each workspace', () => {
    const { pacing, clock } = aPacing();
    const made = (call: PacedCall, times: number) =>
      Array.from({ length: times }, () => pacing.take(call)).filter(({ waitMs }) => waitMs === 0).length;

    expect(made(update, 60)).toBe(50);
    expect(made({ ...update, workspace: 'T2' }, 60)).toBe(50);
    expect(made({ method: 'users.info', workspace: 'T1' }, 120)).toBe(100);
    clock.advance(60_000);
    expect(pacing.take(update)).toEqual({ waitMs: 1000, holds: 'call' });
    clock.advance(1000);
    expect(made(update, 60)).toBe(50);
  });

  it('is some hundred messages in a minute for a workspace, and then nothing is sent there', () => {
    const { pacing } = aPacing();
    for (let channel = 0; channel < 300; channel += 1) expect(pacing.take(post(`C${channel}`)).waitMs).toBe(0);

    expect(pacing.take(post('C300'))).toEqual({ waitMs: 61_000, holds: 'workspace' });
    expect(pacing.take(post('C300', 'T2')).waitMs).toBe(0);
  });

  it('is one picture of a home in ten seconds for each person, and no limit on turning its pages', () => {
    const { pacing, clock } = aPacing();

    expect([home('U1'), home('U2'), home('U1')].map((call) => pacing.take(call).waitMs)).toEqual([0, 0, 10_000]);
    expect(pacing.take({ method: 'views.publish', workspace: 'T1' }).waitMs).toBe(0);
    clock.advance(10_000);
    expect(pacing.take(home('U1')).waitMs).toBe(0);
  });

  it('counts no call that it refuses', () => {
    const { pacing, clock } = aPacing();
    pacing.take(post('C1'));
    for (let times = 0; times < 400; times += 1) pacing.take(post('C1'));

    clock.advance(1050);

    expect(pacing.take(post('C1')).waitMs).toBe(0);
  });

  it('is counted from the end of a call, and lets no other like it go to that channel before', () => {
    const { pacing, clock } = aPacing();
    pacing.take(post('C1'));
    const made = pacing.begin(post('C1'));

    clock.advance(5000);
    expect(pacing.take(post('C1'))).toEqual({ waitMs: 1050, holds: 'conversation' });
    expect(pacing.take(post('C2')).waitMs).toBe(0);
    expect(pacing.take({ ...update, channel: 'C1' }).waitMs).toBe(0);

    made.end();
    expect(pacing.take(post('C1'))).toEqual({ waitMs: 1050, holds: 'conversation' });
    clock.advance(1050);
    expect(pacing.take(post('C1')).waitMs).toBe(0);
  });

  it('waits exactly as long as Slack asks, in that channel alone', () => {
    const { pacing, clock } = aPacing();
    pacing.take(post('C1'));

    expect(pacing.holdBack(post('C1'), 30_000)).toEqual({ waitMs: 30_000, holds: 'conversation' });

    clock.advance(29_999);
    expect(pacing.take(post('C1')).waitMs).toBe(1);
    expect(pacing.take(post('C2')).waitMs).toBe(0);
    clock.advance(1);
    expect(pacing.take(post('C1')).waitMs).toBe(0);
  });

  it('waits in the whole workspace when a second channel is asked to wait at the same time', () => {
    const { pacing, clock } = aPacing();
    pacing.holdBack(post('C1'), 30_000);
    clock.advance(10_000);

    expect(pacing.holdBack(post('C2'), 5000)).toEqual({ waitMs: 5000, holds: 'workspace' });

    expect(pacing.take(post('C3'))).toEqual({ waitMs: 5000, holds: 'workspace' });
    expect(pacing.take(post('C3', 'T2')).waitMs).toBe(0);
    clock.advance(5000);
    expect(pacing.take(post('C3')).waitMs).toBe(0);
    expect(pacing.take(post('C1')).waitMs).toBe(15_000);
  });

  it('waits with a method as Slack asks, and with no other', () => {
    const { pacing } = aPacing();

    expect(pacing.holdBack(update, 12_000)).toEqual({ waitMs: 12_000, holds: 'call' });

    expect(pacing.take(update).waitMs).toBe(12_000);
    expect(pacing.take(home('U1')).waitMs).toBe(0);
  });

  it('is never above the limits, whoever asks for what and when', () => {
    const calls = fc.oneof(
      fc.constantFrom('C1', 'C2', 'C3').map((channel) => post(channel)),
      fc.constantFrom('U1', 'U2').map(home),
      fc.constant(update),
      fc.constant<PacedCall>({ method: 'conversations.history', workspace: 'T1' }),
    );
    const asked = fc.array(fc.tuple(calls, fc.oneof(fc.constant(0), fc.nat(30), fc.nat(4000))), { maxLength: 400 });
    fc.assert(
      fc.property(asked, (steps) => {
        const { pacing, clock } = aPacing();
        const made = steps.flatMap(([call, ms], number) => {
          clock.advance(ms);
          if (pacing.take(call).waitMs > 0) return [];
          const { method, channel } = call;
          const arrived = { number, atMs: clock().getTime(), method, token: 'T1', args: { channel } };
          return [{ ...arrived, fate: { kind: 'fine' } as const, answer: undefined }];
        });
        expect(callsAboveLimits(made, 0)).toEqual([]);
      }),
    );
  });
});

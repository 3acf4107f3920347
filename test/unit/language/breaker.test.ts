import { describe, expect, it } from 'vitest';
import { withBreaker } from '../../../src/language/breaker.ts';
import { type LanguageModel, type ModelFailure, NOTHING_SPENT } from '../../../src/language/language-model.ts';

const REQUEST = { system: '', user: '', maxOutputTokens: 1, timeLimitMs: 1 };

function broken() {
  let failure: ModelFailure | undefined = { kind: 'unavailable', reason: 'away' };
  let calls = 0;
  let now = 0;
  const model: LanguageModel = {
    name: 'test',
    structured: async () => ({ ok: false, failure: { kind: 'refused' }, spent: NOTHING_SPENT }),
    write: async () => {
      calls += 1;
      return failure ? { ok: false, failure, spent: NOTHING_SPENT } : { ok: true, value: 'well', spent: NOTHING_SPENT };
    },
  };
  const guarded = withBreaker(model, { clock: () => new Date(now), failures: 3, openMs: 1_000 });
  return {
    call: () => guarded.write(REQUEST),
    calls: () => calls,
    fails: (next: ModelFailure | undefined) => {
      failure = next;
    },
    passes: (ms: number) => {
      now += ms;
    },
  };
}

describe('the circuit breaker', () => {
  it('leaves an endpoint alone that keeps failing, then tries one call', async () => {
    const test = broken();
    for (let at = 0; at < 5; at += 1) await test.call();
    expect(test.calls()).toBe(3);

    test.passes(1_000);
    test.fails(undefined);
    const [one, other] = await Promise.all([test.call(), test.call()]);

    expect([one.ok, other.ok, test.calls()]).toEqual([true, false, 4]);
    expect((await test.call()).ok).toBe(true);
  });

  it('opens again when the one call fails as well', async () => {
    const test = broken();
    for (let at = 0; at < 3; at += 1) await test.call();
    test.passes(1_000);

    await test.call();
    await test.call();

    expect(test.calls()).toBe(4);
  });

  it('waits as long as it was asked to', async () => {
    const test = broken();
    test.fails({ kind: 'rateLimited', retryAfterMs: 400 });
    await test.call();
    test.passes(399);
    await test.call();
    expect(test.calls()).toBe(1);

    test.passes(1);
    await test.call();
    expect(test.calls()).toBe(2);
  });

  it('takes a refusal and an unreadable answer for an answer', async () => {
    const test = broken();
    test.fails({ kind: 'malformed' });

    for (let at = 0; at < 9; at += 1) await test.call();

    expect(test.calls()).toBe(9);
  });
});

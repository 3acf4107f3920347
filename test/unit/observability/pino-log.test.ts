import { describe, expect, it } from 'vitest';
import { failureFields } from '../../../src/observability/pino-log.ts';

describe('what is logged of a failure', () => {
  it('names its kind and place, and nothing of its message, however that is laid out', () => {
    const failure = new TypeError('could not read\n    at home with Maya (the canary):1:2\nat work');

    const logged = failureFields(failure);

    expect(logged.failure).toBe('TypeError');
    expect(logged.at).toMatch(/^at .*pino-log\.test\.ts/);
    expect(JSON.stringify(logged)).not.toMatch(/Maya|canary|at work/);
  });

  it('leaves out a stack that does not begin with the message, as its lines cannot be told apart', () => {
    const failure = new Error('first');
    failure.message = 'at home with Maya';
    failure.stack = 'Error: other\n    at home with Maya';

    expect(JSON.stringify(failureFields(failure))).not.toMatch(/Maya/);
  });
});

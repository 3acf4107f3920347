import { describe, expect, it } from 'vitest';
import { createLifecycle } from '../../../src/kernel/lifecycle.ts';

describe('the lifecycle', () => {
  it('closes what was opened in reverse, each exactly once', async () => {
    const closed: string[] = [];
    const lifecycle = createLifecycle();
    for (const name of ['database', 'server']) lifecycle.add({ close: async () => void closed.push(name) });

    await lifecycle.close();
    await lifecycle.close();

    expect(closed).toEqual(['server', 'database']);
  });

  it('closes the rest when one fails, and says so', async () => {
    const closed: string[] = [];
    const lifecycle = createLifecycle();
    lifecycle.add({ close: async () => void closed.push('database') });
    lifecycle.add({ close: () => Promise.reject(new Error('the server hangs')) });

    await expect(lifecycle.close()).rejects.toThrow(AggregateError);

    expect(closed).toEqual(['database']);
  });
});

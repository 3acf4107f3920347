import { type Language, openLanguage } from '../../src/composition/language.ts';
import type { Allowance } from '../../src/language/allowance.ts';
import type { Mock } from './mock-model.ts';

export const MODEL_KEY = 'sk-canary-2f77aa01';

/** The whole way to a model, with the mock at its end. */
export function mockLanguage(
  mock: Mock,
  allowance: Allowance = { tokens: { perPerson: 1_000_000, perOrganisation: 10_000_000 } },
  timeLimitMs = 15_000,
): (clock: () => Date) => Promise<Language> {
  const config = { baseUrl: `${mock.url}/v1`, apiKey: MODEL_KEY, model: 'test-model', allowance };
  return async (clock) => ({ ...(await openLanguage(config, clock)), timeLimitMs });
}

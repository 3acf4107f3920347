import { type LanguageModel, type ModelReply, NOT_CONFIGURED, NOTHING_SPENT } from '../language-model.ts';

/** Stands where no model is configured, and says so. Everything in Steward works with it. */
export const noModel: LanguageModel = {
  name: 'none',
  structured: async () => notConfigured,
  write: async () => notConfigured,
};

const notConfigured: Extract<ModelReply<never>, { ok: false }> = {
  ok: false,
  failure: { kind: 'unavailable', reason: NOT_CONFIGURED },
  spent: NOTHING_SPENT,
};

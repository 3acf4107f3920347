import type { EndedCall, ModelCall } from '../../src/language/model-calls.ts';
import { NOW } from './storage.ts';

export const NO_LIMITS = {
  person: { tokens: 1_000_000, cost: 1_000_000 },
  organisation: { tokens: 1_000_000, cost: 1_000_000 },
};

export const AN_END: EndedCall = {
  outcome: 'answered',
  spent: { inputTokens: 30, outputTokens: 10, tookMs: 250 },
  charge: { tokens: 40, cost: 4 },
  sent: 'what was sent',
  received: 'what came back',
};

export function aModelCall(id: string, personId: string, change: Partial<ModelCall> = {}): ModelCall {
  return {
    id,
    personId,
    purpose: 'answer',
    subjectId: 'subject',
    promptId: 'answer-from-passages',
    promptVersion: 1,
    promptDigest: 'digest',
    model: 'test-model',
    inputLimit: 500,
    reserved: { tokens: 100, cost: 10 },
    reservedAt: NOW,
    text: undefined,
    details: {},
    ...change,
  };
}

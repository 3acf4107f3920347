import { describe, expect, it } from 'vitest';
import { BadEnvironment, readConfig } from '../../../src/config.ts';

const COSTS = { MODEL_PRICE_INPUT: '2.5', MODEL_PRICE_OUTPUT: '10', MODEL_COST_PER_PERSON: '0.50', MODEL_COST: '20' };

function faultsOf(variables: Record<string, string>): string {
  try {
    readConfig(variables);
    return '';
  } catch (failure) {
    if (failure instanceof BadEnvironment) return failure.message;
    throw failure;
  }
}

describe('the configuration of a language model', () => {
  it('is absent unless a model is named', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).language).toBeUndefined();
  });

  it('names OpenAI’s own endpoint by a key, any other by its address', () => {
    expect(readConfig({ OPENAI_MODEL: 'gpt-5-mini', OPENAI_API_KEY: 'sk-1' }).language).toEqual({
      ...{ baseUrl: undefined, apiKey: 'sk-1', model: 'gpt-5-mini' },
      allowance: { tokens: { perPerson: 300_000, perOrganisation: 5_000_000 } },
    });
    const local = { OPENAI_MODEL: 'llama3.1', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(readConfig(local).language).toMatchObject({ baseUrl: 'http://127.0.0.1:11434/v1', apiKey: 'none' });
  });

  it('limits tokens and, with a price, cost', () => {
    const variables = {
      OPENAI_MODEL: 'm',
      OPENAI_API_KEY: 'k',
      MODEL_TOKENS: '0',
      MODEL_TOKENS_PER_PERSON: '50',
      ...COSTS,
    };

    expect(readConfig(variables).language?.allowance).toEqual({
      tokens: { perPerson: 50, perOrganisation: 0 },
      cost: { perPerson: 0.5, perOrganisation: 20, input: 2.5, output: 10 },
    });
  });

  it.each([
    [{ OPENAI_MODEL: 'm' }, /OPENAI_API_KEY is needed with OPENAI_MODEL/],
    [{ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'ftp://x' }, /OPENAI_BASE_URL must be an address/],
    [{ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k', MODEL_TOKENS: 'lots' }, /MODEL_TOKENS must be a whole number/],
    [{ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k', MODEL_COST: '5' }, /MODEL_PRICE_INPUT is needed with MODEL_COST/],
    [{ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k', ...COSTS, MODEL_COST: '9999' }, /MODEL_COST must be at most 2000/],
    [{ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k', LANGSMITH_TRACING: 'true' }, /LANGSMITH_TRACING must not be set/],
  ])('is refused when it is wrong: %j', (variables, fault) => {
    expect(faultsOf(variables)).toMatch(fault);
  });
});

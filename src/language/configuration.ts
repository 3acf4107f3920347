import { z } from 'zod';
import type { Allowance } from './allowance.ts';

/** Which model is asked, and how much of it a day may cost. */
export interface LanguageConfig {
  readonly baseUrl: string | undefined;
  readonly apiKey: string;
  readonly model: string;
  readonly allowance: Allowance;
}

const whole = (standard: string) =>
  z
    .string()
    .default(standard)
    .transform(Number)
    .pipe(z.int('must be a whole number of tokens').min(0, 'must be a whole number of tokens').max(1_000_000_000));

/** Costs are counted in millionths, in 32 bits. */
const MOST_COST = 2000;
const amount = z
  .string()
  .transform(Number)
  .pipe(z.number('must be an amount, such as 2.50').min(0).max(MOST_COST, `must be at most ${MOST_COST}`))
  .optional();

export const languageVariables = {
  OPENAI_MODEL: z.string().min(1).optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/u, error: 'must be an address such as https://api.openai.com/v1' })
    .optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  MODEL_TOKENS_PER_PERSON: whole('300000'),
  MODEL_TOKENS: whole('5000000'),
  MODEL_COST_PER_PERSON: amount,
  MODEL_COST: amount,
  MODEL_PRICE_INPUT: amount,
  MODEL_PRICE_OUTPUT: amount,
};

const Variables = z.object(languageVariables);
type Variables = z.infer<typeof Variables>;

const COSTS = ['MODEL_COST_PER_PERSON', 'MODEL_COST', 'MODEL_PRICE_INPUT', 'MODEL_PRICE_OUTPUT'] as const;
/** With these LangChain would send every prompt to a third party. */
const TRACING = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];

/** Faults of variables that are right by themselves. */
export function languageFaults(
  set: Readonly<Record<string, string | undefined>>,
): readonly { readonly variable: string; readonly message: string }[] {
  if (set.OPENAI_MODEL === undefined) return [];
  const hasKey = set.OPENAI_API_KEY !== undefined || set.OPENAI_BASE_URL !== undefined;
  const costs = COSTS.filter((variable) => set[variable] !== undefined);
  const missing = costs.length === 0 ? [] : COSTS.filter((variable) => !costs.includes(variable));
  return [
    ...(hasKey
      ? []
      : [
          {
            variable: 'OPENAI_API_KEY',
            message: 'is needed with OPENAI_MODEL, or OPENAI_BASE_URL for an endpoint that needs none',
          },
        ]),
    ...missing.map((variable) => ({ variable, message: `is needed with ${costs.join(' and ')}` })),
    ...TRACING.filter((variable) => set[variable] === 'true').map((variable) => ({
      variable,
      message: 'must not be set: it would send what people write to a third party',
    })),
  ];
}

/** `undefined` without a model: everything works without one. */
export function languageConfig(read: Variables): LanguageConfig | undefined {
  if (read.OPENAI_MODEL === undefined) return undefined;
  const { MODEL_COST_PER_PERSON, MODEL_COST, MODEL_PRICE_INPUT, MODEL_PRICE_OUTPUT } = read;
  const tokens = { perPerson: read.MODEL_TOKENS_PER_PERSON, perOrganisation: read.MODEL_TOKENS };
  const cost =
    MODEL_COST_PER_PERSON === undefined ||
    MODEL_COST === undefined ||
    MODEL_PRICE_INPUT === undefined ||
    MODEL_PRICE_OUTPUT === undefined
      ? undefined
      : {
          ...{ perPerson: MODEL_COST_PER_PERSON, perOrganisation: MODEL_COST },
          ...{ input: MODEL_PRICE_INPUT, output: MODEL_PRICE_OUTPUT },
        };
  return {
    baseUrl: read.OPENAI_BASE_URL,
    // Ollama and vLLM need no key, but the client does.
    apiKey: read.OPENAI_API_KEY ?? 'none',
    model: read.OPENAI_MODEL,
    allowance: { tokens, ...(cost ? { cost } : {}) },
  };
}

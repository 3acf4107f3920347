/** How much may be spent in one day (UTC), by one person and by everybody together. */
export interface Allowance {
  readonly tokens: PerPayer;
  /** Only where the operator has told what the model costs. */
  readonly cost?: PerPayer & Price;
}

interface PerPayer {
  readonly perPerson: number;
  readonly perOrganisation: number;
}

interface Price {
  /** For a million tokens, in the operator's currency. */
  readonly input: number;
  readonly output: number;
}

/** What a call takes of an allowance. */
export interface Charge {
  readonly tokens: number;
  /** In millionths of the operator's currency; 0 without a price. */
  readonly cost: number;
}

/** A price for a million tokens is the price of one token in millionths. */
export function chargeFor({ cost }: Allowance, inputTokens: number, outputTokens: number): Charge {
  return {
    tokens: inputTokens + outputTokens,
    cost: cost === undefined ? 0 : Math.ceil(inputTokens * cost.input + outputTokens * cost.output),
  };
}

export function limitFor({ tokens, cost }: Allowance, payer: keyof PerPayer): Charge {
  return { tokens: tokens[payer], cost: cost === undefined ? 0 : Math.floor(cost[payer] * 1_000_000) };
}

import type { z } from 'zod';

/**
 * Something that reads and words. It never decides, and its output is read like any stranger's. A call never throws:
 * what went wrong is a value, so that whoever asked can go on without it.
 */
export interface LanguageModel {
  /** As configured; `none` where there is no model. */
  readonly name: string;
  /** One document by the request's schema. Where an endpoint cannot do that itself, it is asked for JSON in words. */
  structured<Output>(request: StructuredRequest<Output>): Promise<ModelReply<Output>>;
  /** Plain text, handed to `onText` piece by piece as it arrives. Nobody may be shown it unchecked. */
  write(request: ModelRequest & { readonly onText?: (piece: string) => void }): Promise<ModelReply<string>>;
}

export interface ModelRequest {
  /** What to do; ours alone. */
  readonly system: string;
  /** What to do it with: the words of others, inside named tags. */
  readonly user: string;
  readonly maxOutputTokens: number;
  /** For everything together: steps down the ladder and a second try included. */
  readonly timeLimitMs: number;
  /** Ends the call early, when Steward stops. */
  readonly signal?: AbortSignal;
}

export interface StructuredRequest<Output> extends ModelRequest {
  /** Letters, digits and hyphens. */
  readonly schemaName: string;
  readonly schema: z.ZodType<Output>;
}

export type ModelReply<Value> =
  | { readonly ok: true; readonly value: Value; readonly spent: Spent }
  | { readonly ok: false; readonly failure: ModelFailure; readonly spent: Spent };

export type ModelFailure =
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number }
  /** Not configured, away, overloaded, or it does not accept us; also an answer that was cut off. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'timedOut'; readonly afterMs: number }
  /** The model or its filter would not answer. */
  | { readonly kind: 'refused' }
  /** It answered what nobody can read, or what the schema does not allow. */
  | { readonly kind: 'malformed' }
  /** Today's allowance is used up; the model was not called. */
  | { readonly kind: 'capReached'; readonly of: 'person' | 'organisation' };

/** What a call has cost, whether or not it succeeded. Where the endpoint does not say, at most this many tokens. */
export interface Spent {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tookMs: number;
}

/** Why there is no answer where no model is configured: trying again is no use. */
export const NOT_CONFIGURED = 'no language model is configured';

export const NOTHING_SPENT: Spent = { inputTokens: 0, outputTokens: 0, tookMs: 0 };

/** A structured answer may be asked for once more when the first one cannot be read. */
export const MOST_ANSWERS = 2;

/** No tokenizer makes more tokens than there are bytes, so this holds for every model. */
export function mostTokens(text: string): number {
  return Buffer.byteLength(text) + MESSAGE_OVERHEAD;
}

const MESSAGE_OVERHEAD = 16;

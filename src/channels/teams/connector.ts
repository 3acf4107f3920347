/**
 * What Microsoft's Bot Connector does for us, in plain JSON, whichever library speaks to it:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export interface Connector {
  /** Whether Microsoft signed a request for this app, and vouches for the address that its answers go to. */
  authenticate(authorization: string, about: Signed): Promise<Authenticity>;
  /** Makes one call, once, within `CALL_WITHIN_MS`. Never throws. */
  call(call: ConnectorCall): Promise<Answered>;
}

export type Authenticity = 'genuine' | 'forged' /** Microsoft's keys cannot be read. */ | 'unknown';

/** What the token is checked against. */
export interface Signed {
  readonly channelId: string;
  readonly serviceUrl: string;
}

export const CALL_WITHIN_MS = 10_000;

type Json = Readonly<Record<string, unknown>>;

export type ConnectorCall = { readonly serviceUrl: string } & (
  | { readonly kind: 'post'; readonly conversation: string; readonly activity: Json }
  | { readonly kind: 'update'; readonly conversation: string; readonly id: string; readonly activity: Json }
  /** A person's own conversation, or a new thread of a channel with its first message. */
  | { readonly kind: 'create'; readonly parameters: Json }
  | { readonly kind: 'members'; readonly conversation: string; readonly continuation?: string }
  | { readonly kind: 'member'; readonly conversation: string; readonly user: string }
);

export type Answered = { readonly kind: 'done'; readonly value: unknown } | CallFailure;

/** Why a call failed, by what may be done about it. */
export type CallFailure =
  /** Not done. Microsoft says when it may be asked again. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Not done: no byte of it reached Microsoft. */
  | { readonly kind: 'notReached'; readonly reason: string }
  /** Not done, and it would not be done the next time. `code` is Microsoft's own. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  /** It may or may not have been done. */
  | { readonly kind: 'unclear'; readonly reason: string };

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Why a call of Slack's Web API failed, by what may be done about it. */
export type CallFailure =
  /** Not done. Slack says when it may be asked again. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Not done: no byte of it reached Slack. */
  | { readonly kind: 'notReached'; readonly reason: string }
  /** Not done, and it would not be done the next time: Slack's own error code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** It may or may not have been done. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** Failures of the connection itself, before anything was written. A certificate is checked before the request is sent. */
const NOT_REACHED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+)$/u;

/** Of each of these Slack says itself that something may have been done: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const UNCLEAR_CODES: readonly string[] = ['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'];
const LIMITED_CODES: readonly string[] = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
const LIMITED_WAIT_MS = 30_000;

/** A page of HTML that stands where an answer should be is no code. */
const CODE = /^[a-z][a-z0-9_]{2,60}$/u;

/** For whatever a call of a client threw; what is not recognised is `unclear`. Never holds words of a message. */
export function readFailure(failure: unknown): CallFailure {
  if (failure instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: failure.retryAfter * 1000 };
  if (failure instanceof WebAPIPlatformError) return readPlatformError(failure);
  if (failure instanceof WebAPIHTTPError) return { kind: 'unclear', reason: `HTTP ${failure.statusCode}` };
  const code = connectionCode(failure instanceof WebAPIRequestError ? failure.original : failure);
  if (NOT_REACHED.test(code)) return { kind: 'notReached', reason: code };
  return { kind: 'unclear', reason: code };
}

function readPlatformError({ data }: WebAPIPlatformError): CallFailure {
  const code = typeof data.error === 'string' && CODE.test(data.error) ? data.error : undefined;
  if (code === undefined) return { kind: 'unclear', reason: 'unreadable answer' };
  if (UNCLEAR_CODES.includes(code)) return { kind: 'unclear', reason: code };
  if (!LIMITED_CODES.includes(code)) return { kind: 'refused', code };
  const seconds = data.response_metadata?.retryAfter;
  return { kind: 'limited', retryAfterMs: seconds === undefined ? LIMITED_WAIT_MS : seconds * 1000 };
}

/** `fetch failed` hides the connection's own code in its cause. */
function connectionCode(failure: unknown): string {
  for (let error = failure, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error.cause === undefined) return error.name;
  }
  return 'unknown';
}

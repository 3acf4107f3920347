import { APIError } from 'openai';
import type { ModelFailure } from '../language-model.ts';

/** Why a request failed; `unsupported` asks for the same in a way that more endpoints know. */
export type RequestFailure = ModelFailure | { readonly kind: 'unsupported' };

const DEFAULT_RETRY_MS = 20_000;
const LONGEST_RETRY_MS = 3_600_000;

/** It may have read everything, and counted it, before the answer broke off. */
export const CUT_OFF = 'the answer was cut off';

/** What an endpoint answers to a format or tool that it does not know. */
const UNSUPPORTED = [400, 404, 415, 422, 501];

/**
 * Reads what `openai` and LangChain throw. Neither wraps everything: a stream that is cut is a `TypeError` ("terminated"),
 * a body that is no JSON a `SyntaxError`, and LangChain turns timeouts and aborts into errors with only a name.
 */
export function readFailure(failure: unknown, signal: AbortSignal, timeLimitMs: number): RequestFailure {
  if (signal.aborted) return stopped(signal, timeLimitMs);
  if (failure instanceof SyntaxError) return { kind: 'malformed' };
  if (failure instanceof APIError && failure.status !== undefined) return ofStatus(failure.status, failure.headers);
  if (failure instanceof Error && failure.name === 'TimeoutError') return { kind: 'timedOut', afterMs: timeLimitMs };
  if (failure instanceof Error && failure.name === 'ContextOverflowError')
    return { kind: 'unavailable', reason: 'the text is too long for the model' };
  return { kind: 'unavailable', reason: neverArrived(failure) ? 'the endpoint cannot be reached' : CUT_OFF };
}

const NO_CONNECTION: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** Only where no connection came about is it certain that nothing was read, and counted. */
function neverArrived(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  return ('code' in failure && NO_CONNECTION.includes(failure.code)) || neverArrived(failure.cause);
}

/** What ended a call that was aborted: its own time limit, or Steward stopping. */
export function stopped(signal: AbortSignal, timeLimitMs: number): ModelFailure {
  const reason: unknown = signal.reason;
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? { kind: 'timedOut', afterMs: timeLimitMs }
    : { kind: 'unavailable', reason: 'Steward is stopping' };
}

function ofStatus(status: number, headers: Headers | undefined): RequestFailure {
  if (status === 429) return { kind: 'rateLimited', retryAfterMs: retryAfterMs(headers) };
  if (status === 401 || status === 403) return { kind: 'unavailable', reason: 'the endpoint does not accept our key' };
  if (UNSUPPORTED.includes(status)) return { kind: 'unsupported' };
  return { kind: 'unavailable', reason: `the endpoint answered ${status}` };
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after; `retry-after-ms` is OpenAI's own. */
function retryAfterMs(headers: Headers | undefined): number {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return Math.min(exact, LONGEST_RETRY_MS);
  const said = headers?.get('retry-after') ?? '';
  const seconds = Number(said === '' ? Number.NaN : said);
  const waits = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(waits) ? Math.min(Math.max(waits, 0), LONGEST_RETRY_MS) : DEFAULT_RETRY_MS;
}

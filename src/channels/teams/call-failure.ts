import { z } from 'zod';
import type { CallFailure } from './connector.ts';

/** Failures of the connection itself, before anything was written. A certificate is checked before the request is sent. */
const NOT_REACHED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+)$/u;

/** Where Microsoft asks to wait without saying how long: its longest usual window. */
const UNNAMED_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

const ErrorBody = z.object({ error: z.object({ code: z.string().regex(/^[\w.]{1,80}$/u) }) });

/** An answer that is no success: only a plain refusal says that nothing was done. */
export function readStatus(status: number, retryAfter: string | undefined, body: unknown): CallFailure {
  if (status === 429) return { kind: 'limited', retryAfterMs: waitMs(retryAfter) };
  const code = ErrorBody.safeParse(body).data?.error.code ?? `HTTP ${status}`;
  // Microsoft advises to repeat 412, 502 and 504, though what it answers so may have been delivered:
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
  if (status >= 400 && status < 500 && ![408, 409, 412].includes(status)) return { kind: 'refused', status, code };
  return { kind: 'unclear', reason: code };
}

function waitMs(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter);
  if (retryAfter === undefined || !Number.isFinite(seconds) || seconds < 0) return UNNAMED_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.max(1, seconds) * 1000);
}

/** Whatever a request threw. `wasSent`: something of it may have left. */
export function readThrown(failure: unknown, wasSent: boolean): CallFailure {
  const code = connectionCode(failure);
  if (!wasSent || NOT_REACHED.test(code)) return { kind: 'notReached', reason: code };
  return { kind: 'unclear', reason: code };
}

/** `fetch failed` hides the connection's own code in its cause. */
function connectionCode(failure: unknown): string {
  for (let error = failure, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error.cause === undefined) return error.name;
  }
  return 'unknown';
}

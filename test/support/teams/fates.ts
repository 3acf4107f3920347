import type { ServerResponse } from 'node:http';

/** What becomes of one call, on the wire. */
export type Fate =
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: object;
      readonly taken?: boolean;
    }
  /** The connection is cut before the answer. */
  | { readonly kind: 'cut'; readonly taken: boolean }
  /** Something that is no JSON stands where the answer should be. */
  | { readonly kind: 'garbled'; readonly taken: boolean }
  /** Never answered: the caller gives up. */
  | { readonly kind: 'silent'; readonly taken: boolean }
  /** Cut, and taken only so many milliseconds later. */
  | { readonly kind: 'late'; readonly afterMs: number }
  /** Answered only after so many milliseconds of the test's time. */
  | { readonly kind: 'slow'; readonly tookMs: number };

export function isTaken(fate: Fate): boolean {
  return fate.kind === 'fine' || fate.kind === 'slow' || ('taken' in fate && fate.taken === true);
}

/** Whether whoever called cannot know what became of it. */
export function isAmbiguous(fate: Fate): boolean {
  if (fate.kind === 'status')
    return fate.status !== 429 && (fate.status >= 500 || [408, 409, 412].includes(fate.status));
  return fate.kind !== 'fine' && fate.kind !== 'slow';
}

const JSON_BODY = { 'content-type': 'application/json' };

/** Answers as it is fated; `answer` is what Teams would say. */
export function respond(response: ServerResponse, fate: Fate, [status, body]: readonly [number, object]): void {
  switch (fate.kind) {
    case 'fine':
    case 'slow':
      return void response.writeHead(status, JSON_BODY).end(JSON.stringify(body));
    case 'status': {
      const headers = { ...JSON_BODY, ...(fate.retryAfter ? { 'retry-after': fate.retryAfter } : {}) };
      return void response.writeHead(fate.status, headers).end(JSON.stringify(fate.body ?? {}));
    }
    case 'cut':
    case 'late':
      return void response.destroy();
    case 'garbled':
      return void response.writeHead(200, JSON_BODY).end('<html>');
    case 'silent':
      return;
  }
}

import { type Call, type Request, readCall } from './calls.ts';
import { checkUnfurling } from './check-shown.ts';

/** What becomes of one call. */
export type Fate =
  | { readonly kind: 'fine' }
  /** 429, not taken. */
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** 5xx, taken or not. */
  | { readonly kind: 'broken'; readonly status: number; readonly taken: boolean }
  /** No answer at all: the connection is cut, after the call was taken or before. */
  | { readonly kind: 'cut'; readonly taken: boolean }
  /** Taken at once, answered when it is over. */
  | { readonly kind: 'stalled'; readonly until: Promise<void> };

/** A call with what became of it. */
export interface Fated extends Call {
  readonly fate: Fate;
  /** Slack's own answer; `undefined` while it is under way, and where the call was never taken. */
  answer: Answer | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The caller hears nothing more than that. */
export class Cut extends Error {
  override readonly name = 'Cut';
}

export interface Faults {
  /** @throws {Cut} */
  answer(request: Request): Promise<Answer>;
  /** Every call so far, in the order of arrival. */
  readonly calls: readonly Fated[];
  /** From now on; without it everything is fine. */
  decide(fateOf: (call: Call) => Fate): void;
}

export const fine: Fate = { kind: 'fine' };

/** Stands before whatever answers as Slack, keeps a journal and lets calls fail. */
export function createFaults(take: (request: Request, call: Call) => Promise<Answer>, clock: () => Date): Faults {
  const calls: Fated[] = [];
  let fateOf: (call: Call) => Fate = () => fine;
  return {
    calls,
    decide(next) {
      fateOf = next;
    },
    async answer(request) {
      const call = readCall(request, calls.length, clock().getTime());
      checkUnfurling(call.method, call.args);
      const fated: Fated = { ...call, fate: fateOf(call), answer: undefined };
      calls.push(fated);
      const { fate } = fated;
      if (fate.kind === 'limited') return limited(fate.retryAfterSeconds);
      if ('taken' in fate && !fate.taken) return fail(fate);
      fated.answer = await take(request, call);
      if (fate.kind === 'stalled') await fate.until;
      return 'taken' in fate ? fail(fate) : fated.answer;
    },
  };
}

function fail(fate: Extract<Fate, { readonly taken: boolean }>): Answer {
  if (fate.kind === 'cut') throw new Cut(fate.taken ? 'cut after it was taken' : 'cut before it was taken');
  return { status: fate.status, headers: { 'content-type': 'text/html' }, body: '<html>Something went wrong</html>' };
}

/** As Slack words it: https://docs.slack.dev/apis/web-api/rate-limits */
function limited(retryAfterSeconds: number): Answer {
  const headers = { 'retry-after': String(retryAfterSeconds), 'content-type': 'application/json' };
  return { status: 429, headers, body: JSON.stringify({ ok: false, error: 'ratelimited' }) };
}

import { createServer, type ServerResponse } from 'node:http';
import { type Call, readCall } from './calls.ts';
import { createFakeSlack, type FakeSlack, type FakeSlackOptions } from './fake-slack.ts';
import type { Answer, Fate } from './faults.ts';

/** What becomes of one call, on the wire. */
export type ApiFate =
  | Exclude<Fate, { kind: 'stalled' }>
  /** The connection is cut in the middle of the answer. */
  | { readonly kind: 'garbled'; readonly taken: boolean }
  /** A web page with status 200 stands where the answer should be. */
  | { readonly kind: 'page'; readonly taken: boolean }
  /** Never answered: the caller gives up. */
  | { readonly kind: 'silent'; readonly taken: boolean }
  /** Cut, and taken only so many milliseconds later. */
  | { readonly kind: 'late'; readonly afterMs: number };

export interface ApiCall extends Call {
  readonly fate: ApiFate;
}

export interface FakeSlackApi {
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** Every call, in the order of arrival. */
  readonly calls: readonly ApiCall[];
  callsOf(method: string): readonly ApiCall[];
  readonly slack: FakeSlack;
  /** From now on; without it everything is fine. */
  decide(fateOf: (call: Call) => ApiFate): void;
  /** Other words of Slack for a method: `undefined` leaves it to the fake. */
  say(method: string, answer: (args: Call['args']) => object | undefined): void;
  /** What was sent and is only arriving now. */
  settle(): void;
  /** Connections are refused from now on. */
  close(): Promise<void>;
}

/** Slack's Web API over HTTP on loopback, which fails as it is told. Its clock is the test's. */
export async function openFakeSlackApi(options: FakeSlackOptions): Promise<FakeSlackApi> {
  const { clock } = options;
  const slack = createFakeSlack(options);
  const calls: ApiCall[] = [];
  const said = new Map<string, (args: Call['args']) => object | undefined>();
  let arriving: { readonly atMs: number; readonly call: Call }[] = [];
  let fateOf: (call: Call) => ApiFate = () => ({ kind: 'fine' });

  function take(call: Call): Answer {
    const own = said.get(call.method)?.(call.args);
    if (own === undefined) return slack.take(call);
    return { status: 200, headers: JSON_BODY, body: JSON.stringify(own) };
  }

  function settle(): void {
    const nowMs = clock().getTime();
    const arrived = arriving.filter(({ atMs }) => atMs <= nowMs);
    arriving = arriving.filter(({ atMs }) => atMs > nowMs);
    for (const { call } of arrived) take(call);
  }

  const server = createServer(async (request, response) => {
    const body = await Array.fromAsync(request).then(
      (chunks) => Buffer.concat(chunks).toString(),
      () => undefined,
    );
    // The caller gave up before it had sent everything.
    if (body === undefined) return;
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const method = (request.url ?? '').replace(/^\/api\//u, '');
    const atMs = clock().getTime();
    const call = readCall({ method, authorization, contentType, body }, calls.length, atMs);
    const fate = fateOf(call);
    calls.push({ ...call, fate });
    settle();
    const isTaken = fate.kind === 'fine' || ('taken' in fate && fate.taken);
    const answer = isTaken ? take(call) : undefined;
    if (fate.kind === 'late') arriving.push({ atMs: atMs + fate.afterMs, call });
    respond(response, fate, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    apiUrl: `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/api/`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    slack,
    decide(next) {
      fateOf = next;
    },
    say: (method, answer) => void said.set(method, answer),
    settle,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
const PAGE = '<!doctype html><title>Something went wrong</title>';

function respond(response: ServerResponse, fate: ApiFate, answer: Answer | undefined): void {
  switch (fate.kind) {
    case 'fine':
      response.writeHead(answer?.status ?? 200, answer?.headers ?? {}).end(answer?.body);
      break;
    case 'limited':
      response
        .writeHead(429, { ...JSON_BODY, 'retry-after': String(fate.retryAfterSeconds) })
        .end('{"ok":false,"error":"ratelimited"}');
      break;
    case 'broken':
      response.writeHead(fate.status, { 'content-type': 'text/html' }).end(PAGE);
      break;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      break;
    case 'garbled':
      response.writeHead(200, { ...JSON_BODY, 'content-length': '1000' });
      response.write('{"ok":true,"ts":"17', () => response.destroy());
      break;
    case 'cut':
    case 'late':
      response.destroy();
      break;
    case 'silent':
      break;
  }
}

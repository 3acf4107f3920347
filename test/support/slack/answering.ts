import { createServer } from 'node:http';

export interface MethodAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface AnsweringSlack {
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** What was called, in order. */
  readonly calls: readonly { readonly method: string; readonly token: string; readonly body: URLSearchParams }[];
  /** From now on nobody answers. */
  close(): void;
}

/** Something on loopback that answers each method of Slack's Web API as it is told; others it does not know. */
export async function startAnsweringSlack(
  answers: Readonly<Record<string, MethodAnswer | (() => MethodAnswer)>>,
): Promise<AnsweringSlack> {
  const calls: { method: string; token: string; body: URLSearchParams }[] = [];
  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString());
    const method = (request.url ?? '').slice('/api/'.length);
    calls.push({ method, token: request.headers.authorization?.replace('Bearer ', '') ?? '', body });
    const told = answers[method] ?? { body: { ok: false, error: 'unknown_method' } };
    const { status = 200, headers = {}, body: answer = {} } = typeof told === 'function' ? told() : told;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ ok: true, ...answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    apiUrl: `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/api/`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

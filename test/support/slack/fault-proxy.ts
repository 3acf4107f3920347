import { createServer, type IncomingMessage } from 'node:http';
import type { Call, Request } from './calls.ts';
import { type Answer, Cut, createFaults, type Faults } from './faults.ts';

export interface FaultProxy extends Omit<Faults, 'answer'> {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  close(): Promise<void>;
}

/** An HTTP server in front of an emulator's Web API. */
export function openFaultProxy(emulator: string, clock?: () => Date): Promise<FaultProxy> {
  const take: Take = async ({ method, authorization, contentType, body }) => {
    const headers = { authorization, 'content-type': contentType };
    const response = await fetch(`${emulator}/api/${method}`, { method: 'POST', headers, body });
    return {
      status: response.status,
      headers: { 'content-type': response.headers.get('content-type') ?? '' },
      body: await response.text(),
    };
  };
  return serveSlack(take, { pages: emulator, ...(clock && { clock }) });
}

type Take = (request: Request, call: Call) => Promise<Answer>;

export interface ServingOptions {
  readonly clock?: () => Date;
  /** Where browsers are sent on to. */
  readonly pages?: string;
}

/** The same in front of anything that answers as Slack, by the clock of the test. */
export async function serveSlack(take: Take, options: ServingOptions = {}): Promise<FaultProxy> {
  const { clock = () => new Date(), pages } = options;
  const faults = createFaults(take, clock);
  const server = createServer(async (request, response) => {
    if (pages !== undefined && request.method === 'GET') {
      response.writeHead(302, { location: `${pages}${request.url}` }).end();
      return;
    }
    try {
      const { status, headers, body } = await faults.answer({
        method: (request.url ?? '').replace(/^\/api\//u, ''),
        authorization: request.headers.authorization ?? '',
        contentType: request.headers['content-type'] ?? '',
        body: await bodyOf(request),
      });
      response.writeHead(status, headers).end(body);
    } catch (failure) {
      if (failure instanceof Cut) request.socket.destroy();
      else response.writeHead(500).end(String(failure));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls: faults.calls,
    decide: faults.decide,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

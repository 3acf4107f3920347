import { createServer, request as httpRequest } from 'node:http';
import express from 'express';
import { createAnnouncements } from '../../../src/channels/console/announcements.ts';
import { type ConsoleChannel, createConsoleChannel } from '../../../src/channels/console/channel.ts';
import type {
  ConsoleMessage,
  ConsoleMessages,
  ConsoleOptions,
  ConsolePerson,
  Received,
} from '../../../src/channels/console/ports.ts';
import { createConsoleRouter } from '../../../src/channels/console/router.ts';
import type { InboundEvent, Role } from '../../../src/chat/event.ts';
import { silentLog } from '../../../src/kernel/log.ts';

const STAFF = aPerson('staff', []);
const REVIEWER = aPerson('reviewer', ['governance']);
const AUDITOR = aPerson('auditor', ['auditor']);

export interface ConsoleUnderTest {
  readonly origin: string;
  readonly port: number;
  readonly channel: ConsoleChannel;
  readonly messages: ConsoleMessages;
  /** The events that got through to Steward, in order. */
  readonly received: readonly InboundEvent[];
  call(path: string, options?: Call): Promise<Answer>;
  close(): Promise<void>;
}

interface Call {
  readonly method?: string;
  /** Sent as JSON where it is no string. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; throws where it is none. */
  json(): unknown;
}

/** The console on a free port of its own, with ports in memory. */
export async function startConsole(changes: Partial<ConsoleOptions> = {}): Promise<ConsoleUnderTest> {
  const received: InboundEvent[] = [];
  const messages = createMemoryMessages();
  const announcements = createAnnouncements();
  const options: ConsoleOptions = {
    organisation: { id: 'organisation', name: 'Example' },
    workspace: 'workspace',
    people: async () => [STAFF, REVIEWER, AUDITOR],
    messages,
    render: async (view, personId) => ({ headline: `${view.name} ${view.subjectId} for ${personId}`, blocks: [] }),
    keepFile: async () => undefined,
    desk: async (personId) => ({ headline: `Desk of ${personId}`, blocks: [] }),
    passage: async () => undefined,
    file: async () => undefined,
    announcements,
    log: silentLog,
    clock: () => new Date('2026-11-22T09:00:00Z'),
    receive: async () => ({ kind: 'done' }),
    ...changes,
  };
  const receive = async (event: InboundEvent): Promise<Received> => {
    received.push(event);
    return options.receive(event);
  };
  const app = express();
  app.use('/console', createConsoleRouter({ ...options, receive }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    channel: createConsoleChannel(options),
    messages,
    received,
    call: (path, call) => send(address.port, path, call),
    async close() {
      await announcements.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function createMemoryMessages(): ConsoleMessages {
  const stored: ConsoleMessage[] = [];
  return {
    async append(message) {
      if (stored.some(({ id }) => id === message.id)) return 'already';
      stored.push(message);
      return 'stored';
    },
    async list(conversation, limit) {
      return stored.filter((message) => message.conversation === conversation).slice(-limit);
    },
  };
}

function aPerson(id: string, roles: readonly Role[]): ConsolePerson {
  return { id, name: `The ${id}`, title: 'Member', department: 'Sales', country: 'SE', roles };
}

/** Not `fetch`, which sets Host and Origin by itself. */
function send(port: number, path: string, call: Call = {}): Promise<Answer> {
  const body = call.body === undefined || typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const method = call.method ?? (body === undefined ? 'GET' : 'POST');
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers: { ...json, ...call.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

import type { Response } from 'express';
import { DESK } from './announcements.ts';
import { conversationsOf } from './conversations.ts';
import type { ConsoleOptions, ConsolePerson } from './ports.ts';

/** Keeps proxies and browsers from taking a silent stream for a dead one. */
const HEARTBEAT_MS = 20_000;

/** Server-sent events: what the person's page should read again. */
export function streamEvents(options: ConsoleOptions, person: ConsolePerson, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', connection: 'keep-alive' });
  response.write('retry: 1000\n: connected\n\n');
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  const stop = options.announcements.listen({
    sees: [...conversationsOf(person).map((conversation) => conversation.id), DESK],
    tell: (subject) => response.write(`data: ${JSON.stringify({ conversation: subject })}\n\n`),
    end: () => response.end(),
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

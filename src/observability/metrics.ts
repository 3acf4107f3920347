import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Receipt } from '../chat/router.ts';
import type { OutboxCounts } from '../delivery/outbox.ts';

/** What an operator watches: how long people wait until their deed is committed, what waits to be sent, and the process itself. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  timed(kind: string, receive: () => Promise<Receipt>): Promise<Receipt>;
}

export function createMetrics(countOutbox: () => Promise<OutboxCounts>): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const outbox = new Gauge({
    name: 'steward_outbox_messages',
    help: 'Messages that wait to be sent, may or may not have arrived, or could not be sent',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      for (const [state, count] of Object.entries(await countOutbox())) outbox.set({ state }, count);
    },
  });
  const received = new Histogram({
    name: 'steward_event_seconds',
    help: 'From a verified event to its committed answer, in seconds',
    labelNames: ['kind', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [register],
  });
  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    async timed(kind, receive) {
      const end = received.startTimer({ kind });
      const receipt = await receive();
      end({ outcome: receipt.kind });
      return receipt;
    },
  };
}

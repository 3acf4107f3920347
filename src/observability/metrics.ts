import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Receipt } from '../chat/router.ts';

/** What an operator watches: how long people wait until their deed is committed, and the process itself. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  timed(kind: string, receive: () => Promise<Receipt>): Promise<Receipt>;
}

export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
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

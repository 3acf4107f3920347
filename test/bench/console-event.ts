import { createBareTransaction } from './bare-transaction.ts';
import type { Benchmark, Result } from './benchmark.ts';
import { type BenchDatabase, openDatabases } from './databases.ts';
import { createDeclaring, type Declaring } from './declaring.ts';
import { median, quantile, timed } from './measure.ts';

const WARM_UP_ROUNDS = 3;
const ROUNDS = 14;
const EVENTS_A_ROUND = 8;
const WAYS = ['button', 'words'] as const;

/** From an answer as the console hands it over to its commit, beside a bare transaction of the same database. */
export const consoleEvent: Benchmark = {
  name: 'console-event',
  async *run() {
    for await (const database of openDatabases()) {
      const declaring = await createDeclaring(database);
      try {
        yield* await measure(database, declaring);
      } finally {
        await declaring.close();
      }
    }
  },
};

/** Interleaved, so that a busy machine slows both alike. What an answer leaves to be sent is sent between the measurements. */
async function measure({ name, pool }: BenchDatabase, declaring: Declaring): Promise<readonly Result[]> {
  const bare = await createBareTransaction(pool);
  const durations = { bare: [] as number[], button: [] as number[], words: [] as number[] };
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const warm = round >= WARM_UP_ROUNDS;
    for (let event = 0; event < EVENTS_A_ROUND; event += 1) {
      for (const way of WAYS) {
        const answer = await declaring.nextAnswer(way);
        const tookMs = await timed(answer);
        if (warm) durations[way].push(tookMs);
        await declaring.settle();
      }
      const tookMs = await timed(() => bare.run());
      if (warm) durations.bare.push(tookMs);
    }
  }
  const bareMs = median(durations.bare);
  return WAYS.map((way) => ({
    name: `answer by ${way}, ${name}`,
    medianMs: median(durations[way]),
    p99Ms: quantile(durations[way], 0.99),
    bareMs,
    ratio: bareMs / median(durations[way]),
  }));
}

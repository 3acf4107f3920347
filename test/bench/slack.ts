import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Benchmark, Result } from './benchmark.ts';
import { type BenchDatabase, openDatabases } from './databases.ts';
import { median, quantile } from './measure.ts';
import { clickInSlack, type Load, type Measured, throughput } from './slack-load.ts';
import { SECRET, type ServedSlack, serveBareBolt, serveSteward, TEAM } from './slack-servers.ts';

const ROUNDS = 4;
const ROUND_MS = 3000;
const WARM_UP_MS = 3000;
const AT_ONCE = 32;

const PACED_MS = 20_000;
const PER_SECOND = 200;
const SLOW_CALLS = 300;
const SLOW_ANSWER_MS = 8000;
/** What the issue promises to whoever clicks in Slack, whose own limit is three seconds. */
const PACED_P99_MS = 500;
const PACED_MOST_MS = 3000;

/** The least share of bare Bolt's acknowledged clicks in a second. */
const LEAST_RATIO = { PostgreSQL: 0.15, PGlite: 0.06 } as const;

/** Clicks as Slack signs and sends them, acknowledged with everything committed, beside Bolt that does nothing. */
export const slackClicks: Benchmark = {
  name: 'slack',
  async *run() {
    for await (const database of openDatabases()) {
      const bare = await serveBareBolt();
      const steward = await serveSteward(database);
      try {
        yield await asManyAsPossible(database, bare, steward);
        if (database.name === 'PostgreSQL') yield await atPace(bare, steward);
      } finally {
        await steward.close();
        await bare.close();
        await database.close();
      }
    }
  },
};

type Steward = Awaited<ReturnType<typeof serveSteward>>;

/** Interleaved, so that a busy machine slows both alike. */
async function asManyAsPossible({ name, pool }: BenchDatabase, bare: ServedSlack, steward: Steward): Promise<Result> {
  const load = (url: string, forMs: number): Load => ({
    ...{ url, forMs, secret: SECRET, team: TEAM, people: steward.people, atOnce: AT_ONCE },
  });
  await clickInSlack(load(bare.url, WARM_UP_MS));
  await clickInSlack(load(steward.url, WARM_UP_MS));
  const [bareRounds, ourRounds]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareRounds.push(await clickInSlack(load(bare.url, ROUND_MS)));
    ourRounds.push(await clickInSlack(load(steward.url, ROUND_MS)));
  }
  const failed = ourRounds.reduce((sum, round) => sum + round.failed, 0);
  if (failed > 0) throw new Error(`${failed} clicks were not acknowledged`);
  const { rowCount: stored } = await pool.query('SELECT FROM failed_event');
  if (stored !== 0) throw new Error(`${stored} clicks were acknowledged and could not be handled`);
  const [barePerSecond, ourPerSecond] = [median(bareRounds.map(throughput)), median(ourRounds.map(throughput))];
  const latencies = ourRounds.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    name: `Slack clicks, ${name}`,
    medianMs: median(latencies),
    p99Ms: quantile(latencies, 0.99),
    bareMs: median(bareRounds.flatMap(({ latenciesMs }) => latenciesMs)),
    ratio: ourPerSecond / barePerSecond,
    least: LEAST_RATIO[name],
    note: `${Math.round(ourPerSecond)} acknowledged in a second, bare Bolt ${Math.round(barePerSecond)}`,
  };
}

/** What people feel: clicks at the pace of a large company's busiest minutes, while slow answers are waited for. */
async function atPace(bare: ServedSlack, steward: Steward): Promise<Result> {
  const load = (url: string): Load => ({
    ...{ url, forMs: PACED_MS, secret: SECRET, team: TEAM, people: steward.people, atOnce: 256 },
    perSecond: PER_SECOND,
  });
  const plain = await clickInSlack({ ...load(bare.url), forMs: PACED_MS / 4 });
  const stop = await waitForSlowAnswers();
  const { latenciesMs, failed } = await clickInSlack(load(steward.url)).finally(stop);
  const p99Ms = quantile(latenciesMs, 0.99);
  const mostMs = Math.max(...latenciesMs);
  if (failed > 0) throw new Error(`${failed} clicks were not acknowledged`);
  if (p99Ms > PACED_P99_MS || mostMs > PACED_MOST_MS)
    throw new Error(`At ${PER_SECOND} clicks in a second: p99 ${p99Ms.toFixed(0)} ms, slowest ${mostMs.toFixed(0)} ms`);
  const [bareMs, medianMs] = [median(plain.latenciesMs), median(latenciesMs)];
  return {
    name: `Slack at ${PER_SECOND} a second`,
    ...{ medianMs, p99Ms, bareMs, ratio: bareMs / medianMs },
    note: `slowest ${mostMs.toFixed(0)} ms, with ${SLOW_CALLS} slow calls under way`,
  };
}

/** As many calls as a language model would keep waiting, one after another, in this very process. */
async function waitForSlowAnswers(): Promise<() => void> {
  const server = createServer((_request, response) => void setTimeout(() => response.end('{}'), SLOW_ANSWER_MS));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  let stopped = false;
  for (let call = 0; call < SLOW_CALLS; call += 1) void again();
  return () => {
    stopped = true;
    server.closeAllConnections();
    server.close();
  };

  async function again(): Promise<void> {
    while (!stopped)
      await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.text(),
        () => undefined,
      );
  }
}

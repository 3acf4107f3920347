import { setTimeout as pause } from 'node:timers/promises';
import { type StewardProcess, startSteward } from '../support/steward-process.ts';

/** Something that somebody did, which is sent under the same key until it is acknowledged. */
export interface SentDeed {
  acknowledged: boolean;
}

/** Somebody who does one thing after the other, and does not stop because the server does. */
export interface Doer<Deed extends SentDeed> {
  /** Does the next deed, or the last one again; false when the server went away meanwhile. */
  goOn(origin: string): Promise<boolean>;
  readonly deeds: readonly Deed[];
}

export interface KillingOptions<Deed extends SentDeed> {
  readonly environment: Readonly<Record<string, string>>;
  readonly kills: { readonly running: number; readonly restarting: number };
  readonly acknowledgedBetween: number;
  readonly random: () => number;
  /** Whoever is there; asked of the first server. */
  readonly doers: (origin: string) => Promise<readonly Doer<Deed>[]>;
  /** Sends a deed again that was acknowledged; whether it is acknowledged this time, too. */
  readonly repeat: (origin: string, deed: Deed) => Promise<boolean>;
}

export interface KilledAgainAndAgain<Deed extends SentDeed> {
  readonly deeds: readonly Deed[];
  /** Deeds that were sent once more although they had been acknowledged. */
  readonly repeated: number;
  readonly kills: number;
  /** Alive, with every deed done; to be stopped by the caller. */
  readonly server: StewardProcess;
  readonly origin: string;
}

/** Kills a busy server at random moments, and starts it again, until it was killed as often as it was asked for. */
export async function killAgainAndAgain<Deed extends SentDeed>(
  options: KillingOptions<Deed>,
): Promise<KilledAgainAndAgain<Deed>> {
  const { environment, kills, acknowledgedBetween, random } = options;
  let doers: readonly Doer<Deed>[] = [];
  let repeated = 0;
  const deeds = () => doers.flatMap((doer) => doer.deeds);
  const acknowledged = () => deeds().filter((deed) => deed.acknowledged);
  const restarts = new Set(
    Array.from({ length: kills.restarting }, (_, number) => 1 + number * Math.floor(kills.running / kills.restarting)),
  );

  async function start(): Promise<{ server: StewardProcess; origin: string }> {
    const server = startSteward(environment);
    const origin = await server.origin;
    if (!origin) throw new Error(`Steward did not start again: ${server.stderr()}`);
    return { server, origin };
  }

  /** As a platform does that did not hear the acknowledgement. */
  async function sendAgain(origin: string): Promise<void> {
    const all = acknowledged();
    const picked = all.filter((_, index) => index > all.length - 3 || random() < 0.05);
    for (const deed of picked) {
      if (!(await options.repeat(origin, deed))) throw new Error('A deed was not acknowledged once more');
    }
    repeated += picked.length;
  }

  for (let kill = 0; kill < kills.running; kill += 1) {
    if (restarts.has(kill)) {
      const starting = startSteward(environment);
      await pause(random() * 1500);
      await starting.kill();
    }
    const { server, origin } = await start();
    if (doers.length === 0) doers = await options.doers(origin);
    await sendAgain(origin);
    const target = acknowledged().length + acknowledgedBetween;
    const busy = Promise.all(doers.map((doer) => doUntilGone(doer, origin)));
    const enough = async () => {
      while (acknowledged().length < target) await pause(5);
    };
    await Promise.race([enough(), busy]);
    await pause(random() * 60);
    await server.kill();
    await busy;
  }

  const { server, origin } = await start();
  for (const doer of doers) if (doer.deeds.at(-1)?.acknowledged === false) await doer.goOn(origin);
  await sendAgain(origin);
  return { deeds: deeds(), repeated, kills: kills.running, server, origin };
}

async function doUntilGone<Deed extends SentDeed>(doer: Doer<Deed>, origin: string): Promise<void> {
  while (await doer.goOn(origin));
}

/** As an operator sees it, in the metrics. The test's own time limit ends a wait that is in vain. */
export async function everythingSent(origin: string): Promise<void> {
  const waiting = async () => (await (await fetch(`${origin}/metrics`)).text()).match(/state="waiting"\} (\d+)/)?.[1];
  while ((await waiting()) !== '0') await pause(LOOK_AGAIN_MS);
}

/** How often to look whether everything was sent. A killed process's lease ends first. */
const LOOK_AGAIN_MS = 250;

import { AuditPayload, verifyChain } from '../../src/audit/trail.ts';
import type { Capability } from '../../src/chat/capability.ts';
import type { Channel, SendResult } from '../../src/chat/channel.ts';
import type { InboundEvent } from '../../src/chat/event.ts';
import { createRouter, type Receipt } from '../../src/chat/router.ts';
import { createJobRunner } from '../../src/delivery/jobs.ts';
import { createSender } from '../../src/delivery/sender.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { isTransient } from '../../src/storage/failures.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { seededRandom } from '../support/random.ts';
import { aConversation, anAnswer, anInterview } from '../support/records.ts';
import { createTestOrganisation, NOW, type TestStorage } from '../support/storage.ts';
import { Crash, createFakeChannel, type FakeChannel, type Weather } from './fake-channel.ts';

/** A fault built in on purpose: the simulation is trusted only while it finds each of them. */
export interface Mutant {
  readonly stores?: (stores: Stores) => Stores;
  readonly channel?: (channel: Channel) => Channel;
  /** Acknowledges before the commit. */
  readonly acknowledgesFirst?: boolean;
}

const DEEDS = 4;
const STEPS = 14;
const RETRY_AFTER_MS = 20_000;
const INTERVIEW = '01900000-0000-7000-8000-00000000aaaa';

/** A deed as the platform sees it: delivered again and again until it is acknowledged, and now and then once more. */
interface Deed {
  readonly number: number;
  readonly event: InboundEvent;
  reply: Receipt | undefined;
  acknowledged: boolean;
}

/** Every answer is one revision, one entry of the chain, one card, one job with one more card, and one newer picture. */
const capability: Capability<Stores> = {
  name: 'sim',
  actions: {
    answer: async ({ stores, actor, now, ...context }, { value }) => {
      const interview = await stores.interviews.find(INTERVIEW);
      if (!interview) throw new Error('The interview is lost');
      const answer = {
        ...anAnswer(actor.personId, String(value.number)),
        source: { personId: actor.personId, at: now.toISOString(), messageId: context.event.deliveryKey },
      };
      const state = {
        ...interview.state,
        revision: interview.state.revision + 1,
        answers: { ...interview.state.answers, question: answer },
      };
      await stores.interviews.save(interview, { state }, now);
      if (interview.state.revision === 0) {
        context.send({
          to: { kind: 'governance' },
          content: { kind: 'view', view: { name: 'sim.picture', subjectId: INTERVIEW } },
        });
      }
      context.changed(INTERVIEW);
      context.answer({ headline: `heard ${value.number}`, blocks: [] });
      context.audit({ kind: 'sim.answered', subjectId: String(value.number) });
      await stores.jobs.add({ kind: 'sim.later', payload: { number: Number(value.number) }, runAt: now });
      return { kind: 'notice', text: `heard ${value.number}` };
    },
  },
};

const later = async (stores: Stores, { number }: Readonly<Record<string, unknown>>, now: Date): Promise<void> => {
  const card = { name: 'sim.later', subjectId: `later ${number}` };
  await stores.outgoing.add([{ to: { kind: 'governance' }, content: { kind: 'view', view: card } }], now);
};

/** Plays one schedule of crashes, repeated and reordered deliveries and bad weather; answers what went wrong. */
export async function simulate(
  { storage }: TestStorage,
  seed: number,
  mutant: Mutant = {},
): Promise<readonly string[]> {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  let now = NOW.getTime();
  const clock = () => new Date(now);
  let calm = false;
  const organisation = await createTestOrganisation(storage);
  const person = await organisation.person('Maya');
  await organisation.transact(({ interviews }) => interviews.create(anInterview(INTERVIEW, person)));

  const weather = (): Weather => {
    if (calm) return 'fine';
    return (
      pick<Weather>([
        'fine',
        'fine',
        'limited',
        'unreachable',
        'held',
        'lost',
        'arrivedUnheard',
        'late',
        'wentBy',
        'crashedBefore',
        'crashedAfter',
        'refreshed',
        'refreshed',
      ]) ?? 'fine'
    );
  };
  const deeds: Deed[] = Array.from({ length: DEEDS }, (_, number) => ({
    number,
    reply: undefined,
    acknowledged: false,
    event: {
      deliveryKey: `deed-${number}`,
      identity: { platform: 'console', workspace: 'console', user: person },
      conversation: aConversation(person),
      body: { kind: 'action', actionId: 'sim.answer', value: { number }, inputs: {} },
    },
  }));
  const faults: string[] = [];
  const channel = createFakeChannel({
    clock,
    weather,
    retryAfterMs: RETRY_AFTER_MS,
    meanwhile: () => deliver(pick(deeds.filter((deed) => !deed.acknowledged)), createProcess()),
  });

  function createProcess() {
    let dead = false;
    /** What it has posted without writing down how that ended. */
    const unsettled = new Set<string>();
    let die: (crash: Crash) => void = () => {};
    const died = new Promise<never>((_, reject) => {
      die = reject;
    });
    died.catch(() => {});
    const crash = (): Promise<never> => {
      dead = true;
      channel.unheard(unsettled);
      die(new Crash());
      return new Promise(() => {});
    };
    const strikes = () => !calm && random() < 0.06;

    /** A process that dies within a transaction leaves none of it; one that dies after the commit leaves all. */
    const transact = async <Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> => {
      if (dead) return new Promise(() => {});
      const settled: string[] = [];
      try {
        const result = await organisation.transact(async (stores) => {
          const noting = notesSettled(stores, settled);
          const worked = await work(mutant.stores?.(noting) ?? noting);
          if (strikes()) throw new Crash();
          return worked;
        });
        channel.heard(settled);
        for (const key of settled) unsettled.delete(key);
        return strikes() ? await crash() : result;
      } catch (failure) {
        if (failure instanceof Crash) return crash();
        throw failure;
      }
    };
    const mortal = (one: Channel): Channel => {
      const never = new Promise<never>(() => {});
      const call = async (key: string, work: () => Promise<SendResult>): Promise<SendResult> => {
        if (dead) return never;
        try {
          const result = await work();
          if (!dead) return result;
        } catch (failure) {
          if (failure instanceof Crash) return crash();
          throw failure;
        }
        // It died of another of its calls meanwhile, and hears nothing of this one.
        channel.unheard([key]);
        return never;
      };
      return {
        ...one,
        post: (message) => {
          unsettled.add(message.idempotencyKey);
          return call(message.idempotencyKey, () => one.post(message));
        },
        update: (message) => call(message.idempotencyKey, () => one.update(message)),
      };
    };
    const mine = mortal(channel);
    const owner = newId();
    const common = { owner, clock, log: silentLog };
    const sender = createSender({
      ...common,
      organisationId: organisation.id,
      channels: [mutant.channel?.(mine) ?? mine],
      platformsOf: async () => [],
      withOutbox: (work) => transact(({ outbox }) => work(outbox)),
      render: async (content) => {
        if (content.kind === 'card') return content.card;
        if (content.view.name === 'sim.later') return { headline: content.view.subjectId, blocks: [] };
        const interview = await transact(({ interviews }) => interviews.find(INTERVIEW));
        return { headline: `revision ${interview?.state.revision}`, blocks: [] };
      },
    });
    const jobs = createJobRunner<Stores>({
      ...common,
      handlers: { 'sim.later': later },
      transact,
      nextRun: () => clock(),
    });
    const router = createRouter<Stores>({
      capabilities: [capability],
      transact: (_organisation, work) => transact(work),
      isTransient,
      rateLimit: { take: async () => 0 },
      clock,
      newId,
      log: silentLog,
      nudge: () => {},
    });
    return {
      receive: (event: InboundEvent) => Promise.race([router.receive(organisation.id, event), died]),
      send: () => Promise.race([sender.sendDue(), died]),
      work: () => Promise.race([jobs.runDue(), died]),
    };
  }
  type Process = ReturnType<typeof createProcess>;

  async function deliver(deed: Deed | undefined, process: Process): Promise<void> {
    if (!deed) return;
    if (mutant.acknowledgesFirst) deed.acknowledged = true;
    try {
      const receipt = await process.receive(deed.event);
      if (receipt.kind !== 'done') return void faults.push(`deed ${deed.number} ended as ${receipt.kind}`);
      if (deed.reply && JSON.stringify(deed.reply) !== JSON.stringify(receipt))
        faults.push(`deed ${deed.number} got another reply when it came again`);
      deed.reply = receipt;
      // The acknowledgement itself may be lost, too.
      if (calm || random() < 0.7) deed.acknowledged = true;
    } catch (failure) {
      if (!(failure instanceof Crash)) throw failure;
    }
  }

  const survives = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (failure) {
      if (failure instanceof Crash) return false;
      throw failure;
    }
  };

  let process = createProcess();
  const restart = () => {
    process = createProcess();
  };
  for (let step = 0; step < STEPS; step += 1) {
    const dice = random();
    if (dice < 0.35) {
      const open = deeds.filter((deed) => !deed.acknowledged);
      await deliver(pick(random() < 0.8 && open.length > 0 ? open : deeds), process);
    } else if (dice < 0.45) {
      const deed = pick(deeds);
      await Promise.all([deliver(deed, process), deliver(deed, createProcess())]);
    } else if (dice < 0.75) {
      if (!(await survives(process.send))) restart();
    } else if (dice < 0.9) {
      if (!(await survives(process.work))) restart();
    } else now += Math.floor(random() * 40_000);
  }

  calm = true;
  restart();
  for (const deed of deeds) if (!deed.acknowledged) await deliver(deed, process);
  for (let idle = 0; idle < 6; ) {
    now += 61_000;
    const done = (await process.work()) + (await process.send());
    idle = done === 0 ? idle + 1 : 0;
  }
  return [...faults, ...(await whatIsWrong({ organisation, channel, deeds }))];
}

/** The same stores; what is given up with them is noted. */
function notesSettled(stores: Stores, settled: string[]): Stores {
  const { outbox } = stores;
  const giveUp: typeof outbox.giveUp = (id, ...rest) => {
    settled.push(id);
    return outbox.giveUp(id, ...rest);
  };
  return { ...stores, outbox: { ...outbox, giveUp } };
}

interface Aftermath {
  readonly organisation: Awaited<ReturnType<typeof createTestOrganisation>>;
  readonly channel: FakeChannel;
  readonly deeds: readonly Deed[];
}

async function whatIsWrong({ organisation, channel, deeds }: Aftermath): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { entries, verification, revision } = await organisation.transact(async ({ trail, interviews }) => ({
    entries: await Array.fromAsync(trail.entries()),
    verification: await verifyChain(trail.entries(), await trail.head()),
    revision: (await interviews.find(INTERVIEW))?.state.revision,
  }));
  const handled = entries.flatMap(({ payload }) =>
    AuditPayload.parse(JSON.parse(payload)).notes.map(({ subjectId }) => subjectId),
  );
  const lostInTheWire = [...channel.ambiguous.values()].filter((arrived) => !arrived).length;
  const shown = [...channel.posted.values()].map(({ card }) => card.headline);
  if (!verification.ok) wrong.push('the chain is broken');
  for (const { number } of deeds) {
    const times = handled.filter((one) => one === String(number)).length;
    if (times !== 1) wrong.push(`deed ${number} was handled ${times} times`);
  }
  if (revision !== deeds.length) wrong.push(`${revision} revisions of ${deeds.length} answers`);
  for (const headline of new Set(shown)) {
    if (shown.filter((one) => one === headline).length > 1) wrong.push(`“${headline}” was posted twice`);
  }
  // Each deed leads to its card and its job's card, all of them together to one picture.
  const missing = deeds.length * 2 + 1 - shown.length - lostInTheWire;
  if (missing !== 0) wrong.push(`${missing} messages are missing`);
  const picture = shown.find((headline) => headline.startsWith('revision '));
  if (picture !== undefined && !isUnheard(channel, picture) && picture !== `revision ${revision}`)
    wrong.push(`the picture shows ${picture}`);
  for (const key of channel.doubled) wrong.push(`message ${key} was posted again without looking`);
  for (const [conversation, keys] of channel.order) {
    if (keys.join() !== keys.toSorted().join()) wrong.push(`${conversation} lost its order`);
  }
  for (const key of channel.tooEarly) wrong.push(`message ${key} was tried again before its time`);
  return wrong;
}

/** What arrived without our hearing of it cannot be updated, because its platform id is not known. */
function isUnheard(channel: FakeChannel, headline: string): boolean {
  return [...channel.posted.values()].some(
    ({ key, card }) => card.headline === headline && channel.ambiguous.get(key) === true,
  );
}

import { beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { JobKinds } from '../../src/delivery/jobs.ts';
import type { OutboxItem, Postponement } from '../../src/delivery/outbox.ts';
import { databaseKinds } from '../support/database.ts';
import { aConversation } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);
const minute = 60_000;

describe.each(databaseKinds)('delivery on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya', ['legal', 'governance']);
  });

  describe('the inbox', () => {
    const deed = (key: string, user = maya, now = NOW) => ({
      key,
      identity: { platform: 'console', workspace: 'console', user } as const,
      conversation: aConversation(user),
      now,
    });
    const open = (...given: Parameters<typeof deed>) =>
      organisation.transact(({ inbox }) => inbox.open(deed(...given)));

    it('claims a deed for whoever acts, with the roles of this moment', async () => {
      const opened = await open('one');

      expect(opened).toEqual({
        kind: 'new',
        actor: {
          organisationId: organisation.id,
          personId: maya,
          identityId: expect.any(String),
          displayName: 'Maya',
          roles: ['governance', 'legal'],
        },
      });
    });

    it('knows a deed again, with its reply', async () => {
      await organisation.transact(async ({ inbox }) => {
        await inbox.open(deed('one'));
        await inbox.saveReply('one', maya, { kind: 'notice', text: 'done' });
      });

      expect(await open('one')).toEqual({ kind: 'seen', reply: { kind: 'notice', text: 'done' } });
      await open('two');
      expect(await open('two')).toEqual({ kind: 'seen', reply: undefined });
    });

    it('claims nothing for a transaction that fails', async () => {
      await expect(
        organisation.transact(async ({ inbox }) => {
          await inbox.open(deed('one'));
          throw new Error('no');
        }),
      ).rejects.toThrow('no');

      expect((await open('one')).kind).toBe('new');
    });

    it('is opened by one of many at once', async () => {
      const kinds = (await Promise.all(Array.from({ length: 12 }, () => open('one')))).map((opened) => opened.kind);

      expect(kinds.filter((one) => one === 'new')).toHaveLength(1);
      expect(kinds.filter((one) => one === 'seen')).toHaveLength(11);
    });

    it('knows no stranger and nobody who was erased', async () => {
      await organisation.transact(({ people }) => people.erase(maya, NOW));

      expect([await open('one'), await open('two', 'nobody')]).toEqual([{ kind: 'stranger' }, { kind: 'stranger' }]);
    });

    it('takes a merged account for the person it was merged into', async () => {
      const second = await organisation.person('Maya at Teams');
      await test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
        maya,
        organisation.id,
        second,
      ]);

      expect(await open('one', second)).toMatchObject({
        kind: 'new',
        actor: { personId: maya, displayName: 'Maya', roles: ['governance', 'legal'] },
      });
    });

    it('forgets what no platform delivers any more', async () => {
      await open('old');
      await open('new', maya, later(minute));

      await organisation.transact(({ inbox }) => inbox.forget(later(1)));

      expect([(await open('old')).kind, (await open('new')).kind]).toEqual(['new', 'seen']);
    });
  });

  describe('the outbox', () => {
    const view = (subjectId: string, to: Outgoing['to'] = { kind: 'person', personId: subjectId }): Outgoing => ({
      to,
      content: { kind: 'view', view: { name: 'review.card', subjectId, part: '1' } },
    });
    const team = { kind: 'governance' } as const;
    const add = (...messages: Outgoing[]) => organisation.transact(({ outgoing }) => outgoing.add(messages, NOW));
    const claim = (owner = 'me', now = NOW, limit = 10) =>
      organisation.transact(({ outbox }) => outbox.claim({ owner, now, forMs: minute, limit }));
    const sent = (item: OutboxItem, change: { owner?: string; externalId?: string; to?: string } = {}) =>
      organisation.transact(({ outbox }) =>
        outbox.sent(item, change.owner ?? 'me', {
          address: aConversation(change.to ?? maya),
          externalId: change.externalId ?? `platform ${item.id}`,
          revision: item.revision,
        }),
      );
    const postpone = (item: OutboxItem, change: Partial<Postponement> = {}) =>
      organisation.transact(({ outbox }) =>
        outbox.postpone(item.id, 'me', {
          until: later(minute),
          reason: undefined,
          isAttempt: false,
          inDoubt: false,
          ...change,
        }),
      );
    const refresh = (subject: string, now = NOW) =>
      organisation.transact(({ outgoing }) => outgoing.refresh([subject], now));
    const only = <Item>([item, ...rest]: readonly Item[]): Item => {
      if (item === undefined || rest.length > 0) throw new Error(`${rest.length + 1} were claimed`);
      return item;
    };
    const subjects = (items: readonly OutboxItem[]) =>
      items.map(({ content }) => (content?.kind === 'view' ? content.view.subjectId : undefined));

    it('hands out what was queued, oldest first, with what it was queued with', async () => {
      const card: Outgoing = {
        to: { kind: 'person', personId: maya },
        content: { kind: 'card', card: { headline: 'Hello', blocks: [] }, wordsOf: maya },
      };
      const there: Outgoing = {
        to: { kind: 'conversation', address: aConversation(maya) },
        content: { kind: 'view', view: { name: 'x', subjectId: 'y' } },
      };
      await add(view('a', team), card);
      await add(there);

      const items = await claim();

      expect(items.map(({ destination: to, content }) => ({ to, content }))).toEqual([view('a', team), card, there]);
      expect(items.every(({ attempts, revision }) => attempts === 1 && revision === 1)).toBe(true);
      expect(items.every(({ posted, inDoubt, superseded }) => posted === undefined && !inDoubt && !superseded)).toBe(
        true,
      );
      expect(items.map(({ queuedAt }) => queuedAt)).toEqual([NOW, NOW, NOW]);
      expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted());
    });

    it('leases to one at a time, until the lease ends; then nobody knows what the first has done', async () => {
      await add(view('a'));
      await claim('me');

      expect(await claim('you', later(minute - 1))).toEqual([]);
      expect(only(await claim('you', later(minute + 1)))).toMatchObject({ attempts: 2, inDoubt: true });
    });

    it('has no doubt about what its own owner leases again: whoever lives knows what was tried', async () => {
      await add(view('a'));
      await claim('me');

      expect(only(await claim('me', later(minute + 1)))).toMatchObject({ attempts: 2, inDoubt: false });
      expect(only(await claim('you', later(3 * minute)))).toMatchObject({ attempts: 3, inDoubt: true });
    });

    it('shares among many without handing out anything twice', async () => {
      await add(...Array.from({ length: 20 }, (_, number) => view(`s${number}`)));

      const claimed = (await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, NOW, 5)))).flat();

      expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
      expect(claimed.length + (await claim('e', NOW, 20)).length).toBe(20);
    });

    it('hears only from whoever holds the lease', async () => {
      await add(view('a'));
      const item = only(await claim('me'));
      await claim('you', later(2 * minute));

      await sent(item);
      await postpone(item);
      await organisation.transact(({ outbox }) => outbox.skip(item.id, 'me'));
      await organisation.transact(({ outbox }) => outbox.giveUp(item.id, 'me', 'failed', 'late'));

      expect(only(await claim('third', later(4 * minute))).posted).toBeUndefined();
    });

    it('is done with what was sent, until it changes', async () => {
      await add(view('a'));
      const item = only(await claim());
      await sent(item);
      expect(await claim()).toEqual([]);

      await refresh('a');

      const again = only(await claim());
      expect(again).toMatchObject({
        id: item.id,
        revision: 2,
        posted: { address: aConversation(maya), externalId: `platform ${item.id}`, revision: 1 },
      });
      await refresh('other');
      await sent(again);
      expect(await claim()).toEqual([]);
    });

    it('sends once for many changes before it is sent', async () => {
      await add(view('a'));
      for (let change = 0; change < 3; change += 1) await refresh('a');
      const item = only(await claim());

      await sent(item);

      expect(await claim()).toEqual([]);
    });

    // The embedded database has one connection, on which nothing happens meanwhile.
    if (kind === 'postgres')
      it('is not sent while what it shows changes', async () => {
        await add(view('a'));

        const meanwhile = await organisation.transact(async ({ outgoing, people }) => {
          await outgoing.refresh(['a'], NOW);
          // What is put off goes along.
          await people.find(maya);
          return claim();
        });

        expect(meanwhile).toEqual([]);
        expect(await claim()).toHaveLength(1);
      });

    it('sends again what changed while it was being sent', async () => {
      await add(view('a'));
      const item = only(await claim());
      await refresh('a');

      await sent(item);

      expect(only(await claim()).revision).toBe(2);
    });

    it('waits as long as it is told, also when it changes meanwhile, and does not count that as a failure', async () => {
      await add(view('a'));
      const item = only(await claim());
      await postpone(item, { until: later(5 * minute) });
      await refresh('a', later(minute));

      expect(await claim('me', later(5 * minute - 1))).toEqual([]);
      const again = only(await claim('me', later(5 * minute)));
      expect(again).toMatchObject({ attempts: 1, inDoubt: false });
      await postpone(again, { until: later(6 * minute), reason: 'no answer', isAttempt: true, inDoubt: true });
      expect(only(await claim('me', later(6 * minute)))).toMatchObject({ attempts: 2, inDoubt: true });
    });

    it('counts what waits, what is hindered, and what a person has to look at', async () => {
      await add(view('waits'), view('held'), view('unknown'), view('failed'));
      const items = await claim();
      const [, held, unknown, failed] = items;
      if (!held || !unknown || !failed) throw new Error('Not everything was claimed');
      await postpone(held, { reason: 'a guest is in the channel' });
      await organisation.transact(({ outbox }) => outbox.giveUp(unknown.id, 'me', 'unknown', 'cut'));
      await organisation.transact(({ outbox }) => outbox.giveUp(failed.id, 'me', 'failed', 'no such channel'));

      const counts = await organisation.transact(({ outbox }) => outbox.counts());

      expect(counts).toEqual({ waiting: 2, held: 1, unknown: 1, failed: 1 });
    });

    it.each(['unknown', 'failed'] as const)('never hands out again what was given up as %s', async (state) => {
      await add(view('a'));
      const { id } = only(await claim());

      await organisation.transact(({ outbox }) => outbox.giveUp(id, 'me', state, 'reason'));
      await refresh('a');

      expect(await claim('me', later(100 * minute))).toEqual([]);
      expect((await test.pool.query('SELECT state, error FROM outbox_message WHERE id = $1', [id])).rows).toEqual([
        { state, error: 'reason' },
      ]);
    });

    it('has nothing left to show of somebody who was erased', async () => {
      await add({
        to: { kind: 'governance' },
        content: { kind: 'card', card: { headline: 'Mine', blocks: [] }, wordsOf: maya },
      });
      await organisation.transact(({ people }) => people.erase(maya, NOW));

      expect(only(await claim()).content).toBeUndefined();
    });

    describe('within one conversation', () => {
      it('hands out the next message when the one before it is sent', async () => {
        await add(view('first', team), view('second', team), view('elsewhere'));

        const [first, elsewhere] = await claim('me');
        expect(await claim('you')).toEqual([]);
        if (!first || !elsewhere) throw new Error('Nothing was claimed');
        await sent(first);

        expect(subjects([first, elsewhere])).toEqual(['first', 'elsewhere']);
        expect(subjects(await claim('you'))).toEqual(['second']);
      });

      it('lets the later ones wait as long as the first one has to', async () => {
        await add(view('first', team), view('second', team));
        await postpone(only(await claim()), { until: later(minute), reason: 'held', isAttempt: true });

        expect(await claim('me', later(minute - 1))).toEqual([]);
        const first = only(await claim('me', later(minute)));
        await organisation.transact(({ outbox }) => outbox.giveUp(first.id, 'me', 'failed', 'gone'));

        expect(subjects(await claim('me', later(minute)))).toEqual(['second']);
      });

      it('keeps the order for many senders at once', async () => {
        await add(...Array.from({ length: 12 }, (_, number) => view(String(number), team)));
        const order: unknown[] = [];

        const send = async (owner: string) => {
          for (let round = 0; round < 30; round += 1) {
            for (const item of await claim(owner, NOW, 3)) {
              order.push(...subjects([item]));
              await sent(item, { owner });
            }
          }
        };
        await Promise.all(['a', 'b', 'c', 'd'].map(send));

        expect(order).toEqual(Array.from({ length: 12 }, (_, number) => String(number)));
      });

      it('updates what is there whatever waits to be posted', async () => {
        await add(view('there', team));
        await sent(only(await claim()));
        await add(view('waits', team));
        await postpone(only(await claim()));

        await refresh('there');

        expect(subjects(await claim())).toEqual(['there']);
      });
    });

    describe('for what belongs below another message', () => {
      const below = (to: Outgoing['to'] = team): Outgoing => ({
        ...view('answer', to),
        inThreadOf: { name: 'review.card', subjectId: 'a', part: '1' },
      });

      it('names the newest message of that view at the same destination', async () => {
        const unposted = async () => (await claim()).filter(({ posted }) => posted === undefined);
        await add(view('a', team));
        const older = only(await claim());
        await sent(older);
        await add(view('a', { kind: 'person', personId: 'x' }));
        await sent(only(await claim()), { to: 'x' });
        await add(below());
        const first = only(await unposted());
        await sent(first);
        await add(view('a', team));
        const newer = only(await unposted());
        await sent(newer);
        await add(below(), below({ kind: 'person', personId: 'y' }));

        const claimed = await unposted();

        expect(first.under).toBe(`platform ${older.id}`);
        expect(claimed.map(({ under }) => under)).toEqual([`platform ${newer.id}`, undefined]);
        expect(newer.under).toBeUndefined();
      });
    });

    describe('for a view that is shown again', () => {
      const shownTwice = async (change: Parameters<typeof sent>[1] = {}) => {
        await add(view('a', team));
        const older = only(await claim());
        await sent(older, change);
        await add(view('a', team));
        const newer = only(await claim());
        return { older, newer };
      };

      it('draws the older copy once more when the newer one is there, as one that was shown again', async () => {
        const { older, newer } = await shownTwice();
        expect(newer).toMatchObject({ posted: undefined, superseded: false });
        expect(await claim()).toEqual([]);

        await sent(newer);

        expect(only(await claim())).toMatchObject({ id: older.id, superseded: true, revision: 2 });
      });

      it('leaves the older copy alone while the newer one could not be posted', async () => {
        const { older, newer } = await shownTwice();
        await organisation.transact(({ outbox }) => outbox.giveUp(newer.id, 'me', 'failed', 'gone'));

        await refresh('a');

        expect(only(await claim())).toMatchObject({ id: older.id, superseded: false });
      });

      it('takes no copy elsewhere, of another part or of another subject for an older one', async () => {
        await add(view('a', { kind: 'person', personId: 'x' }), view('b', team));
        await add({
          to: { kind: 'person', personId: 'z' },
          content: { kind: 'view', view: { name: 'review.card', subjectId: 'a' } },
        });
        const [elsewhere, other, whole] = await claim();
        if (!elsewhere || !other || !whole) throw new Error('Not everything was claimed');
        await sent(elsewhere, { to: 'elsewhere' });
        await sent(other);
        await sent(whole);

        await add(view('a', team));
        await sent(only(await claim()));

        expect(await claim()).toEqual([]);
      });

      it('does not post the older one when neither is there yet', async () => {
        await add(view('a', team), view('b', team), view('a', team));

        const older = only(await claim());
        expect(older).toMatchObject({ superseded: true });
        await organisation.transact(({ outbox }) => outbox.skip(older.id, 'me'));

        const b = only(await claim());
        await sent(b);
        const newer = only(await claim());
        expect(subjects([b, newer])).toEqual(['b', 'a']);
        expect(newer.superseded).toBe(false);
        await sent(newer);
        await refresh('a');
        expect(only(await claim()).id).toBe(newer.id);
      });

      it('leaves out the older one at once when it has changed and nobody has begun to send it', async () => {
        const addChanged = (...messages: Outgoing[]) =>
          organisation.transact(({ outgoing }) => outgoing.add(messages, NOW, ['a']));
        await addChanged(view('a', team));
        await addChanged(view('a', team));
        const begun = only(await claim());

        await addChanged(view('a', team));

        expect(begun).toMatchObject({ superseded: false, revision: 1 });
        await sent(begun);
        const [older, newer] = await claim();
        expect(older).toMatchObject({ id: begun.id, superseded: false, revision: 2 });
        expect(newer).toMatchObject({ posted: undefined, superseded: false, revision: 1 });
        expect(await claim()).toEqual([]);
      });

      it('keeps one of two that are the same message of the platform, as an App Home is', async () => {
        const { newer } = await shownTwice({ externalId: 'home' });
        await sent(newer, { externalId: 'home' });
        expect(await claim()).toEqual([]);

        await refresh('a');

        expect(only(await claim())).toMatchObject({ id: newer.id, superseded: false });
      });
    });
  });

  describe('jobs', () => {
    const add = (dedupeKey?: string, runAt = NOW) =>
      organisation.transact(({ jobs }) =>
        jobs.add({ kind: 'test', payload: { a: 1, b: 'two' }, runAt, ...(dedupeKey ? { dedupeKey } : {}) }),
      );
    const claim = (owner = 'me', now = NOW) =>
      organisation.transact(({ jobs }) => jobs.claim({ owner, now, forMs: minute, limit: 5 }));

    it('are handed out when they are due, to one at a time', async () => {
      await add(undefined, later(1000));

      expect(await claim('me', later(999))).toEqual([]);
      expect(await claim('me', later(1000))).toMatchObject([
        { kind: 'test', payload: { a: 1, b: 'two' }, attempts: 1, maxAttempts: 8 },
      ]);
      expect(await claim('you', later(2000))).toEqual([]);
    });

    it('are handed out by their kinds', async () => {
      await add();
      const claimKinds = (kinds: JobKinds) =>
        organisation.transact(({ jobs }) => jobs.claim({ owner: 'me', now: NOW, forMs: minute, limit: 5, kinds }));

      expect([await claimKinds({ only: ['other'] }), await claimKinds({ except: ['test'] })]).toEqual([[], []]);
      expect(await claimKinds({ only: ['test', 'other'] })).toHaveLength(1);
    });

    it('are queued once for a dedupe key', async () => {
      await add('once');
      await add('once');
      await add();

      expect(await claim()).toHaveLength(2);
    });

    it('go to somebody else when a lease ends, and then the first cannot end them', async () => {
      await add();
      const [mine] = await claim('me');
      const [yours] = await claim('you', later(minute + 1));
      if (!mine || !yours) throw new Error('Nothing was claimed');

      await expect(organisation.transact(({ jobs }) => jobs.complete(mine, 'me'))).rejects.toThrow('taken over');
      await organisation.transact(({ jobs }) => jobs.fail(mine, 'me', 'late', undefined));
      await organisation.transact(({ jobs }) => jobs.complete(yours, 'you'));
      expect(await claim('me', later(10 * minute))).toEqual([]);
    });

    it('cannot be ended by an earlier attempt of the same owner', async () => {
      await add();
      const [first] = await claim('me');
      await claim('me', later(minute + 1));

      await expect(
        organisation.transact(({ jobs }) => (first ? jobs.complete(first, 'me') : Promise.resolve())),
      ).rejects.toThrow('taken over');
    });

    it('come again after a failure at their time, or never', async () => {
      await add();
      const [job] = await claim();
      if (!job) throw new Error('Nothing was claimed');
      await organisation.transact(({ jobs }) => jobs.fail(job, 'me', 'broken', later(minute)));
      expect(await claim('me', later(minute - 1))).toEqual([]);
      const [again] = await claim('me', later(minute));
      expect(again?.attempts).toBe(2);

      if (again) await organisation.transact(({ jobs }) => jobs.fail(again, 'me', 'dead', undefined));

      expect(await claim('me', later(100 * minute))).toEqual([]);
      await organisation.transact(({ jobs }) => jobs.forgetDone(later(100 * minute)));
      expect((await test.pool.query('SELECT state, error FROM job WHERE id = $1', [job.id])).rows).toEqual([
        { state: 'dead', error: 'dead' },
      ]);
    });

    it('of a schedule are handed out once among many runners', async () => {
      await organisation.transact(({ jobs }) => jobs.ensureSchedule('daily', '0 7 * * *', () => NOW));
      const runners = Array.from({ length: 6 }, () =>
        organisation.transact(({ jobs }) => jobs.claimSchedules(NOW, () => later(minute))),
      );

      expect((await Promise.all(runners)).flat()).toEqual(['daily']);
      expect(
        await organisation.transact(({ jobs }) => jobs.claimSchedules(later(minute), () => later(2 * minute))),
      ).toEqual(['daily']);
    });

    it('of a schedule keep their time over a restart, and take a new one when the schedule changes', async () => {
      const ensure = (cron: string, at: Date) =>
        organisation.transact(({ jobs }) => jobs.ensureSchedule('daily', cron, () => at));
      await ensure('0 7 * * *', NOW);
      await ensure('0 7 * * *', later(minute));
      expect(await organisation.transact(({ jobs }) => jobs.claimSchedules(NOW, () => later(5 * minute)))).toEqual([
        'daily',
      ]);

      await ensure('0 8 * * *', later(9 * minute));

      expect(
        await organisation.transact(({ jobs }) => jobs.claimSchedules(later(8 * minute), () => later(10 * minute))),
      ).toEqual([]);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { JobKinds } from '../../src/delivery/jobs.ts';
import { databaseKinds } from '../support/database.ts';
import { aConversation } from '../support/records.ts';
import { NOW, openTestStorage, type TestOrganisation, type TestStorage } from '../support/storage.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);
const minute = 60_000;

describe.each(databaseKinds)('delivery on %s', (kind) => {
  let test: TestStorage;
  let organisation: TestOrganisation;
  let maya: string;
  beforeAll(async () => {
    test = await openTestStorage(kind);
  });
  afterAll(() => test.close());
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
    const view = (subjectId: string): Outgoing => ({
      to: { kind: 'governance' },
      content: { kind: 'view', view: { name: 'review.card', subjectId, part: '1' } },
    });
    const add = (...messages: Outgoing[]) => organisation.transact(({ outgoing }) => outgoing.add(messages, NOW));
    const claim = (owner = 'me', now = NOW, limit = 10) =>
      organisation.transact(({ outbox }) => outbox.claim({ owner, now, forMs: minute, limit }));
    const sent = (id: string, revision = 1, owner = 'me') =>
      organisation.transact(({ outbox }) =>
        outbox.sent(id, owner, { address: aConversation(maya), externalId: `platform ${id}`, revision }),
      );
    const refresh = (subject: string, now = NOW) =>
      organisation.transact(({ outgoing }) => outgoing.refresh([subject], now));
    const only = <Item>([item]: readonly Item[]): Item => {
      if (item === undefined) throw new Error('Nothing was claimed');
      return item;
    };

    it('hands out what was queued, oldest first, with what it was queued with', async () => {
      const card: Outgoing = {
        to: { kind: 'person', personId: maya },
        content: { kind: 'card', card: { headline: 'Hello', blocks: [] }, wordsOf: maya },
      };
      const there: Outgoing = {
        to: { kind: 'conversation', address: aConversation(maya) },
        content: { kind: 'view', view: { name: 'x', subjectId: 'y' } },
      };
      await add(view('a'), card);
      await add(there);

      const items = await claim();

      expect(items.map(({ destination: to, content }) => ({ to, content }))).toEqual([view('a'), card, there]);
      expect(
        items.every(({ attempts, revision, posted }) => attempts === 1 && revision === 1 && posted === undefined),
      ).toBe(true);
      expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted());
    });

    it('leases to one at a time, until the lease ends', async () => {
      await add(view('a'));
      await claim('me');

      expect(await claim('you', later(minute - 1))).toEqual([]);
      expect(only(await claim('you', later(minute + 1))).attempts).toBe(2);
    });

    it('shares among many without handing out anything twice', async () => {
      await add(...Array.from({ length: 20 }, (_, number) => view(`s${number}`)));

      const claimed = (await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, NOW, 5)))).flat();

      expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
      expect(claimed.length + (await claim('e', NOW, 20)).length).toBe(20);
    });

    it('hears only from whoever holds the lease', async () => {
      await add(view('a'));
      const { id } = only(await claim('me'));
      await claim('you', later(2 * minute));

      await sent(id, 1, 'me');
      await organisation.transact(({ outbox }) => outbox.giveUp(id, 'me', 'failed', 'late'));

      expect(only(await claim('third', later(4 * minute))).posted).toBeUndefined();
    });

    it('is done with what was sent, until it changes', async () => {
      await add(view('a'));
      const { id } = only(await claim());
      await sent(id);
      expect(await claim()).toEqual([]);

      await refresh('a');

      expect(only(await claim())).toMatchObject({
        id,
        revision: 2,
        posted: { address: aConversation(maya), externalId: `platform ${id}` },
      });
      await refresh('other');
      await sent(id, 2);
      expect(await claim()).toEqual([]);
    });

    it('sends once for many changes before it is sent', async () => {
      await add(view('a'));
      for (let change = 0; change < 3; change += 1) await refresh('a');
      const { id, revision } = only(await claim());

      await sent(id, revision);

      expect(revision).toBe(4);
      expect(await claim()).toEqual([]);
    });

    it('sends again what changed while it was being sent', async () => {
      await add(view('a'));
      const { id, revision } = only(await claim());
      await refresh('a');

      await sent(id, revision);

      expect(only(await claim()).revision).toBe(2);
    });

    it('waits as long as it is told, also when it changes meanwhile, and does not count that as a failure', async () => {
      await add(view('a'));
      const { id } = only(await claim());
      await organisation.transact(({ outbox }) => outbox.postpone(id, 'me', later(5 * minute), undefined));
      await refresh('a', later(minute));

      expect(await claim('me', later(5 * minute - 1))).toEqual([]);
      const again = only(await claim('me', later(5 * minute)));
      expect(again).toMatchObject({ attempts: 1, revision: 2 });
      await organisation.transact(({ outbox }) => outbox.postpone(id, 'me', later(6 * minute), 'no answer'));
      expect(only(await claim('me', later(6 * minute))).attempts).toBe(2);
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

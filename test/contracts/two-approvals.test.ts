import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/chat/capability.ts';
import { newId } from '../../src/kernel/ids.ts';
import { applyApproval } from '../../src/register/apply-approval.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { databaseKinds } from '../support/database.ts';
import { aConversation, aDecision, aReview, aSubmission } from '../support/records.ts';
import { NOW, openTestStorage } from '../support/storage.ts';

describe.runIf(databaseKinds.includes('postgres'))('two approvals of the same new product at the same moment', () => {
  it('make one system with one supplier', async () => {
    const tested = await openTestStorage('postgres');
    const { id: organisationId, transact, person } = await tested.organisation();
    const [maya, priya] = [await person('Maya'), await person('Priya', ['governance'])];
    const approve = (stores: Stores) => {
      const review = aReview(newId(), maya);
      const submission = { ...aSubmission(review.id, newId(), maya), answersHash: '' };
      const decision = aDecision(submission, priya);
      return applyApproval(contextOf(stores, organisationId, priya), { review, submission, decision }, () => ({
        aliases: [],
        supplier: 'Otter.ai, Inc.',
      }));
    };
    const waits = async () => {
      const { rows } = await tested.pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    };

    let second: Promise<unknown> | undefined;
    await transact(async (stores) => {
      await approve(stores);
      second = transact(approve);
      await expect.poll(waits).toBe(true);
    });
    await second;

    const [systems, uses] = await transact(async ({ register }) => [await register.systems(), await register.uses()]);
    expect(systems.map(({ reference, supplier }) => [reference, supplier?.reference])).toEqual([['AIS-1', 'SUP-1']]);
    expect(uses.map(({ use, system }) => [use.reference, system.reference])).toEqual([
      ['AIU-1', 'AIS-1'],
      ['AIU-2', 'AIS-1'],
    ]);
    await tested.close();
  });
});

function contextOf(stores: Stores, organisationId: string, personId: string): Context<Stores> {
  const conversation = aConversation(personId);
  const identity = { platform: 'console', workspace: 'console', user: personId } as const;
  const body = { kind: 'message', messageId: 'message', text: '' } as const;
  return {
    stores,
    actor: { organisationId, personId, identityId: personId, displayName: 'Priya', roles: ['governance'] },
    conversation,
    event: { deliveryKey: 'deed', identity, conversation, body },
    now: NOW,
    newId,
    send: () => {},
    answer: () => {},
    changed: () => {},
    audit: () => {},
  };
}

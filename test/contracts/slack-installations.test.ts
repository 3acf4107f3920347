import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { InstallationRecords, SlackInstallation } from '../../src/channels/slack/installations.ts';
import { createInstallationRecords } from '../../src/composition/slack-installations.ts';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const installation: SlackInstallation = {
  ...{ workspace: 'T01', teamId: 'T01', enterpriseId: 'E01', isEnterpriseInstall: false, name: 'Acme' },
  ...{ botToken: 'xoxb-canary', botId: 'B1', botUserId: 'U0BOT', scopes: ['chat:write'] },
  ...{ refreshToken: 'xoxe-canary', expiresAt: 1_800_000_000 },
};

describe.each(databaseKinds)('the Slack installations of an organisation on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let records: InstallationRecords;
  beforeEach(async () => {
    await test.pool.query('DELETE FROM slack_installation');
    await test.pool.query(`DELETE FROM workspace WHERE platform = 'slack'`);
    organisation = await test.organisation();
    records = createInstallationRecords({ transact: organisation.transact, clock: () => NOW });
  });

  const link = (id: string, externalId: string) =>
    test.storage.organisations.link(id, { id: newId(), platform: 'slack', externalId }, NOW);
  const stored = async () => {
    const { rows } = await test.pool.query('SELECT * FROM slack_installation');
    return z.array(z.object({ workspaceId: z.string(), sealedInstallation: z.instanceof(Uint8Array) })).parse(rows);
  };

  it('keep nothing of a workspace that is not linked', async () => {
    expect(await records.isLinked('T01')).toBe(false);
    expect(await records.save(installation)).toBe('notLinked');
    expect(await records.find('T01')).toBeUndefined();
    expect(await stored()).toEqual([]);
  });

  it('come back as they were given, the newest, and are gone when removed', async () => {
    await link(organisation.id, 'T01');

    expect(await records.save(installation)).toBe('saved');
    expect(await records.find('T01')).toEqual(installation);
    await records.save({ ...installation, botToken: 'xoxb-2' });
    expect(await records.find('T01')).toMatchObject({ botToken: 'xoxb-2' });

    expect([await records.remove('T01'), await records.remove('T01'), await records.remove('T99')]).toEqual([
      'removed',
      'absent',
      'absent',
    ]);
    expect(await records.find('T01')).toBeUndefined();
  });

  it('are sealed, each for its own row', async () => {
    await link(organisation.id, 'T01');
    await link(organisation.id, 'T02');
    await records.save(installation);
    await records.save({ ...installation, workspace: 'T02', botToken: 'xoxb-other' });

    const [one, other] = await stored();
    expect(Buffer.from(one?.sealedInstallation ?? []).toString('latin1')).not.toMatch(/canary|xoxb|Acme/u);
    await test.pool.query('UPDATE slack_installation SET "sealedInstallation" = $1 WHERE "workspaceId" = $2', [
      Buffer.from(one?.sealedInstallation ?? []),
      other?.workspaceId,
    ]);
    await expect(Promise.all([records.find('T01'), records.find('T02')])).rejects.toThrow();
  });

  it('belong to the organisation that the workspace is linked to', async () => {
    const other = await test.organisation();
    await link(organisation.id, 'T01');
    await records.save(installation);
    const others = createInstallationRecords({ transact: other.transact, clock: () => NOW });

    expect(await others.find('T01')).toBeUndefined();
    expect(await others.save(installation)).toBe('notLinked');
    expect(await others.remove('T01')).toBe('absent');
    expect(await records.find('T01')).toEqual(installation);
  });

  it('are noted in the audit trail without their tokens', async () => {
    await link(organisation.id, 'T01');
    await records.save(installation);
    await records.remove('T01');

    const payloads = await organisation.transact(async ({ trail }) =>
      (await trail.page(0)).map(({ payload }) => payload),
    );
    expect(payloads.join('\n')).toMatch(/workspaceLinked.*\n.*slackInstalled.*\n.*slackRemoved/u);
    expect(payloads.join('\n')).not.toContain('xox');
  });
});

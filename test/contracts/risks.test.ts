import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { ControlImplementation } from '../../src/risks/implementation.ts';
import { evolve, type Risk, type RiskEvent, type Treatment } from '../../src/risks/risk.ts';
import { databaseKinds } from '../support/database.ts';
import { aProposedRisk } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const REASON = 'It was measured on last year’s data.';
type Happening = RiskEvent extends infer One ? (One extends RiskEvent ? Omit<One, 'by' | 'at'> : never) : never;

describe.each(databaseKinds)('risks on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let olga: string;
  let ingrid: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    olga = await organisation.person('Olga');
    ingrid = await organisation.person('Ingrid', ['management']);
  });
  const begin = async (assessmentId = newId()) => {
    const risk = aProposedRisk(newId(), maya, assessmentId);
    await organisation.transact(({ risks }) =>
      risks.create(risk, { kind: 'proposed', by: undefined, at: NOW }, newId()),
    );
    return risk;
  };
  const happens = async (risk: Risk, by: string, happening: Happening): Promise<Risk> => {
    const event: RiskEvent = { ...happening, by, at: NOW };
    const next = evolve(risk, event);
    const saved = await organisation.transact(({ risks }) => risks.save(next, risk.version, event, newId()));
    if (saved === 'conflict') throw new Error('It was changed');
    return next;
  };
  const find = (risk: Risk) => organisation.transact(({ risks }) => risks.find(risk.id));
  const treating = (): Treatment => ({
    ...{ kind: 'modify', what: 'Test it every quarter', controls: ['A.7.4', 'OC-1'], ownerId: olga },
    ...{ dueOn: '2027-06-01', residual: { likelihood: 'possible', severity: 'critical' }, raisedBecause: REASON },
  });
  const accepted = { kind: 'accepted', role: 'management', reason: REASON } as const;

  it('are numbered, and found by what people call them', async () => {
    const references = await Promise.all(
      [1, 2, 3].map(() => organisation.transact(({ risks }) => risks.nextReference())),
    );
    expect(references.toSorted()).toEqual(['RSK-1', 'RSK-2', 'RSK-3']);
    const risk = await begin();
    expect(await organisation.transact(({ risks }) => risks.referenced(risk.reference))).toEqual(risk);
    expect(await organisation.transact(({ risks }) => risks.of(risk.assessmentId))).toEqual([risk]);
  });

  it('come back in every state as they were saved', async () => {
    const risk = await begin();
    const kept = await happens(risk, maya, { kind: 'takenOver' });
    expect(await find(risk)).toEqual(kept);
    const { description } = kept;
    const lower = { ...description, likelihood: 'rare' } as const;
    const lowered = await happens(kept, maya, {
      ...{ kind: 'changed', description: lower, ownerId: olga, loweredBecause: REASON },
    });
    expect(await find(risk)).toEqual(lowered);
    const changed = await happens(lowered, maya, { kind: 'changed', description, ownerId: maya });
    const treated = await happens(changed, maya, { kind: 'treated', treatment: treating() });
    expect(await find(risk)).toEqual(treated);
    const asked = await happens(treated, maya, { kind: 'acceptanceAsked', managerId: ingrid, askedById: maya });
    expect(await find(risk)).toEqual(asked);
    expect(await organisation.transact(({ risks }) => risks.waitingFor([ingrid]))).toEqual([asked]);
    expect(await organisation.transact(({ risks }) => risks.waitingFor([maya]))).toEqual([]);
    const back = await happens(asked, ingrid, { kind: 'sentBack', reason: REASON });
    expect(await find(risk)).toEqual(back);
    const again = await happens(back, maya, { kind: 'acceptanceAsked', managerId: ingrid, askedById: maya });
    expect(await find(risk)).toEqual(again);
    const done = await happens(again, ingrid, accepted);
    expect(await find(risk)).toEqual(done);
    expect(await organisation.transact(({ risks }) => risks.waitingFor([ingrid]))).toEqual([]);
    const dismissed = await happens(done, maya, { kind: 'dismissed', reason: REASON });
    expect(await find(risk)).toEqual(dismissed);
  });

  it('keep everything that happened, reasons readable until the person is erased', async () => {
    const risk = await begin();
    const dismissed = await happens(risk, maya, { kind: 'dismissed', reason: REASON });
    await happens(dismissed, maya, { kind: 'restored' });
    const history = () => organisation.transact(({ risks }) => risks.history(risk.id));

    expect((await history()).map(({ number, kind: what, byId, reason }) => [number, what, byId, reason])).toEqual([
      [1, 'proposed', undefined, undefined],
      [2, 'dismissed', maya, REASON],
      [3, 'restored', maya, undefined],
    ]);
    const { rows } = await test.pool.query('SELECT details FROM risk_change WHERE "riskId" = $1', [risk.id]);
    expect(JSON.stringify(rows)).not.toContain('last year');
    await organisation.transact(({ people }) => people.erase(maya, NOW));
    expect((await history()).map(({ reason }) => reason)).toEqual([undefined, undefined, undefined]);
    expect((await find(risk))?.description).toEqual(risk.description);
  });

  it('save nothing for whoever saw an older state', async () => {
    const risk = await begin();
    await happens(risk, maya, { kind: 'takenOver' });

    const event = { kind: 'dismissed', reason: REASON, by: maya, at: NOW } as const;
    const late = organisation.transact(({ risks }) => risks.save(evolve(risk, event), risk.version, event, newId()));
    expect(await late).toBe('conflict');
    expect((await find(risk))?.state).toBe('kept');
  });

  it.each(['the owner of the risk', 'who treats it', 'who asked', 'the owner under another account'])(
    'are not accepted by %s, whatever a rule says',
    async (whose) => {
      const again = await organisation.person('Maya again', ['management']);
      if (whose.endsWith('account'))
        await test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE id = $2', [maya, again]);
      const manager = whose.endsWith('account') ? again : whose === 'who treats it' ? olga : maya;
      const ownerId = whose === 'who asked' ? olga : maya;
      const kept = await happens(await begin(), maya, { kind: 'takenOver' });
      const { description } = kept;
      const owned = await happens(kept, maya, { kind: 'changed', description, ownerId });
      const treatment = { ...treating(), ownerId: whose === 'who asked' ? ingrid : olga };
      const treated = await happens(owned, maya, { kind: 'treated', treatment });
      const asked = await happens(treated, maya, {
        ...{ kind: 'acceptanceAsked', managerId: manager, askedById: maya },
      });

      await expect(happens(asked, manager, accepted)).rejects.toThrow(/other than its owner/);
      expect(await find(asked)).toEqual(asked);
    },
  );

  it('keep the last reason for which a control was left out', async () => {
    const risk = await begin();
    const out = (controlId: string, reason: string) => ({ controlId, reason, byId: maya, at: NOW });
    const leaveOut = (...all: readonly ReturnType<typeof out>[]) =>
      organisation.transact(({ risks }) => risks.leaveOut(risk.assessmentId, all));
    await leaveOut(out('A.2.2', 'first'), out('A.2.3', 'first'));
    await leaveOut(out('A.2.2', 'second'));

    const kept = await organisation.transact(({ risks }) => risks.leftOut(risk.assessmentId));
    expect(kept.toSorted((one, other) => (one.controlId < other.controlId ? -1 : 1))).toEqual([
      out('A.2.2', 'second'),
      out('A.2.3', 'first'),
    ]);
  });

  describe('and their controls', () => {
    const plan = (change: Partial<ControlImplementation> = {}): ControlImplementation => {
      const planned: ControlImplementation = {
        ...{ id: newId(), assessmentId: newId(), controlId: 'A.7.4', ownerId: olga, dueOn: '2027-06-01' },
        ...{ risks: ['RSK-1'], version: 1, state: 'planned' },
      };
      return Object.assign(planned, change);
    };

    it('come back in every state, the one that is due first before', async () => {
      const [late, early] = [plan(), plan({ dueOn: '2027-05-01', remindedAt: NOW })];
      await organisation.transact(async ({ controls }) => {
        await controls.plan(late, NOW);
        await controls.plan(early, NOW);
      });
      expect(await organisation.transact(({ controls }) => controls.implementations())).toEqual([early, late]);
      for (const state of [
        { state: 'underWay' },
        { state: 'done', evidence: 'https://example.com', doneById: olga, doneAt: NOW },
        { state: 'notApplicable', reason: REASON, saidById: maya, saidAt: NOW },
        { state: 'planned' },
      ] as const) {
        const version = (await organisation.transact(({ controls }) => controls.implementation(late.id)))?.version ?? 0;
        const next = { ...plan({ id: late.id, assessmentId: late.assessmentId, version: version + 1 }), ...state };
        expect(await organisation.transact(({ controls }) => controls.save(next, version, NOW))).toBe('saved');
        expect(await organisation.transact(({ controls }) => controls.implementation(late.id))).toEqual(next);
        expect(await organisation.transact(({ controls }) => controls.save(next, version, NOW))).toBe('conflict');
      }
      expect(await organisation.transact(({ controls }) => controls.implementationsOf(early.assessmentId))).toEqual([
        early,
      ]);
    });

    it('of our own stay until they are withdrawn', async () => {
      const control = {
        ...{ id: newId(), reference: 'OC-1', title: 'Four eyes', summary: 'Two people look at it' },
        ...{ addedById: maya, addedAt: NOW },
      };
      await organisation.transact(({ controls }) => controls.addOwn(control));
      expect(await organisation.transact(({ controls }) => controls.own())).toEqual([control]);
      expect(await organisation.transact(({ controls }) => controls.withdrawOwn(control.id, NOW))).toBe('withdrawn');
      expect(await organisation.transact(({ controls }) => controls.withdrawOwn(control.id, NOW))).toBe('unchanged');
      expect(await organisation.transact(({ controls }) => controls.own())).toEqual([]);
    });

    it('are decided on again and again, and the last decision counts', async () => {
      const decision = { controlId: 'A.2.2', decidedById: maya, role: 'governance' } as const;
      const decide = (stand: Parameters<typeof decisionOf>[0], minutes: number) =>
        organisation.transact(({ controls }) => controls.decide(decisionOf(stand, minutes)));
      const decisionOf = (
        stand: { readonly applicable: false } | { readonly applicable: true; readonly state: 'done'; evidence: string },
        minutes: number,
      ) => ({
        ...{ ...decision, id: newId(), decidedAt: new Date(NOW.getTime() + minutes * 60_000) },
        stand: { ...stand, because: REASON },
      });
      await decide({ applicable: true, state: 'done', evidence: 'https://example.com' }, 1);
      await decide({ applicable: false }, 2);
      await organisation.transact(({ controls }) =>
        controls.decide({ ...decisionOf({ applicable: false }, 0), controlId: 'A.2.3' }),
      );

      const last = await organisation.transact(({ controls }) => controls.decisions());
      expect(last.map(({ controlId, stand }) => [controlId, stand])).toEqual(
        expect.arrayContaining([
          ['A.2.2', { applicable: false, because: REASON }],
          ['A.2.3', { applicable: false, because: REASON }],
        ]),
      );
      expect(last).toHaveLength(2);
    });
  });
});

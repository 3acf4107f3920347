import { z } from 'zod';
import type { Charge } from '../../language/allowance.ts';
import type { LoggedCall, ModelCall, ModelCallStore, Reserved } from '../../language/model-calls.ts';
import type { ModelCall as ModelCallRow } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';

const Details = z.record(z.string(), z.union([z.string(), z.number()]));

/** The payer that everybody shares; no person's id looks like it. */
const ORGANISATION = 'organisation';

type Limits = Parameters<ModelCallStore['reserve']>[1];

export function createPrismaModelCallStore({ organisationId, db, words }: Scope): ModelCallStore {
  const one = (id: string) => ({ organisationId_id: { organisationId, id } });
  const textPlace = (id: string) => `model-call/${id}/text`;
  const resultPlace = (id: string) => `model-call/${id}/result`;

  /** In one statement, so that two at once cannot both take what is left. */
  async function take(payer: string, day: string, { tokens, cost }: Charge, limit: Charge): Promise<boolean> {
    if (tokens > limit.tokens || cost > limit.cost) return false;
    const rows = await db.$executeRaw`
      INSERT INTO model_spending ("organisationId", payer, day, tokens, cost)
      VALUES (${organisationId}::uuid, ${payer}, ${day}, ${tokens}, ${cost})
      ON CONFLICT ("organisationId", payer, day) DO UPDATE
        SET tokens = model_spending.tokens + excluded.tokens, cost = model_spending.cost + excluded.cost
        WHERE model_spending.tokens + excluded.tokens <= ${limit.tokens} AND model_spending.cost + excluded.cost <= ${limit.cost}`;
    return rows === 1;
  }

  async function add(payer: string, day: string, { tokens, cost }: Charge): Promise<void> {
    await db.modelSpending.updateMany({
      where: { organisationId, payer, day },
      data: { tokens: { increment: tokens }, cost: { increment: cost } },
    });
  }

  /** Always the organisation first, so that two of its members never wait for each other. */
  async function takeBoth(personId: string, day: string, charge: Charge, limits: Limits): Promise<Reserved> {
    if (!(await take(ORGANISATION, day, charge, limits.organisation))) return 'organisation';
    if (await take(personId, day, charge, limits.person)) return 'reserved';
    await add(ORGANISATION, day, { tokens: -charge.tokens, cost: -charge.cost });
    return 'person';
  }

  async function toCall(row: ModelCallRow): Promise<ModelCall> {
    return {
      ...row,
      reserved: { tokens: row.reservedTokens, cost: row.reservedCost },
      text: row.sealedText ? await words.openText(row.personId, textPlace(row.id), row.sealedText) : undefined,
      details: Details.parse(row.details),
    };
  }

  return {
    async reserve(call, limits) {
      const { id, personId, purpose, subjectId, promptId, promptVersion, promptDigest, model, inputLimit, reserved } =
        call;
      const day = dayOf(call.reservedAt);
      const outcome = await takeBoth(personId, day, reserved, limits);
      if (outcome !== 'reserved') return outcome;
      await db.modelCall.create({
        data: {
          ...{
            organisationId,
            id,
            personId,
            purpose,
            subjectId,
            promptId,
            promptVersion,
            promptDigest,
            model,
            inputLimit,
          },
          state: 'reserved',
          day,
          reservedTokens: reserved.tokens,
          reservedCost: reserved.cost,
          lostTokens: 0,
          lostCost: 0,
          details: toJson(call.details),
          sealedText: call.text === undefined ? null : await words.seal(personId, textPlace(id), call.text),
          reservedAt: call.reservedAt,
        },
      });
      return 'reserved';
    },

    async start(callId, now) {
      const row = await db.modelCall.findFirst({ where: { organisationId, id: callId } });
      if (!row || row.state === 'ended') return undefined;
      await db.modelCall.update({ where: one(callId), data: { state: 'started', startedAt: now } });
      return { call: await toCall(row), again: row.state === 'started' };
    },

    async reserveAgain({ id, personId, reserved, reservedAt }, limits) {
      const outcome = await takeBoth(personId, dayOf(reservedAt), reserved, limits);
      // What the lost attempt had reserved stays spent either way.
      const lost = outcome === 'reserved' ? reserved : { tokens: 0, cost: 0 };
      await db.modelCall.update({
        where: one(id),
        data: { lostTokens: { increment: lost.tokens }, lostCost: { increment: lost.cost } },
      });
      return outcome;
    },

    async putBack(callId) {
      await db.modelCall.update({ where: one(callId), data: { state: 'reserved' } });
    },

    async end({ id, personId, reserved, reservedAt }, { outcome, spent, charge, sent, received, result }, now) {
      const hash = async (text: string | undefined) => (text === undefined ? null : words.commit(personId, text));
      const key = await db.personKey.findFirst({ where: { organisationId, personId } });
      const isErased = key?.wrappedKey === null;
      const { count } = await db.modelCall.updateMany({
        where: { organisationId, id, state: 'started' },
        data: {
          state: 'ended',
          ...{ outcome, endedAt: now, cost: charge.cost },
          ...{ inputTokens: spent.inputTokens, outputTokens: spent.outputTokens, tookMs: spent.tookMs },
          sentHash: isErased ? null : await hash(sent),
          receivedHash: isErased ? null : await hash(received),
          sealedText: null,
          sealedResult: result === undefined || isErased ? null : await words.seal(personId, resultPlace(id), result),
        },
      });
      if (count !== 1) return false;
      const difference = { tokens: charge.tokens - reserved.tokens, cost: charge.cost - reserved.cost };
      await add(ORGANISATION, dayOf(reservedAt), difference);
      await add(personId, dayOf(reservedAt), difference);
      return true;
    },

    async since(date) {
      const rows = await db.modelCall.findMany({
        where: { organisationId, reservedAt: { gte: date } },
        orderBy: [{ reservedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toLogged);
    },

    async result(purpose, subjectId) {
      const row = await db.modelCall.findFirst({
        where: { organisationId, purpose, subjectId, sealedResult: { not: null } },
        orderBy: { reservedAt: 'desc' },
      });
      return row?.sealedResult ? words.open(row.personId, resultPlace(row.id), row.sealedResult) : undefined;
    },
  };
}

function toLogged(row: ModelCallRow): LoggedCall {
  const { id, reservedAt, personId, purpose, subjectId, promptId, promptVersion, promptDigest, model } = row;
  return {
    ...{ id, reservedAt, personId, purpose, subjectId, promptId, promptVersion, promptDigest, model },
    outcome: row.outcome ?? undefined,
    ...{ inputTokens: row.inputTokens ?? 0, outputTokens: row.outputTokens ?? 0 },
    ...{ cost: row.cost ?? 0, tookMs: row.tookMs ?? 0 },
    ...{ sentHash: row.sentHash ?? undefined, receivedHash: row.receivedHash ?? undefined },
  };
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

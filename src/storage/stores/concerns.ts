import { z } from 'zod';
import { CONCERN_KINDS, type Concern, type ConcernState, handlerOf, OUTCOMES } from '../../concerns/concern.ts';
import type { ConcernMessage, ConcernStore } from '../../concerns/concern-store.ts';
import type { Concern as Row } from '../generated/client.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';

const StoredReport = z.object({
  what: z.string(),
  system: z.string().exactOptional(),
  when: z.string().exactOptional(),
  affected: z.string().exactOptional(),
});
const StoredMessageKind = z.enum(['question', 'reply', 'outcome']);

export function createPrismaConcernStore(scope: Scope): ConcernStore {
  const { organisationId, db, words } = scope;

  async function messagesOf(concernId: string): Promise<readonly ConcernMessage[]> {
    const rows = await db.concernMessage.findMany({ where: { organisationId, concernId }, orderBy: { id: 'asc' } });
    return Promise.all(
      rows.map(async ({ id, kind, authorId, sealedText, writtenAt }) => ({
        id,
        kind: StoredMessageKind.parse(kind),
        authorId,
        text: await words.openText(authorId, messagePlace(id), sealedText),
        writtenAt,
      })),
    );
  }

  return {
    nextReference: () => nextReference(scope, 'concern'),
    async create(concern, report) {
      const sealedReport = await words.seal(concern.reporterId, reportPlace(concern.id), report);
      await db.concern.create({
        data: {
          organisationId,
          id: concern.id,
          reference: concern.reference,
          kind: concern.kind,
          reporterId: concern.reporterId,
          nameShown: concern.nameShown,
          systemId: concern.systemId ?? null,
          reportedAt: concern.reportedAt,
          sealedReport,
          ...changing(concern, concern.reportedAt),
        },
      });
    },
    async find(concernId) {
      const row = await db.concern.findFirst({ where: { organisationId, id: concernId } });
      if (!row) return undefined;
      const report = await words.open(row.reporterId, reportPlace(row.id), row.sealedReport);
      return {
        concern: toConcern(row),
        report: report === undefined ? undefined : StoredReport.parse(report),
        messages: await messagesOf(concernId),
      };
    },
    async referenced(reference) {
      const row = await db.concern.findFirst({
        where: { organisationId, reference },
      });
      return row ? toConcern(row) : undefined;
    },
    async save(concern, version, now) {
      const { count } = await db.concern.updateMany({
        where: { organisationId, id: concern.id, version },
        data: changing(concern, now),
      });
      return count === 1 ? 'saved' : 'conflict';
    },
    async addMessage(concernId, { id, kind, authorId, text, writtenAt }) {
      const sealedText = await words.seal(authorId, messagePlace(id), text);
      await db.concernMessage.create({
        data: { organisationId, id, concernId, kind, authorId, sealedText, writtenAt },
      });
    },
    async open() {
      const rows = await db.concern.findMany({
        where: { organisationId, state: { not: 'closed' } },
        orderBy: [{ reportedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toConcern);
    },
    async reportedBy(personIds, closedSince) {
      const rows = await db.concern.findMany({
        where: {
          organisationId,
          reporterId: { in: [...personIds] },
          OR: [{ closedAt: null }, { closedAt: { gte: closedSince } }],
        },
        orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
      });
      return rows.map(toConcern);
    },
  };
}

function changing(concern: Concern, updatedAt: Date) {
  return {
    state: concern.state,
    handlerId: handlerOf(concern) ?? null,
    outcome: concern.state === 'closed' ? concern.outcome : null,
    closedAt: concern.state === 'closed' ? concern.closedAt : null,
    version: concern.version,
    updatedAt,
  };
}

function toConcern(row: Row): Concern {
  const { id, reference, reporterId, nameShown, systemId, reportedAt, version } = row;
  return {
    ...{ id, reference, reporterId, nameShown, reportedAt, version },
    kind: z.enum(CONCERN_KINDS).parse(row.kind),
    ...(systemId === null ? {} : { systemId }),
    ...stateOf(row),
  };
}

function stateOf({ id, state, handlerId, outcome, closedAt }: Row): ConcernState {
  if (state === 'open') return { state };
  if (!handlerId) throw new Error(`Concern ${id} is ${state} and nobody has it`);
  if (state === 'taken') return { state, handlerId };
  if (!closedAt) throw new Error(`Concern ${id} was never closed`);
  return { state: 'closed', handlerId, outcome: z.enum(OUTCOMES).parse(outcome), closedAt };
}

function reportPlace(id: string): string {
  return `concern/${id}/report`;
}

function messagePlace(id: string): string {
  return `concern-message/${id}/text`;
}

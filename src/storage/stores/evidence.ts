import { z } from 'zod';
import type { Evidence, EvidenceStore } from '../../interviews/evidence.ts';
import type { Evidence as Row } from '../generated/client.ts';
import type { Scope } from '../scope.ts';
import { platformOf } from './platform.ts';

const StoredFile = z.object({ name: z.string(), mimeType: z.string(), link: z.string().exactOptional() });
const StoredState = z.enum(['offered', 'kept', 'dropped']);

export function createPrismaEvidenceStore({ organisationId, db, words }: Scope): EvidenceStore {
  async function toEvidence(row: Row): Promise<Evidence> {
    const { id, interviewId, personId, messageId, fileId, bytes, sharedAt } = row;
    const file = row.sealedFile && (await words.open(personId, filePlace(id), row.sealedFile));
    return {
      ...{ id, interviewId, personId, messageId, fileId, bytes, sharedAt },
      platform: platformOf(row.platform),
      state: StoredState.parse(row.state),
      file: file === null || file === undefined ? undefined : StoredFile.parse(file),
    };
  }

  async function many(
    where: { readonly interviewId: string; readonly state: string } | { readonly id: { in: string[] } },
  ) {
    const rows = await db.evidence.findMany({
      where: { organisationId, ...where },
      orderBy: [{ sharedAt: 'asc' }, { id: 'asc' }],
    });
    return Promise.all(rows.map(toEvidence));
  }

  return {
    async offer({ file, ...evidence }) {
      const { interviewId, platform, fileId } = evidence;
      const known = await db.evidence.findFirst({
        where: { organisationId, interviewId, platform, fileId },
      });
      const id = known?.id ?? evidence.id;
      if (known && known.state !== 'dropped') return id;
      const sealedFile = await words.seal(evidence.personId, filePlace(id), file);
      const data = { ...evidence, id, sealedFile, state: 'offered' };
      if (known) await db.evidence.update({ where: { organisationId_id: { organisationId, id } }, data });
      else await db.evidence.create({ data: { organisationId, ...data } });
      return id;
    },
    async find(id) {
      const row = await db.evidence.findFirst({ where: { organisationId, id } });
      return row ? toEvidence(row) : undefined;
    },
    async decide(id, state, decidedAt) {
      const row = await db.evidence.findFirst({ where: { organisationId, id } });
      if (!row || row.state === state) return 'unchanged';
      // What was kept once may have been submitted: the submission still names it.
      const forgets = state === 'dropped' && row.state === 'offered' && row.decidedAt === null;
      const { count } = await db.evidence.updateMany({
        where: { organisationId, id, state: row.state },
        data: { state, decidedAt, ...(forgets ? { sealedFile: null } : {}) },
      });
      return count === 1 ? 'changed' : 'unchanged';
    },
    keptOf: (interviewId) => many({ interviewId, state: 'kept' }),
    list: async (ids) => (ids.length === 0 ? [] : many({ id: { in: [...ids] } })),
  };
}

function filePlace(id: string): string {
  return `evidence/${id}/file`;
}

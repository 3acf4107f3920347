import { z } from 'zod';
import type { DocumentDecision, DocumentStanding, DocumentText, DocumentVersion } from '../../documents/document.ts';
import type { DocumentStore } from '../../documents/document-store.ts';
import type { HeadedSection } from '../../knowledge/headed-text.ts';
import type { DocumentDecision as DecisionRow, DocumentVersion as VersionRow } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';

const Sections: z.ZodType<readonly HeadedSection[]> = z.array(
  z.object({ headings: z.array(z.string()), text: z.string(), sentences: z.array(z.string()) }),
);

/** Without its text, which can be long. */
type VersionHead = Omit<VersionRow, 'sections'>;

export function createPrismaDocumentStore({ organisationId, db, words }: Scope): DocumentStore {
  const reasonPlace = (id: string) => `document-decision/${id}/reason`;

  async function toDecision({ id, deciderId, decidedAt, sealedReason }: DecisionRow): Promise<DocumentDecision> {
    const reason = await words.openText(deciderId, reasonPlace(id), sealedReason);
    return { by: deciderId, at: decidedAt, reason: reason === '' ? undefined : reason };
  }

  /** In one reading, because how a version stands depends on those after it. */
  async function versions(): Promise<readonly DocumentVersion[]> {
    const rows = await db.documentVersion.findMany({
      where: { organisationId },
      omit: { sections: true },
      include: { decisions: true },
      orderBy: [{ slug: 'asc' }, { number: 'asc' }],
    });
    const latestApproved = new Map<string, number>();
    for (const { slug, number, decisions } of rows)
      if (decisions.some(({ verdict }) => verdict === 'approved')) latestApproved.set(slug, number);
    return Promise.all(
      rows.map(async ({ decisions, ...row }) => {
        const isOutdated = row.number < (latestApproved.get(row.slug) ?? 0);
        return toVersion(row, await standingOf(decisions, isOutdated));
      }),
    );
  }

  async function standingOf(decisions: readonly DecisionRow[], isOutdated: boolean): Promise<DocumentStanding> {
    const reviewed = decisions.find(({ step }) => step === 'review');
    const withdrawn = decisions.find(({ step }) => step === 'withdrawal');
    if (!reviewed) return { state: isOutdated ? 'replaced' : 'proposed' };
    const review = await toDecision(reviewed);
    if (reviewed.verdict === 'rejected') return { state: 'rejected', review };
    if (withdrawn) return { state: 'withdrawn', review, withdrawal: await toDecision(withdrawn) };
    return { state: isOutdated ? 'replaced' : 'approved', review };
  }

  async function textOf(version: DocumentVersion): Promise<DocumentText> {
    const row = await db.documentVersion.findFirstOrThrow({
      where: { organisationId, id: version.id },
      select: { sections: true },
    });
    return { version, sections: Sections.parse(row.sections) };
  }

  /** Two who propose or decide at once do it one after the other. */
  async function hold(): Promise<void> {
    await db.$executeRaw`SELECT id FROM organisation WHERE id = ${organisationId}::uuid FOR UPDATE`;
  }

  return {
    async propose({ sections, ...document }, uploadedAt) {
      await hold();
      const earlier = (await versions()).filter(({ slug }) => slug === document.slug);
      const newest = earlier.findLast(({ standing: { state } }) => state === 'proposed' || state === 'approved');
      if (newest?.digest === document.digest) return 'unchanged';
      const number = (earlier.at(-1)?.number ?? 0) + 1;
      await db.documentVersion.create({
        data: { organisationId, ...document, number, sections: toJson(sections), uploadedAt },
      });
      return { ...document, number, uploadedAt, standing: { state: 'proposed' } };
    },
    async find(versionId) {
      const version = (await versions()).find(({ id }) => id === versionId);
      return version && textOf(version);
    },
    list: versions,
    async approved() {
      return Promise.all((await versions()).filter(({ standing }) => standing.state === 'approved').map(textOf));
    },
    async revision() {
      const decided = await db.documentDecision.count({ where: { organisationId, verdict: { not: 'rejected' } } });
      return { key: `${organisationId}/${decided}`, isEmpty: decided === 0 };
    },
    async decide({ id, versionId, verdict, deciderId, uploaderId, role, reason, decidedAt }) {
      await hold();
      const step = verdict === 'withdrawn' ? 'withdrawal' : 'review';
      const current = (await versions()).find((version) => version.id === versionId)?.standing.state;
      if (current !== (verdict === 'withdrawn' ? 'approved' : 'proposed')) return 'conflict';
      const sealedReason = await words.seal(deciderId, reasonPlace(id), reason);
      await db.documentDecision.create({
        data: { organisationId, id, versionId, step, verdict, deciderId, uploaderId, role, sealedReason, decidedAt },
      });
      return 'saved';
    },
  };
}

function toVersion(row: VersionHead, standing: DocumentStanding): DocumentVersion {
  const { id, slug, number, title, fileName, digest, uploadedById, uploadedAt } = row;
  return { id, slug, number, title, fileName, digest, uploadedById, uploadedAt, standing };
}

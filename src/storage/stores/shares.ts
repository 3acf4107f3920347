import { z } from 'zod';
import { Part } from '../../interviews/interview-state.ts';
import { SHARE_STATES, type Share, type ShareStore } from '../../interviews/together/share.ts';
import type { Share as Row } from '../generated/client.ts';
import type { Scope } from '../scope.ts';

export function createPrismaShareStore({ organisationId, db, words }: Scope): ShareStore {
  async function toShare(row: Row): Promise<Share> {
    const { id, interviewId, personId, givenById, givenAt, sealedNote } = row;
    return {
      ...{ id, interviewId, personId, givenById, givenAt },
      part: partOf(row),
      state: z.enum(SHARE_STATES).parse(row.state),
      note: sealedNote ? await words.openText(givenById, notePlace(id), sealedNote) : undefined,
      settledAt: row.settledAt ?? undefined,
      remindedAt: row.remindedAt ?? undefined,
    };
  }

  const inOrder = [{ givenAt: 'asc' }, { id: 'asc' }] as const;

  return {
    async find(shareId) {
      const row = await db.share.findFirst({ where: { organisationId, id: shareId } });
      return row ? toShare(row) : undefined;
    },
    async create({ id, interviewId, personId, givenById, part, state, note, givenAt }) {
      const sealedNote = note === undefined ? null : await words.seal(givenById, notePlace(id), note);
      await db.share.create({
        data: {
          ...{ organisationId, id, interviewId, personId, givenById, state, givenAt, sealedNote },
          ...{ kind: part.kind, parts: [...partsOf(part)] },
        },
      });
    },
    async settle(shareId, state, now) {
      const { count } = await db.share.updateMany({
        where: { organisationId, id: shareId, state: 'open' },
        data: { state, settledAt: now },
      });
      return count === 1 ? 'settled' : 'unchanged';
    },
    async openIn(interviewId) {
      const rows = await db.share.findMany({
        where: { organisationId, interviewId, state: 'open' },
        orderBy: [...inOrder],
      });
      return Promise.all(rows.map(toShare));
    },
    async openWith(personIds) {
      const rows = await db.share.findMany({
        where: { organisationId, personId: { in: [...personIds] }, state: 'open' },
        orderBy: [...inOrder],
      });
      return Promise.all(rows.map(toShare));
    },
    async due(givenBefore, remindedBefore) {
      const rows = await db.share.findMany({
        where: {
          ...{ organisationId, state: 'open', givenAt: { lte: givenBefore } },
          OR: [{ remindedAt: null }, { remindedAt: { lte: remindedBefore } }],
        },
        orderBy: [...inOrder],
      });
      return Promise.all(rows.map(toShare));
    },
    async markReminded(shareIds, now) {
      await db.share.updateMany({
        where: { organisationId, id: { in: [...shareIds] } },
        data: { remindedAt: now },
      });
    },
  };
}

function partsOf(part: Share['part']): readonly string[] {
  switch (part.kind) {
    case 'question':
      return [part.questionId];
    case 'section':
      return [part.sectionId];
    case 'coAuthor':
      return part.sectionIds;
    case 'owner':
      return [];
    default:
      return part satisfies never;
  }
}

function partOf({ kind, parts }: Pick<Row, 'kind' | 'parts'>): Share['part'] {
  if (kind === 'owner') return { kind };
  const [only] = parts;
  return Part.parse(
    kind === 'coAuthor'
      ? { kind, sectionIds: parts }
      : { kind, [kind === 'question' ? 'questionId' : 'sectionId']: only },
  );
}

function notePlace(id: string): string {
  return `share/${id}/note`;
}

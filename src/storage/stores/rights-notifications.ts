import { z } from 'zod';
import { RIGHTS_STATES, type RightsNotificationStore } from '../../impact/rights-notification.ts';
import type { Scope } from '../scope.ts';

const StoredState = z.enum(RIGHTS_STATES);

export function createPrismaRightsNotificationStore({ organisationId, db, words }: Scope): RightsNotificationStore {
  return {
    async add({ note, onDay, ...notification }) {
      const sealedNote = await words.seal(notification.recordedById, notePlace(notification.id), note);
      await db.rightsNotification.create({
        data: { organisationId, ...notification, onDay: new Date(`${onDay}T00:00:00Z`), sealedNote },
      });
    },
    async of(assessmentId) {
      const rows = await db.rightsNotification.findMany({
        where: { organisationId, assessmentId },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      });
      return Promise.all(
        rows.map(async ({ id, state, onDay, recordedById, recordedAt, sealedNote }) => ({
          ...{ id, assessmentId, recordedById, recordedAt, state: StoredState.parse(state) },
          onDay: onDay.toISOString().slice(0, 'YYYY-MM-DD'.length),
          note: await words.openText(recordedById, notePlace(id), sealedNote),
        })),
      );
    },
  };
}

function notePlace(id: string): string {
  return `rights-notification/${id}/note`;
}

import type { FailureStore } from '../../chat/router-stores.ts';
import type { Scope } from '../scope.ts';

export function createPrismaFailureStore({ organisationId, db, words }: Scope): FailureStore {
  return {
    async save({ id, deliveryKey, identity, body, reason, failedAt }) {
      const known = await db.identity.findFirst({
        where: {
          organisationId,
          platform: identity.platform,
          workspace: identity.workspace,
          user: identity.user,
        },
      });
      // Without a known person there is no key to keep somebody's words under.
      const sealedBody = known ? await words.seal(known.personId, `failed-event/${id}`, body) : new Uint8Array();
      await db.failedEvent.create({
        data: { organisationId, id, deliveryKey, personId: known?.personId ?? null, sealedBody, reason, failedAt },
      });
    },
  };
}

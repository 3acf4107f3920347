import type { TeamsReference, TeamsReferenceStore } from '../../channels/teams/references.ts';
import type { Scope } from '../scope.ts';

interface Row {
  readonly tenant: string;
  readonly place: string;
  readonly serviceUrl: string;
  readonly conversation: string | null;
  readonly member: string | null;
  readonly roster: string | null;
}

export function createPrismaTeamsReferences({ organisationId, db }: Scope): TeamsReferenceStore {
  return {
    async find(tenant, place) {
      const row = await db.teamsReference.findFirst({ where: { organisationId, tenant, place } });
      return row ? toReference(row) : undefined;
    },
    async latest(tenant) {
      const row = await db.teamsReference.findFirst({
        where: { organisationId, tenant },
        orderBy: { heardAt: 'desc' },
      });
      return row ? toReference(row) : undefined;
    },
    async save({ tenant, place, serviceUrl, conversation, member, roster }, heardAt) {
      const key = { organisationId, tenant, place };
      const rest = {
        serviceUrl,
        ...(conversation === undefined ? {} : { conversation }),
        ...(member === undefined ? {} : { member }),
        ...(roster === undefined ? {} : { roster }),
      };
      await db.teamsReference.upsert({
        where: { organisationId_tenant_place: key },
        create: { ...key, ...rest, heardAt },
        update: { ...rest, heardAt },
      });
    },
  };
}

function toReference({ tenant, place, serviceUrl, conversation, member, roster }: Row): TeamsReference {
  return {
    ...{ tenant, place, serviceUrl },
    conversation: conversation ?? undefined,
    member: member ?? undefined,
    roster: roster ?? undefined,
  };
}

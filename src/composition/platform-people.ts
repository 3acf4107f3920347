import type { Platform } from '../chat/event.ts';
import type { OrganisationScope } from './organisation-scope.ts';

/** What a platform's ids of people mean here. */
export interface PlatformPeople {
  /** The names of those who are members of the organisation. */
  namesOf(workspace: string, users: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those who may not read reviews. */
  mayNotReadReviews(workspace: string, users: readonly string[]): Promise<readonly string[]>;
}

export function createPlatformPeople(
  { transact }: Pick<OrganisationScope, 'transact'>,
  platform: Platform,
): PlatformPeople {
  function membersAmong(workspace: string, users: readonly string[]) {
    return transact(async ({ people }) => {
      const members = new Map<string, { readonly displayName: string; readonly hasRole: boolean }>();
      for (const user of users) {
        const personId = await people.identified({ platform, workspace, user });
        const person = personId === undefined ? undefined : await people.find(personId);
        if (person) members.set(user, { displayName: person.displayName, hasRole: person.roles.length > 0 });
      }
      return members;
    });
  }

  return {
    async namesOf(workspace, users) {
      const members = await membersAmong(workspace, users);
      return new Map([...members].map(([user, { displayName }]) => [user, displayName]));
    },
    async mayNotReadReviews(workspace, users) {
      const members = await membersAmong(workspace, users);
      // Each role is one that reviews, advises, administers or audits.
      return users.filter((user) => members.get(user)?.hasRole !== true);
    },
  };
}

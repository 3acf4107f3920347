import type { Clock } from '../kernel/clock.ts';
import type { NewPerson } from '../people/people.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Organisation } from '../storage/organisations.ts';

/** The fixed ids of the demonstration, so that documentation, tests and emulated workspaces can name them. */
export const DEMONSTRATION = {
  organisationId: '01900000-0000-7000-8000-000000000001',
  workspaceId: '01900000-0000-7000-8000-000000000002',
  workspace: 'console',
} as const;

const PEOPLE: readonly Omit<NewPerson, 'identity'>[] = [
  {
    id: personId(1),
    displayName: 'Maya Lindqvist',
    title: 'Account manager',
    department: 'Sales',
    country: 'se',
    roles: [],
  },
  {
    id: personId(2),
    displayName: 'Tom Okafor',
    title: 'Content designer',
    department: 'Marketing',
    country: 'gb',
    roles: [],
  },
  {
    id: personId(3),
    displayName: 'Priya Raman',
    title: 'Head of AI governance',
    department: 'Governance',
    country: 'de',
    roles: ['governance'],
  },
  {
    id: personId(4),
    displayName: 'Jonas Weber',
    title: 'AI governance analyst',
    department: 'Governance',
    country: 'de',
    roles: ['governance', 'committee-secretary'],
  },
  {
    id: personId(5),
    displayName: 'Elena Rossi',
    title: 'Legal counsel',
    department: 'Legal',
    country: 'it',
    roles: ['legal'],
  },
  {
    id: personId(6),
    displayName: 'Samir Haddad',
    title: 'Data protection officer',
    department: 'Legal',
    country: 'fr',
    roles: ['data-protection'],
  },
  {
    id: personId(7),
    displayName: 'Ana Costa',
    title: 'Internal auditor',
    department: 'Audit',
    country: 'pt',
    roles: ['auditor'],
  },
  {
    id: personId(8),
    displayName: 'Lee Chan',
    title: 'Workplace administrator',
    department: 'IT',
    country: 'nl',
    roles: ['administrator'],
  },
  {
    id: personId(9),
    displayName: 'Ingrid Solberg',
    title: 'Chief operating officer',
    department: 'Management',
    country: 'no',
    roles: ['management', 'committee', 'committee-chair'],
  },
  {
    id: personId(10),
    displayName: 'Noor Bakker',
    title: 'Head of information security',
    department: 'IT',
    country: 'nl',
    roles: ['security', 'committee'],
  },
  {
    id: personId(11),
    displayName: 'Amara Nwosu',
    title: 'Employee representative',
    department: 'Works council',
    country: 'de',
    roles: ['committee'],
  },
];

function personId(number: number): string {
  return `01900000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`;
}

/** The person who adopts the shipped questionnaires in a demonstration. */
export const DEMONSTRATION_GOVERNANCE_LEAD = personId(3);

/** The database belongs to a real organisation, in which nobody may pick whom to be. */
export class NotADemonstration extends Error {}

/**
 * Makes the demonstration organisation in an empty database, once; a half-made one is completed.
 * @throws {NotADemonstration}
 */
export async function seedDemonstration({ organisations, transact }: Storage, clock: Clock): Promise<Organisation> {
  const organisation = {
    id: DEMONSTRATION.organisationId,
    name: 'Brightwater (demonstration)',
    kind: 'demonstration',
  } as const;
  const existing = await organisations.list();
  const real = existing.find(({ kind }) => kind === 'real');
  if (real) throw new NotADemonstration(`This database holds ${real.name}; the console serves demonstrations only.`);
  if (!existing.some(({ id }) => id === organisation.id)) {
    const workspaces = [{ id: DEMONSTRATION.workspaceId, platform: 'console', externalId: DEMONSTRATION.workspace }];
    await organisations.create({ ...organisation, workspaces }, clock());
  }
  await transact(organisation.id, async ({ people, audit }) => {
    if ((await people.list()).length > 0) return;
    const now = clock();
    for (const person of PEOPLE) {
      await people.add(
        { ...person, identity: { platform: 'console', workspace: DEMONSTRATION.workspace, user: person.id } },
        now,
      );
    }
    audit.record(
      { process: 'demonstration' },
      PEOPLE.map(({ id, roles }) => ({ kind: 'person.added', subjectId: id, details: { roles } })),
      now,
    );
  });
  return organisation;
}

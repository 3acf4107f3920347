import type { AuditNote } from '../chat/capability.ts';
import type { KnownProduct } from '../interviews/understanding.ts';
import type { Person } from '../people/people.ts';
import type { ImportEntry } from '../register/import.ts';
import { isSameProduct, normalisedName } from '../register/product-name.ts';
import type { AiSystem } from '../register/register.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { Refused } from './command.ts';

/** Far above a real inventory, and what one transaction does in its time on the embedded database. */
const MAX_ENTRIES = 1000;

export interface AddedEntry {
  readonly row: number;
  /** References. A row that tells nothing but a name makes a system without a use. */
  readonly system: string;
  readonly use?: string;
}

export interface Adding {
  readonly stores: Stores;
  readonly by: Person;
  readonly products: readonly KnownProduct[];
  readonly now: Date;
}

/** Adds what was read as unreviewed systems and uses, and says so in the audit trail. Nothing of it is approved. */
export async function addEntries(entries: readonly ImportEntry[], adding: Adding): Promise<readonly AddedEntry[]> {
  if (entries.length > MAX_ENTRIES)
    throw new Refused(`The sheet has ${entries.length} new entries; import at most ${MAX_ENTRIES} at a time.`);
  const { stores, by, now } = adding;
  const people = await stores.people.list();
  const systems = new Map<string, AiSystem>();
  const notes: AuditNote[] = [];
  const added: AddedEntry[] = [];
  for (const entry of entries) {
    const ownerId = ownerOf(entry, people);
    const key = normalisedName(entry.name);
    let system = systems.get(key);
    if (!system) {
      system = await addSystem(entry, ownerId, adding);
      systems.set(key, system);
      notes.push({
        kind: 'register.systemImported',
        subjectId: system.id,
        details: { reference: system.reference, row: entry.row },
      });
    }
    if (!tellsOfUse(entry)) {
      added.push({ row: entry.row, system: system.reference });
      continue;
    }
    const use = await addUse(entry, system, ownerId, adding);
    notes.push({
      kind: 'register.useImported',
      subjectId: use.id,
      details: { reference: use.reference, row: entry.row },
    });
    added.push({ row: entry.row, system: system.reference, use: use.reference });
  }
  stores.audit.record({ personId: by.id, process: 'aims' }, notes, now);
  return added;
}

async function addSystem(
  { name, supplier }: ImportEntry,
  ownerId: string | undefined,
  { stores: { register }, products, now }: Adding,
): Promise<AiSystem> {
  const known = products.find((product) => isSameProduct(name, product));
  const supplierName = supplier ?? known?.supplier;
  const supplierId = supplierName === undefined ? undefined : (await register.supplierNamed(supplierName, now)).id;
  return register.createSystem(
    {
      name,
      aliases: known ? [known.name, ...known.aliases].filter((alias) => alias !== name) : [],
      supplierId,
      ownerId,
      state: 'unreviewed',
    },
    now,
  );
}

function addUse(
  entry: ImportEntry,
  system: AiSystem,
  ownerId: string | undefined,
  { stores: { register }, now }: Adding,
) {
  const { account, purpose, users, countries, data, connectors, department } = entry;
  return register.createUse(
    {
      systemId: system.id,
      state: 'unreviewed',
      department,
      facets: { product: system.name, account, purpose, users, countries, data, connectors, circumstances: [] },
      // Nobody has screened it, and importing must not make a use lighter than an interview would.
      lane: 'full',
      ...(ownerId === undefined ? {} : { ownerId }),
      submissionId: undefined,
      decisionId: undefined,
    },
    now,
  );
}

function tellsOfUse({
  account,
  purpose,
  users,
  countries,
  data,
  connectors,
  department,
  unread,
}: ImportEntry): boolean {
  const told = [account, purpose, users, department].some((words) => words !== '');
  return told || [countries, data, connectors, unread].some((list) => list.length > 0);
}

/** Only a name that exactly one person has; a wrong owner is worse than none. */
function ownerOf({ owner }: ImportEntry, people: readonly Person[]): string | undefined {
  const wanted = owner?.normalize('NFKC').trim().toLowerCase();
  const named = people.filter(({ displayName }) => displayName.normalize('NFKC').trim().toLowerCase() === wanted);
  return named.length === 1 ? named[0]?.id : undefined;
}

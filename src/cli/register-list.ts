import { exportRegister, type Register } from '../register/export.ts';
import type { FacetWords } from '../register/facet-words.ts';
import type { AiSystem, RegisteredUse } from '../register/register.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { useCard } from '../register/use-card.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { type Command, json, type Operator, Refused, wordAt } from './command.ts';
import { inOrganisation, registerWords } from './organisation-in-use.ts';
import { cardText, table } from './words-on-screen.ts';

export const registerCommands: readonly Command[] = [
  {
    name: 'register list',
    usage: '[--json]',
    help: 'the registered systems and their uses',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const read = await readRegister(operator);
      if (given.has('json')) return { stdout: await exportRegister('json', read.register, read) };
      return { stdout: `${face(read)}${listInWords(read)}` };
    },
  },
  {
    name: 'register show',
    usage: 'REFERENCE [--json]',
    help: 'one use (AIU-12), system (AIS-3) or supplier (SUP-4)',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    async run(given, operator) {
      const read = await readRegister(operator);
      const shown = show(read, wordAt(given, 0));
      const notice = read.demonstration ? { notice: DEMONSTRATION_NOTICE } : {};
      return { stdout: given.has('json') ? json({ ...notice, ...shown.document }) : `${face(read)}${shown.text}` };
    },
  },
];

export interface ReadRegister {
  readonly register: Register;
  readonly demonstration: boolean;
  readonly words: FacetWords;
  readonly nameOf: (personId: string) => string | undefined;
}

export function readRegister(operator: Operator): Promise<ReadRegister> {
  return inOrganisation(operator, async ({ stores, organisation }) => {
    const names = await namesIn(stores);
    const systems = await stores.register.systems();
    const suppliers = new Map(systems.flatMap(({ supplier }) => (supplier ? [[supplier.id, supplier]] : [])));
    return {
      register: { systems, uses: await stores.register.uses(), suppliers: [...suppliers.values()] },
      demonstration: organisation.kind === 'demonstration',
      words: await registerWords(operator, stores),
      nameOf: (id) => names.get(id),
    };
  });
}

async function namesIn({ people }: Pick<Stores, 'people'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await people.list()).map(({ id, displayName }) => [id, displayName]));
}

function face({ demonstration }: ReadRegister): string {
  return demonstration ? `${DEMONSTRATION_NOTICE}\n` : '';
}

function listInWords({ register: { systems, uses }, words, nameOf }: ReadRegister): string {
  if (systems.length === 0) return 'The register is empty.\n';
  const used = new Set(uses.map(({ system }) => system.id));
  const owner = (id: string | undefined) => (id && nameOf(id)) ?? '';
  const day = (date: Date | undefined) => date?.toISOString().slice(0, 'YYYY-MM-DD'.length) ?? '';
  return table(
    ['Reference', 'System', 'State', 'Purpose', 'Owner', 'Valid until'],
    [
      ...uses.map(({ use, system }) => [
        use.reference,
        `${system.name} (${system.reference})`,
        use.state,
        words.label('purpose', use.facets.purpose),
        owner(use.ownerId),
        day(use.validUntil),
      ]),
      ...systems
        .filter(({ id }) => !used.has(id))
        .map((system) => [system.reference, system.name, system.state, '', owner(system.ownerId), '']),
    ],
  );
}

interface Shown {
  readonly document: object;
  readonly text: string;
}

function show(read: ReadRegister, asked: string): Shown {
  const reference = asked.trim().toUpperCase();
  const { systems, uses, suppliers } = read.register;
  const use = uses.find((candidate) => candidate.use.reference === reference);
  if (use) return { document: use, text: `${cardText(useCard(use, read.words, read.nameOf))}\n` };
  const system = systems.find((candidate) => candidate.reference === reference);
  if (system) return showSystem(system, uses, read);
  const supplier = suppliers.find((candidate) => candidate.reference === reference);
  if (!supplier) throw new Refused(`There is no ${asked} in the register; see: aims register list`);
  const supplied = systems.filter((candidate) => candidate.supplier?.id === supplier.id);
  const named = supplied.map(({ reference: of, name }) => `${of} ${name}`).join(', ');
  return {
    document: { supplier, systems: supplied },
    text: `${facts([`${reference} · ${supplier.name}`, `Systems: ${named}`])}\n`,
  };
}

function showSystem(system: AiSystem, uses: readonly RegisteredUse[], { words, nameOf }: ReadRegister): Shown {
  const own = uses.filter((candidate) => candidate.system.id === system.id).map(({ use }) => use);
  const text = facts([
    `${system.reference} · ${system.name}`,
    `State: ${system.state}`,
    `Supplier: ${system.supplier ? `${system.supplier.name} (${system.supplier.reference})` : 'not known'}`,
    `Also called: ${system.aliases.join(', ') || 'nothing else'}`,
    `Owner: ${(system.ownerId && nameOf(system.ownerId)) ?? 'nobody'}`,
    ...own.map(
      (use) => `${use.reference}: ${use.state}, ${words.label('purpose', use.facets.purpose) || 'purpose not known'}`,
    ),
  ]);
  return { document: { system, uses: own }, text: `${text}\n` };
}

function facts([headline = '', ...lines]: readonly string[]): string {
  return cardText({ headline, blocks: lines.map((text) => ({ kind: 'text', text })) });
}

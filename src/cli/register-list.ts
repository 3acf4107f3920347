import { levelName } from '../impact/words.ts';
import { type AssessmentResult, levelInForce, resultsOfSystem } from '../register/assessment-result.ts';
import { exportRegister, type Register } from '../register/export.ts';
import { resultDocument } from '../register/export-results.ts';
import type { FacetWords } from '../register/facet-words.ts';
import type { AiSystem, RegisteredUse } from '../register/register.ts';
import type { ResultWords } from '../register/result-blocks.ts';
import { systemWords } from '../register/shown-system.ts';
import { systemCard } from '../register/system-card.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { useCard } from '../register/use-card.ts';
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
      const shown = show(read, wordAt(given, 0), operator.clock());
      const notice = read.demonstration ? { notice: DEMONSTRATION_NOTICE } : {};
      return { stdout: given.has('json') ? json({ ...notice, ...shown.document }) : `${face(read)}${shown.text}` };
    },
  },
];

export interface ReadRegister {
  readonly register: Register;
  readonly demonstration: boolean;
  readonly words: FacetWords & ResultWords;
  readonly nameOf: (personId: string) => string | undefined;
}

export async function readRegister(operator: Operator): Promise<ReadRegister> {
  const { riskCriteria: criteria, iso42001, law } = await operator.knowledge();
  return inOrganisation(operator, async ({ stores, organisation }) => {
    const words = await systemWords(stores, { criteria, annexA: iso42001.controls }, law);
    const systems = await stores.register.systems();
    const suppliers = new Map(systems.flatMap(({ supplier }) => (supplier ? [[supplier.id, supplier]] : [])));
    const results = new Map<string, readonly AssessmentResult[]>();
    for (const { id } of systems) results.set(id, await resultsOfSystem(stores, id));
    return {
      register: { systems, uses: await stores.register.uses(), suppliers: [...suppliers.values()], results },
      demonstration: organisation.kind === 'demonstration',
      words: { ...(await registerWords(operator, stores)), ...words },
      nameOf: words.nameOf,
    };
  });
}

function face({ demonstration }: ReadRegister): string {
  return demonstration ? `${DEMONSTRATION_NOTICE}\n` : '';
}

function listInWords({ register: { systems, uses, results }, words, nameOf }: ReadRegister): string {
  if (systems.length === 0) return 'The register is empty.\n';
  const used = new Set(uses.map(({ system }) => system.id));
  const owner = (id: string | undefined) => (id && nameOf(id)) ?? '';
  const day = (date: Date | undefined) => date?.toISOString().slice(0, 'YYYY-MM-DD'.length) ?? '';
  const impact = (systemId: string) => {
    const level = levelInForce(results.get(systemId) ?? []);
    return level === undefined ? '' : levelName(level);
  };
  return table(
    ['Reference', 'System', 'State', 'Purpose', 'Owner', 'Valid until', 'Impact'],
    [
      ...uses.map(({ use, system }) => [
        use.reference,
        `${system.name} (${system.reference})`,
        use.state,
        words.label('purpose', use.facets.purpose),
        owner(use.ownerId),
        day(use.validUntil),
        impact(system.id),
      ]),
      ...systems
        .filter(({ id }) => !used.has(id))
        .map((system) => [
          system.reference,
          system.name,
          system.state,
          '',
          owner(system.ownerId),
          '',
          impact(system.id),
        ]),
    ],
  );
}

interface Shown {
  readonly document: object;
  readonly text: string;
}

function show(read: ReadRegister, asked: string, now: Date): Shown {
  const reference = asked.trim().toUpperCase();
  const { systems, uses, suppliers } = read.register;
  const use = uses.find((candidate) => candidate.use.reference === reference);
  if (use) {
    const impact = levelInForce(read.register.results.get(use.system.id) ?? []);
    const card = useCard(use, read.words, read.nameOf, undefined, impact);
    return { document: { ...use, impact: impact ?? null }, text: `${cardText(card)}\n` };
  }
  const system = systems.find((candidate) => candidate.reference === reference);
  if (system) return showSystem(system, uses, read, now);
  const supplier = suppliers.find((candidate) => candidate.reference === reference);
  if (!supplier) throw new Refused(`There is no ${asked} in the register; see: aims register list`);
  const supplied = systems.filter((candidate) => candidate.supplier?.id === supplier.id);
  const named = supplied.map(({ reference: of, name }) => `${of} ${name}`).join(', ');
  return {
    document: { supplier, systems: supplied },
    text: `${facts([`${reference} · ${supplier.name}`, `Systems: ${named}`])}\n`,
  };
}

function showSystem(
  system: AiSystem,
  uses: readonly RegisteredUse[],
  { register, words }: ReadRegister,
  now: Date,
): Shown {
  const own = uses.filter((candidate) => candidate.system.id === system.id);
  const results = register.results.get(system.id) ?? [];
  const card = systemCard({ system, uses: own, results }, words, () => true, now);
  return {
    document: {
      system,
      uses: own.map(({ use }) => use),
      assessments: results.map((result) => resultDocument(result, words)),
    },
    text: `${cardText(card)}\n`,
  };
}

function facts([headline = '', ...lines]: readonly string[]): string {
  return cardText({ headline, blocks: lines.map((text) => ({ kind: 'text', text })) });
}

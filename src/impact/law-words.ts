import { dayInWords } from '../chat/day-in-words.ts';
import type { Block, Fact } from '../chat/vocabulary.ts';
import { type DecidedFacet, type FacetValue, wordsIn } from '../law/decided.ts';
import type { Fact as LawFact } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import type { Finding, HighRiskStatus, Obligation, Result, Undetermined } from '../law/result.ts';
import type { LawFinding } from './law-finding.ts';

const STATUS: Readonly<Record<HighRiskStatus, string>> = {
  no: 'No',
  yes: 'Yes',
  presumed: 'Presumed, until the provider’s documented position is on file',
  exempt: 'Exempt, as the provider has documented',
  undetermined: 'Undetermined',
};

const FACET_NAMES: Readonly<Record<Undetermined['facet'], string>> = {
  outOfScope: 'whether the Act applies',
  prohibited: 'prohibited practices',
  highRisk: 'high-risk',
  roles: 'our roles',
  transparency: 'transparency',
  gpai: 'general-purpose model',
  obligations: 'some duties',
};

const MODEL: Readonly<Record<Result['gpai']['status'], string | undefined>> = {
  no: undefined,
  model: 'Yes',
  'systemic-risk': 'Yes, with systemic risk',
  undetermined: undefined,
};

/** More duties than these are counted, not listed, on a card. */
const DUTIES_SHOWN = 8;

/** What is open, what we have to do, and what it hangs on. */
export function lawDetails({ facts, result }: Pick<LawFinding, 'facts' | 'result'>, law: Law): readonly Block[] {
  return [...openBlocks(result, law), ...dutyBlocks(result.obligations), ...changeBlocks(result, facts, law)];
}

/** A value of a facet, as people read it: “Presumed, …: Annex III point 4(a)”. */
export function facetInWords(facet: DecidedFacet, value: FacetValue, law: Law): string {
  const [status = '', ...basis] = value.split(' ');
  const articles = (ids: readonly string[]) => ids.map((id) => articleOf(id, law));
  switch (facet) {
    case 'outOfScope':
      return { covered: 'The Act applies', outside: 'The Act does not apply' }[status] ?? 'Undetermined';
    case 'prohibited':
      return status === 'none'
        ? 'None found'
        : status === 'undetermined'
          ? 'Undetermined'
          : articles(wordsIn(value)).join(', ');
    case 'highRisk':
      return [statusInWords(status), ...articles(basis)].join(', ');
    case 'roles':
    case 'transparency':
      return status === 'none'
        ? 'None'
        : value
            .split(' ')
            .map((word) => {
              const id = word.replace('?', '');
              const name = facet === 'roles' ? roleInWords(id) : articleOf(id, law);
              return word === id ? name : `${name} (open)`;
            })
            .join(', ');
    case 'gpai':
      return { no: 'No', model: 'Yes', 'systemic-risk': 'Yes, with systemic risk' }[status] ?? 'Undetermined';
  }
}

function statusInWords(status: string): string {
  return Object.entries(STATUS).find(([id]) => id === status)?.[1] ?? status;
}

function articleOf(id: string, law: Law): string {
  return law.rules.find(({ rule }) => rule.id === id)?.rule.article ?? id;
}

export function roleInWords(role: string): string {
  return role.replaceAll('-', ' ');
}

/** How a facet is called where it is decided on. */
export const FACET_LABELS: Readonly<Record<DecidedFacet, string>> = {
  outOfScope: 'Scope',
  prohibited: 'Prohibited practice',
  highRisk: 'High-risk',
  roles: 'Our roles',
  transparency: 'Transparency',
  gpai: 'General-purpose model',
};

export const STATUS_LABELS = STATUS;

/** Every article of the trace, one line each. */
export function lawTrace({ because }: Result): readonly string[] {
  return because.map(({ article, text }) => `${article}: ${text}`);
}

/** The facets of the result, each with the articles that it rests on. */
export function facetFacts(result: Result): readonly Fact[] {
  const { prohibited, highRisk, transparency, gpai, roles, outOfScope } = result;
  const [notCovered] = outOfScope;
  if (notCovered) return [{ label: 'Applies', value: 'No', note: `${notCovered.article}: ${notCovered.text}` }];
  const basis = highRisk.basis.map(({ article }) => article).join(', ');
  const model = MODEL[gpai.status];
  return [
    {
      label: 'Prohibited practice',
      value:
        prohibited.length > 0
          ? prohibited.map(findingInWords).join('; ')
          : isOpen(result, 'prohibited')
            ? 'Undetermined'
            : 'None found',
    },
    { label: 'High-risk', value: STATUS[highRisk.status], ...(basis ? { note: basis } : {}) },
    ...(transparency.length > 0 ? [{ label: 'Transparency', value: transparency.map(findingInWords).join('; ') }] : []),
    ...(model ? [{ label: 'General-purpose model', value: model }] : []),
    ...(roles.length > 0 ? [{ label: 'Our roles', value: roles.map(({ role }) => roleInWords(role)).join(', ') }] : []),
  ];
}

function isOpen({ undetermined }: Result, facet: Undetermined['facet']): boolean {
  return undetermined.some((one) => one.facet === facet);
}

/** “Art. 50(1) (from 2 August 2026, unverified)”. */
export function findingInWords(finding: Finding): string {
  return `${finding.article} (${sinceWhen(finding)})`;
}

/** “in force”, “from 2 December 2027, unverified”. */
export function sinceWhen({ from, inForce, unverified }: Pick<Finding, 'from' | 'inForce' | 'unverified'>): string {
  const since = inForce ? 'in force' : from === null ? 'from a day still open' : `from ${dayInWords(new Date(from))}`;
  return unverified ? `${since}, unverified` : since;
}

/** What is still needed, and who would know it: never a guess. */
function openBlocks({ undetermined, missing }: Result, law: Law): readonly Block[] {
  if (undetermined.length === 0) return [];
  const facets = undetermined.map(({ facet }) => FACET_NAMES[facet]).join(', ');
  const items = missing.slice(0, 3).flatMap((id) => law.facts.filter((fact) => fact.id === id).map(neededInWords));
  return [
    { kind: 'text', text: `Undetermined: ${facets}. Needed first:` },
    { kind: 'list', items },
  ];
}

/** What is needed and who would know it. */
export function neededInWords({ question, knows }: LawFact): string {
  return `${question} (${knows} would know)`;
}

function dutyBlocks(obligations: readonly Obligation[]): readonly Block[] {
  if (obligations.length === 0) return [];
  const items = obligations.slice(0, DUTIES_SHOWN).map((duty) => `${duty.article}: ${duty.duty} (${sinceWhen(duty)})`);
  const more = obligations.length - items.length;
  return [
    { kind: 'text', text: 'What we have to do:' },
    { kind: 'list', items: more > 0 ? [...items, `and ${more} more`] : items },
  ];
}

/** The single answers that would change whether it is prohibited or high-risk. */
function changeBlocks({ wouldChange }: Result, facts: LawFinding['facts'], law: Law): readonly Block[] {
  const decisive = wouldChange.filter(({ changes }) => changes.includes('highRisk') || changes.includes('prohibited'));
  const labels = [...new Set(decisive.map(({ fact }) => fact))]
    .filter((id) => Object.hasOwn(facts, id))
    .flatMap((id) => law.facts.filter((fact) => fact.id === id).map(({ label }) => label));
  if (labels.length === 0) return [];
  return [{ kind: 'text', text: `It hangs on: ${labels.slice(0, 5).join(', ')}.`, subtle: true }];
}

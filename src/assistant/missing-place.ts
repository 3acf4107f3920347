import type { ClosedList } from '../controls/closed-list.ts';
import type { Place } from '../knowledge/places.ts';
import type { ReadQuestion } from '../knowledge/search.ts';
import { meansAnotherDocument } from './other-standards.ts';

const OFFERED = 3;

export interface MissingPlaces {
  /** Says that they do not exist. The only words of ours in which such an id may stand. */
  readonly denial: string;
  /** Ids of passages on places that exist, the most likely meant first. */
  readonly nearest: readonly string[];
}

/** The places in the question that its document does not have; none where it means a document that we do not know. */
export function missingPlaces(question: string, read: ReadQuestion, list: ClosedList): MissingPlaces | undefined {
  const clauses = missingClauses(question, read, list);
  const others = read.places.filter(({ exists }) => !exists);
  if (clauses === undefined && others.length === 0) return undefined;
  const denials = others.map(
    ({ name, document }) => `“${name}” does not exist in the ${document}. ${EXTENTS[document]}`,
  );
  return {
    denial: [...new Set([...(clauses ? [clauses.denial] : []), ...denials])].join(' '),
    nearest: [...new Set([...(clauses?.nearest ?? []), ...others.flatMap(({ nearest }) => nearest)])].slice(0, OFFERED),
  };
}

const EXTENTS: Readonly<Record<Place['document'], string>> = {
  'EU AI Act': 'Regulation (EU) 2024/1689 has 113 articles, 13 annexes and 180 recitals.',
  'NIST AI RMF': 'Its functions are Govern with six categories, Map with five, Measure and Manage with four each.',
};

function missingClauses(question: string, read: ReadQuestion, list: ClosedList): MissingPlaces | undefined {
  const missing = read.references.filter(({ id }) => !list.isClauseOrControl(id));
  if (
    missing.length === 0 ||
    meansAnotherDocument(
      question,
      missing.map(({ id }) => id),
    )
  )
    return undefined;
  const preliminary = missing.filter(({ id }) => /^[0-3](\.|$)/.test(id));
  const invented = missing.filter((reference) => !preliminary.includes(reference));
  const sentences = [
    ...(invented.length > 0 ? [deny(invented.map(({ id }) => id))] : []),
    ...(preliminary.length > 0
      ? ['The requirements of ISO/IEC 42001:2023 are in clauses 4 to 10; I hold nothing on what stands before them.']
      : []),
  ];
  const nearest = missing.map(({ id }) => list.nearest(id, OFFERED).map((entry) => `iso42001:${entry.id}`));
  return { denial: sentences.join(' '), nearest: [...new Set(interleave(nearest))].slice(0, OFFERED) };
}

function deny(ids: readonly string[]): string {
  const named = ids.map((id) => `“${id.startsWith('A.') ? '' : 'clause '}${id}”`);
  const last = named.at(-1) ?? '';
  const subject = named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${last} do` : `${last} does`;
  return `${subject} not exist in ISO/IEC 42001:2023.`;
}

function interleave(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

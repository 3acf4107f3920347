import type { ClosedList } from '../controls/closed-list.ts';
import type { ReadQuestion } from '../knowledge/search.ts';
import { meansAnotherDocument } from './other-standards.ts';

const OFFERED = 3;

export interface MissingPlaces {
  /** Says that they do not exist. The only words of ours in which such an id may stand. */
  readonly denial: string;
  /** Ids that exist, the most likely meant first. */
  readonly nearest: readonly string[];
}

/** The places in the question that ISO/IEC 42001:2023 does not have; none where it means another document's. */
export function missingPlaces(question: string, read: ReadQuestion, list: ClosedList): MissingPlaces | undefined {
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
  const nearest = missing.map(({ id }) => list.nearest(id, OFFERED).map((entry) => entry.id));
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

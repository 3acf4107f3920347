import type { Clause, Iso42001 } from './iso-42001.ts';

/** Says which ids exist; nothing that Steward writes may name another one. */
export interface ClosedList {
  /** `6.1.4`, `A.5`, `A.6.2.8`; exactly as written in the list. */
  isClauseOrControl(id: string): boolean;
  /** Only the controls, which can be chosen and applied; `A.5` is an area. */
  isControl(id: string): boolean;
  titleOf(id: string): string | undefined;
  /** The existing ids that someone who wrote this one most likely meant, best first. */
  nearest(id: string, limit: number): readonly Clause[];
}

export function createClosedList({ clauses, areas, controls }: Iso42001): ClosedList {
  const entries: readonly Clause[] = [...clauses, ...areas, ...controls];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    isClauseOrControl: (id) => byId.has(id),
    isControl: (id) => controls.some((control) => control.id === id),
    titleOf: (id) => byId.get(id)?.title,
    nearest(id, limit) {
      const family = entries.filter((entry) => isAnnex(entry.id) === isAnnex(id));
      const ranked = family
        .map((entry) => ({ entry, distance: distance(numbers(entry.id), numbers(id)) }))
        .sort((a, b) => compare(a.distance, b.distance))
        .map(({ entry }) => entry);
      // The number may be right and only the family wrong: "clause 6.2.8" means A.6.2.8.
      const twin = byId.get(isAnnex(id) ? id.slice(2) : `A.${id}`);
      const nearest = twin === undefined ? ranked : [ranked[0], twin, ...ranked.slice(1)];
      return nearest.filter((entry) => entry !== undefined).slice(0, limit);
    },
  };
}

function isAnnex(id: string): boolean {
  return id.startsWith('A.');
}

function numbers(id: string): readonly number[] {
  return id.replace(/^A\./, '').split('.').map(Number);
}

/** Compared in order: shared beginning (more is nearer), the first number that differs, the depth, the last number. */
function distance(entry: readonly number[], asked: readonly number[]): readonly number[] {
  let shared = 0;
  while (shared < Math.min(entry.length, asked.length) && entry[shared] === asked[shared]) shared += 1;
  const [here, there] = [entry[shared], asked[shared]];
  const step = here === undefined || there === undefined ? 1.5 : Math.abs(here - there);
  return [-shared, step, Math.abs(entry.length - asked.length), Math.abs((entry.at(-1) ?? 0) - (asked.at(-1) ?? 0))];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const difference = a.map((value, index) => value - (b[index] ?? 0)).find((value) => value !== 0);
  return difference ?? 0;
}

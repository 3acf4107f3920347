import { isSameProduct, normalisedName } from './product-name.ts';
import type { AiSystem } from './register.ts';

export interface SimilarSystem {
  readonly system: AiSystem;
  /** `same`: by name or alias. `similar`: perhaps a typing error, a plan or a part of it; a person has to say. */
  readonly likeness: 'same' | 'similar';
}

/** Words that many product names share; alone they make nothing similar. */
const COMMON_WORDS = new Set(
  'ai app io com for the by of and pro plus team business enterprise free inc ltd gmbh llc'.split(' '),
);

/** Systems of the register that may be the same as a new name, the likeliest first. Shown before one is created. */
export function similarSystems(name: string, systems: readonly AiSystem[]): readonly SimilarSystem[] {
  const same = systems.filter((system) => isSameProduct(name, system));
  const similar = systems
    .filter((system) => !same.includes(system))
    .map((system) => ({ system, distance: Math.min(...namesOf(system).map((known) => distanceInNames(name, known))) }))
    .filter(({ distance }) => distance !== Number.POSITIVE_INFINITY)
    .sort((one, other) => one.distance - other.distance || one.system.name.localeCompare(other.system.name, 'en'));
  return [
    ...same.map((system) => ({ system, likeness: 'same' as const })),
    ...similar.map(({ system }) => ({ system, likeness: 'similar' as const })),
  ];
}

function namesOf(system: AiSystem): readonly string[] {
  return [system.name, ...system.aliases];
}

/** Infinity when the names are not alike. Whole words in common weigh like one typing error. */
function distanceInNames(one: string, other: string): number {
  const [left, right] = [normalisedName(one), normalisedName(other)];
  if (left === '' || right === '') return Number.POSITIVE_INFINITY;
  if (startsWithWordsOf(one, other) || startsWithWordsOf(other, one)) return 1;
  const allowed = allowedErrors(Math.min(left.length, right.length));
  if (Math.abs(left.length - right.length) > allowed) return Number.POSITIVE_INFINITY;
  const distance = editDistance(left, right);
  return distance <= allowed ? distance : Number.POSITIVE_INFINITY;
}

function allowedErrors(characters: number): number {
  if (characters < 4) return 0;
  return characters < 8 ? 1 : 2;
}

/** “ChatGPT Enterprise” and “ChatGPT”, “Otter” and “Otter.ai”. */
function startsWithWordsOf(name: string, beginning: string): boolean {
  const words = significantWords(name);
  const first = significantWords(beginning);
  return first.length > 0 && first.every((word, place) => words[place] === word);
}

function significantWords(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#&]+/u)
    .filter((word) => word !== '' && !COMMON_WORDS.has(word));
}

/** Damerau-Levenshtein (optimal string alignment): insert, delete, replace, or swap two neighbours. */
export function editDistance(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  let twoBack: number[] = [];
  let oneBack = right.map((_, column) => column);
  oneBack.push(right.length);
  for (const [row, character] of left.entries()) {
    const current = [row + 1];
    for (const [column, wanted] of right.entries()) {
      const replaced = (oneBack[column] ?? 0) + (character === wanted ? 0 : 1);
      const cheapest = Math.min((oneBack[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, replaced);
      const swapped = character === right[column - 1] && left[row - 1] === wanted;
      current.push(swapped ? Math.min(cheapest, (twoBack[column - 1] ?? 0) + 1) : cheapest);
    }
    twoBack = oneBack;
    oneBack = current;
  }
  return oneBack[right.length] ?? 0;
}

import type { KnownProduct } from '../understanding.ts';
import { createNearWords, type NearWords } from './near.ts';
import { tokensOf } from './tokens.ts';

/** Product names as one run of letters and digits: "Chat GPT", "chat-gpt" and "ChatGPT" are one name. */
export interface Catalogue {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  readonly near: NearWords;
  /** The most words that a name has. */
  readonly longest: number;
}

export interface Named {
  readonly product: KnownProduct;
  /** The name is an ordinary word too: only a tool when the words around it say so. */
  readonly ambiguous: boolean;
}

/** Words that are one slip from a product's name and mean themselves. */
const ORDINARY = new Set(
  'clause clauses clouds cloud cursors notions otters gamma grammar grammars runaway insight insights assemble assembly descript describe script scripts writer writers summary speech speak speaks person phrase phrases prompt prompts copying replied jumper harley tables canvas pilot runways perplexed fathoms grains harvest copied gemini'.split(
    ' ',
  ),
);
const NEAR_LETTERS = 6;

export const nameKey = (name: string): string =>
  tokensOf(name)
    .map((token) => token.word)
    .join('')
    .replace(/^(?:https?:\/\/)?www\./, '');

export function createCatalogue(products: readonly KnownProduct[]): Catalogue {
  const byName = new Map<string, Named[]>();
  let longest = 1;
  const note = (name: string, product: KnownProduct, ambiguous: boolean): void => {
    const key = nameKey(name);
    if (key.length < 2) return;
    longest = Math.max(longest, Math.min(key.length, tokensOf(name).length + 2));
    const named = byName.get(key) ?? [];
    const same = named.find((entry) => entry.product === product);
    if (same === undefined) byName.set(key, [...named, { product, ambiguous }]);
    else if (ambiguous && !same.ambiguous) {
      byName.set(key, [...named.filter((entry) => entry !== same), { product, ambiguous }]);
    }
  };
  for (const product of products) {
    note(product.name, product, false);
    for (const alias of product.aliases) note(alias, product, false);
    for (const alias of product.ambiguousAliases ?? []) note(alias, product, true);
  }
  const plainNames = [...byName].filter(([, named]) => named.every((entry) => !entry.ambiguous)).map(([key]) => key);
  return { byName, longest, near: createNearWords(plainNames, NEAR_LETTERS) };
}

/** The names within one slip; never for ordinary words and plurals. */
export function nearName(catalogue: Catalogue, key: string): readonly Named[] {
  if (ORDINARY.has(key)) return [];
  const name = catalogue.near.find(key);
  if (name === undefined || key === `${name}s` || name === `${key}s`) return [];
  return catalogue.byName.get(name) ?? [];
}

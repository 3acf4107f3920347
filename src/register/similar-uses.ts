import type { SimilarUse } from '../reviews/review-card-data.ts';
import type { FacetWords } from './facet-words.ts';
import { isSameProduct } from './product-name.ts';
import type { Facets, RegisteredUse } from './register.ts';

const MOST = 3;

/** Approved uses that a reviewer wants to see beside a new one: of the same product first, then for the same purpose. */
export function similarUses(
  uses: readonly RegisteredUse[],
  { product = '', purpose }: Partial<Facets>,
  words: FacetWords,
): readonly SimilarUse[] {
  const approved = uses.filter(({ use }) => use.state === 'approved');
  const sameProduct = approved.filter(({ system }) => isSameProduct(product, system));
  const samePurpose = approved.filter(
    (registered) => !sameProduct.includes(registered) && registered.use.facets.purpose === purpose,
  );
  return [...sameProduct, ...samePurpose].slice(0, MOST).map(({ use, system, conditions }) => ({
    reference: use.reference,
    title: `${system.name}: ${words.label('purpose', use.facets.purpose)}`,
    conditions: conditions.map(({ text }) => text),
  }));
}

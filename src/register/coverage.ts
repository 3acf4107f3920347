import type { Asker } from './compare.ts';
import { compare } from './compare.ts';
import type { Difference } from './difference.ts';
import { similarSystems } from './duplicates.ts';
import type { FacetWords } from './facet-words.ts';
import { isSameProduct } from './product-name.ts';
import { prohibits } from './prohibition.ts';
import type {
  AiSystem,
  Condition,
  FacetName,
  FacetQuery,
  OpenDeclaration,
  RegisteredUse,
  RegisterView,
} from './register.ts';

/** What the register says to “can I use X for Y?”. */
export type Coverage =
  /** Everything is known and lies within an approval that holds. The only yes there is. */
  | { readonly kind: 'covered'; readonly use: RegisteredUse; readonly conditions: readonly Condition[] }
  /** What was said fits; these facets were not said. No yes. */
  | { readonly kind: 'coveredIf'; readonly use: RegisteredUse; readonly toConfirm: readonly FacetName[] }
  /** The nearest first, at most three. */
  | { readonly kind: 'differs'; readonly nearest: readonly NearUse[] }
  | { readonly kind: 'underReview'; readonly declaration: OpenDeclaration }
  | { readonly kind: 'prohibited'; readonly use: RegisteredUse }
  /** On the list, but no use of it was ever decided on. */
  | { readonly kind: 'systemOnly'; readonly system: AiSystem }
  | {
      readonly kind: 'unknown';
      readonly similar: readonly AiSystem[];
      /** Approved uses of other products for the same purpose, which differ in the product at least. */
      readonly alternatives: readonly NearUse[];
    };

export interface NearUse {
  readonly use: RegisteredUse;
  /** Never empty. */
  readonly differences: readonly Difference[];
}

const MOST_SHOWN = 3;

/** Never says `covered` on a guess: every facet has to be known and within the same, valid approval. */
export function coverage(
  query: FacetQuery,
  register: RegisterView,
  now: Date,
  asker: Asker,
  words: FacetWords,
): Coverage {
  const systems = register.systems.filter((system) => isSameProduct(query.product, system));
  const uses = register.uses.filter(({ system }) => isSameProduct(query.product, system));
  const banned = uses.filter(({ use }) => use.state === 'prohibited');
  const certainlyBanned = banned.find((ban) => prohibits(ban, query) === 'yes');
  if (certainlyBanned) return { kind: 'prohibited', use: certainlyBanned };

  const decided = uses.filter(({ use }) => use.state !== 'prohibited' && use.state !== 'unreviewed');
  const compared = decided.map((use) => ({ use, ...compare(query, use, asker, now, words) }));
  const fitting = compared
    .filter(({ differences }) => differences.length === 0)
    .sort((one, other) => one.toConfirm.length - other.toConfirm.length);
  const best = fitting[0];
  if (best?.toConfirm.length === 0) return { kind: 'covered', use: best.use, conditions: best.use.conditions };
  if (best) {
    // Where the register contradicts itself, the prohibition counts.
    const contradicting = banned.find((ban) => prohibits(ban, { ...best.use.use.facets, ...query }) === 'yes');
    if (contradicting) return { kind: 'prohibited', use: contradicting };
    return { kind: 'coveredIf', use: best.use, toConfirm: best.toConfirm };
  }

  const perhapsBanned = banned.find((ban) => prohibits(ban, query) === 'maybe');
  if (perhapsBanned) return { kind: 'prohibited', use: perhapsBanned };
  const open = openDeclaration(query, register, systems, compared.length === 0);
  if (open) return { kind: 'underReview', declaration: open };
  if (compared.length > 0) return { kind: 'differs', nearest: nearest(compared) };
  if (systems[0]) return { kind: 'systemOnly', system: systems[0] };
  return unknown(query, register, now, asker, words);
}

/** One for the same purpose; one for another purpose only when nothing else can be said. */
function openDeclaration(
  { product, purpose }: FacetQuery,
  { underReview }: RegisterView,
  systems: readonly AiSystem[],
  nothingElse: boolean,
): OpenDeclaration | undefined {
  const open = underReview.filter(
    (declaration) =>
      isSameProduct(product, { name: declaration.product, aliases: [] }) ||
      systems.some((system) => isSameProduct(declaration.product, system)),
  );
  const same = open.find((declaration) => purpose === undefined || declaration.purpose === purpose);
  return same ?? (nothingElse ? open[0] : undefined);
}

function nearest(uses: readonly NearUse[]): readonly NearUse[] {
  return uses
    .map(({ use, differences }) => ({ use, differences }))
    .sort((one, other) => one.differences.length - other.differences.length)
    .slice(0, MOST_SHOWN);
}

function unknown(query: FacetQuery, register: RegisterView, now: Date, asker: Asker, words: FacetWords): Coverage {
  const alternatives = register.uses
    .filter(
      ({ use }) => use.state === 'approved' && query.purpose !== undefined && use.facets.purpose === query.purpose,
    )
    .map((use) => ({
      use,
      differences: [
        otherProduct(query.product, use.system.name),
        ...compare(query, use, asker, now, words).differences,
      ],
    }));
  return {
    kind: 'unknown',
    similar: similarSystems(query.product, register.systems).map(({ system }) => system),
    alternatives: nearest(alternatives),
  };
}

function otherProduct(asked: string, approved: string): Difference {
  return { facet: 'product', asked, approved, words: `${approved} is approved for this; you asked about ${asked}` };
}

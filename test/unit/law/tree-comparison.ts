import type { Facts } from '../../../src/law/facts.ts';
import type { Outcome } from '../../../src/law/outcome.ts';

/** What the rules say, and which of them the facts leave open. */
export interface Compared {
  readonly outcome: Outcome;
  /** Facet and article of each rule that is open. */
  readonly open: readonly string[];
}

/** What one path of a decision tree says, and what it asked, in our facts. A facet it says nothing on is absent. */
export interface TreeCase {
  readonly facts: Facts;
  readonly says: Readonly<Partial<Record<ComparedFacet, string>>>;
}

const COMPARED = [
  'scope',
  'prohibited',
  'highRisk',
  'provider',
  'provider disclosure',
  'deployer disclosure',
  'Art. 27',
  'general-purpose',
] as const;
export type ComparedFacet = (typeof COMPARED)[number];

/** The same facets read from a result of ours. */
function weSay({ outcome, open }: Compared, facet: ComparedFacet): string {
  const answer = (holds: boolean, place: RegExp) =>
    holds ? 'yes' : open.some((rule) => place.test(rule)) ? 'undetermined' : 'no';
  switch (facet) {
    case 'scope': {
      const outside = answer(outcome.outOfScope.length > 0, /^(covered-system|out-of-scope)/);
      return outside === 'yes' ? 'outside' : outside === 'no' ? 'covered' : outside;
    }
    case 'prohibited':
      return answer(outcome.prohibited.length > 0, /^prohibited/);
    case 'highRisk':
      return outcome.highRisk.status;
    case 'provider':
      return answer(
        outcome.roles.some(({ role }) => role === 'provider'),
        /^role provider/,
      );
    case 'provider disclosure':
      return answer(
        outcome.transparency.some(({ article }) => /^Art\. 50\([12]\)/.test(article)),
        /^transparency \S+ Art\. 50\([12]\)/,
      );
    case 'deployer disclosure':
      return answer(
        outcome.transparency.some(({ article }) => /^Art\. 50\([34]\)/.test(article)),
        /^transparency \S+ Art\. 50\([34]\)/,
      );
    case 'Art. 27':
      return answer(
        outcome.obligations.some(({ article }) => article.startsWith('Art. 27')),
        /^obligation deployer Art\. 27/,
      );
    case 'general-purpose':
      return outcome.obligations.some(({ article }) => /^Art\. 5[3-5]/.test(article))
        ? outcome.gpai.status
        : 'no duties';
  }
}

/** A known disagreement: where it arises, what each side says, and the article that decides it. */
export interface Disagreement {
  readonly tree: 'Commission' | 'Dutch';
  /** Question to the answers that lead here; a question that is not named may have any answer. */
  readonly path: Readonly<Record<string, readonly number[]>>;
  readonly facet: ComparedFacet;
  readonly they: string;
  readonly we: string;
  readonly article: string;
  readonly because: string;
}

export interface Difference {
  readonly facet: ComparedFacet;
  readonly they: string;
  readonly we: string;
}

/** Where the two differ on scope, nothing after it is compared: all the rest follows from that. */
export function differences(says: TreeCase['says'], ours: Compared): Difference[] {
  const found = COMPARED.flatMap((facet) => {
    const they = says[facet];
    const we = weSay(ours, facet);
    return they === undefined || they === we ? [] : [{ facet, they, we }];
  });
  return found[0]?.facet === 'scope' ? found.slice(0, 1) : found;
}

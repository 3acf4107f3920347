import type { Refused } from '../kernel/outcome.ts';
import type { FacetStanding, LawStanding } from './law-standing.ts';
import { heldUpBy } from './law-standing.ts';
import { type RefusalCode, refusal } from './words.ts';

/**
 * Why the AI Act stands in the way of an approval. What it prohibits is approved by nobody, also where the prohibition applies only from a
 * later day: an approval would outlive that day. Whether it applies, prohibits or calls for the care of what is high-risk must not be open:
 * either somebody finds out, or legal decides.
 */
export function heldUpByLaw(law: LawStanding | undefined): Refused<RefusalCode> | undefined {
  if (!law) return undefined;
  const { prohibited, open } = heldUpBy(law);
  if (prohibited) {
    const articles = law.result.prohibited.map(({ article }) => article).join(', ');
    return refusal('prohibitedByLaw', articles);
  }
  return open.length > 0 ? refusal('lawOpen', open.map(({ facet }) => OPEN_WORDS[facet]).join(', ')) : undefined;
}

const OPEN_WORDS: Readonly<Record<FacetStanding['facet'], string>> = {
  outOfScope: 'whether the AI Act applies',
  prohibited: 'whether it is a prohibited practice',
  highRisk: 'whether it is high-risk',
  roles: 'our roles',
  transparency: 'duties of transparency',
  gpai: 'whether it is a general-purpose model',
};

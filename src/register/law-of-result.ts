import { FACET_LABELS, facetInWords } from '../impact/law-words.ts';
import type { Law } from '../law/law.ts';
import { decidedInWords } from '../reviews/law-blocks.ts';
import { type LawStanding, lawStanding } from '../reviews/law-standing.ts';
import type { AssessmentResult } from './assessment-result.ts';
import type { ResultWords } from './result-blocks.ts';

/** What the AI Act makes of what was assessed, on a day; `undefined` where nothing was asked about the Act. */
export function lawOfResult(result: AssessmentResult, law: Law, on?: Date): LawStanding | undefined {
  return result.law && lawStanding(result.law, result.settled, law, on);
}

/** The same as plain data: for each facet both values, who decided and when; duties as they follow from what counts. */
export function lawDocument(result: AssessmentResult, { law, nameOf }: ResultWords) {
  const standing = lawOfResult(result, law);
  if (!standing) return null;
  const person = (id: string | undefined) => (id === undefined ? null : (nameOf(id) ?? null));
  return {
    computedOn: standing.finding.on,
    facets: standing.facets.map(({ facet, computed, inForce, decided, isUndecided, proposed }) => ({
      ...{ facet, computed, inForce, undecided: isUndecided },
      decided: decided
        ? {
            ...{ value: decided.decided, computedThen: decided.computed, by: person(decided.by), at: decided.at },
            confirmedBy: person(decided.confirmedBy),
          }
        : null,
      proposed: proposed ? { value: proposed.decided, by: person(proposed.by), at: proposed.at } : null,
    })),
    missing: standing.result.missing,
    obligations: standing.result.obligations.map(({ rule, article, role, from, inForce, unverified }) => ({
      ...{ rule, article, role, from, inForce, unverified },
    })),
  };
}

/** One cell: what is prohibited or high-risk, and by whom that was decided. */
export function lawCell(result: AssessmentResult, { law, nameOf }: ResultWords): string {
  const facets = lawOfResult(result, law)?.facets ?? [];
  return facets
    .filter(({ facet }) => facet === 'prohibited' || facet === 'highRisk')
    .map((one) => {
      const value = facetInWords(one.facet, one.inForce, law);
      return `${FACET_LABELS[one.facet]}: ${value} (${decidedInWords(one, law, nameOf)})`;
    })
    .join('\n');
}

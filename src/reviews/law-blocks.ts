import type { Block, Fact } from '../chat/card.ts';
import { FACET_LABELS, facetInWords, findingInWords, lawDetails } from '../impact/law-words.ts';
import { leavesOpen } from '../law/decided.ts';
import type { Law } from '../law/law.ts';
import type { Result } from '../law/result.ts';
import type { FacetStanding, LawStanding } from './law-standing.ts';
import { dayInWords } from './words.ts';

type NameOf = (personId: string) => string | undefined;

/** What the AI Act makes of a system: for each facet what counts, beside it what was computed and who decided; then duties. */
export function lawStandingBlocks(standing: LawStanding, law: Law, nameOf: NameOf): readonly Block[] {
  const { finding, result } = standing;
  return [...facetBlocks(standing, law, nameOf), ...lawDetails({ facts: finding.facts, result }, law)];
}

/** The facets alone, under whether legal has decided on them. */
export function facetBlocks({ finding, facets, result }: LawStanding, law: Law, nameOf: NameOf): readonly Block[] {
  const shown = shownFacets(facets);
  const settled = shown.every(({ isUndecided }) => !isUndecided);
  return [
    {
      kind: 'heading',
      text: `EU AI Act on ${dayInWords(new Date(finding.on))}: ${settled ? 'decided by legal' : 'a proposal to legal'}`,
    },
    { kind: 'facts', facts: shown.map((facet) => facetFact(facet, result, law, nameOf)) },
  ];
}

/** Where the Act does not apply there is nothing more to say. */
function shownFacets(facets: readonly FacetStanding[]): readonly FacetStanding[] {
  const outside = facets.some(({ facet, inForce }) => facet === 'outOfScope' && inForce === 'outside');
  return outside ? facets.filter(({ facet }) => facet === 'outOfScope') : facets;
}

/** “High-risk: No, computed: Presumed, …; decided by Elena Rossi on 3 March, confirmed by Priya Raman”. */
export function facetFact(standing: FacetStanding, result: Result, law: Law, nameOf: NameOf): Fact {
  const { facet, inForce } = standing;
  const dated = facet === 'prohibited' || facet === 'transparency' ? result[facet] : [];
  const [outside] = facet === 'outOfScope' && inForce === 'outside' ? result.outOfScope : [];
  return {
    label: FACET_LABELS[facet],
    // With the days, where it is only what holds.
    value:
      dated.length > 0 && !leavesOpen(inForce)
        ? dated.map(findingInWords).join('; ')
        : [facetInWords(facet, inForce, law), ...(outside ? [`${outside.article}: ${outside.text}`] : [])].join('. '),
    note: decidedInWords(standing, law, nameOf),
  };
}

/** Both values, by whom and when; or that nobody has decided yet. */
export function decidedInWords(standing: FacetStanding, law: Law, nameOf: NameOf): string {
  const { facet, computed, inForce, decided, isUndecided, proposed } = standing;
  const words = (value: string) => facetInWords(facet, value, law);
  const waiting = proposed
    ? [
        `proposed: ${words(proposed.decided)}, by ${nameOf(proposed.by) ?? 'somebody'}; a second person has to confirm it`,
      ]
    : [];
  if (!decided) return ['computed', ...waiting].join('; ');
  const second = decided.confirmedBy === undefined ? '' : `, confirmed by ${nameOf(decided.confirmedBy) ?? 'somebody'}`;
  const who = `${nameOf(decided.by) ?? 'somebody'}, ${dayInWords(decided.at)}${second}`;
  if (isUndecided)
    return [
      `computed anew; before it was decided as ${words(decided.decided)} by ${who}: to be decided again`,
      ...waiting,
    ].join('; ');
  return [
    computed === inForce ? `computed and confirmed by ${who}` : `computed: ${words(computed)}; decided by ${who}`,
    ...waiting,
  ].join('; ');
}

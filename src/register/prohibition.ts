import type { FacetQuery, RegisteredUse } from './register.ts';

/**
 * Whether a prohibited use is what was asked about. An empty facet of a prohibition means: whatever it is. What the
 * question leaves open makes it `maybe`, unless the rest shows that something else is meant.
 */
export function prohibits({ use }: RegisteredUse, query: FacetQuery): 'yes' | 'maybe' | 'no' {
  const { facets } = use;
  const says = [
    ...(['account', 'purpose'] as const).map((facet) => scalar(facets[facet], query[facet])),
    ...(['countries', 'data', 'connectors', 'circumstances'] as const).map((facet) =>
      list(facets[facet], query[facet]),
    ),
  ];
  if (says.includes('no')) return 'no';
  return says.includes('maybe') ? 'maybe' : 'yes';
}

type Says = ReturnType<typeof prohibits>;

function scalar(prohibited: string, asked: string | undefined): Says {
  if (prohibited === '') return 'yes';
  if (!asked) return 'maybe';
  return asked === prohibited ? 'yes' : 'no';
}

/** One item in common is enough: what is forbidden with customer data is forbidden with customer and public data. */
function list(prohibited: readonly string[], asked: readonly string[] | undefined): Says {
  const named = prohibited.filter((id) => id !== 'none');
  if (named.length === 0) return 'yes';
  if (!asked || asked.length === 0) return 'maybe';
  return asked.some((id) => named.includes(id)) ? 'yes' : 'no';
}

import type { Beginning } from './beginnings.ts';
import type { DecidedFacet, FacetValues } from './decided.ts';
import { DECIDED_FACETS } from './decided.ts';
import type { Obligation, Result } from './result.ts';

/** What a later result says otherwise than an earlier one, by ids. Other words for the same are no difference. */
export interface Difference {
  readonly facets: readonly { readonly facet: DecidedFacet; readonly before: string; readonly after: string }[];
  /** Prohibitions, transparency and duties that apply now and did not before. */
  readonly begun: readonly Moved[];
  /** Duties that are new, and do not apply yet. */
  readonly added: readonly Moved[];
  readonly gone: readonly Moved[];
  /** Duties that still lie ahead, on another day than before. */
  readonly moved: readonly Moved[];
  /** What has begun to apply if unknown facts are so. */
  readonly perhaps: readonly (Moved & { readonly need: readonly string[] })[];
  /** Facts that are needed now and were not before. */
  readonly asks: readonly string[];
}

interface Moved {
  readonly rule: string;
  readonly article: string;
  readonly from: string | null;
}

/** @param begins what begins between the days of the two, where some of it hangs on unknown facts. */
export function differenceBetween(before: Result, after: Result, begins: readonly Beginning[] = []): Difference {
  const [values, now] = [valuesIn(before), valuesIn(after)];
  const [earlier, later] = [dated(before), dated(after)];
  const wasThere = ({ rule }: Moved) => earlier.some((one) => one.rule === rule);
  const applied = ({ rule }: Moved) => earlier.some((one) => one.rule === rule && one.inForce === true);
  const only = ({ rule, article, from }: Dated): Moved => ({ rule, article, from });
  return {
    facets: DECIDED_FACETS.flatMap((facet) =>
      values[facet] === now[facet] ? [] : [{ facet, before: values[facet], after: now[facet] }],
    ),
    begun: later.filter((one) => one.inForce === true && !applied(one)).map(only),
    added: later.filter((one) => one.inForce !== true && !wasThere(one)).map(only),
    gone: earlier.filter(({ rule }) => !later.some((one) => one.rule === rule)).map(only),
    moved: later
      .filter((one) => one.inForce !== true && earlier.some(({ rule, from }) => rule === one.rule && from !== one.from))
      .map(only),
    perhaps: begins.flatMap(({ rule, article, days, need }) =>
      need.length > 0 ? [{ rule, article, from: days[0] ?? null, need }] : [],
    ),
    asks: after.missing.filter((fact) => !before.missing.includes(fact)),
  };
}

/** Whether there is anything that somebody has to look at. */
export function isDifferent({ facets, begun, added, gone, moved, perhaps, asks }: Difference): boolean {
  return [facets, begun, added, gone, moved, perhaps, asks].some(({ length }) => length > 0);
}

/** A result as values of its facets, as far as it says so itself. */
function valuesIn(result: Result): FacetValues {
  const isOpen = (facet: DecidedFacet) => result.undetermined.some((one) => one.facet === facet);
  const words = (ids: readonly string[], facet: DecidedFacet) =>
    [...new Set(ids), ...(isOpen(facet) ? ['undetermined'] : [])].toSorted().join(' ') || 'none';
  return {
    outOfScope: result.outOfScope.length > 0 ? 'outside' : isOpen('outOfScope') ? 'undetermined' : 'covered',
    prohibited: words(
      result.prohibited.map(({ rule }) => rule),
      'prohibited',
    ),
    highRisk: [result.highRisk.status, ...result.highRisk.basis.map(({ rule }) => rule).filter(isBasis)].join(' '),
    roles: words(
      result.roles.map(({ role }) => role),
      'roles',
    ),
    transparency: words(
      result.transparency.map(({ rule }) => rule),
      'transparency',
    ),
    gpai: result.gpai.status,
  };
}

/** With an exemption, what remains of it stands among the basis too. */
function isBasis(rule: string): boolean {
  return !rule.startsWith('exempt-');
}

type Dated = Moved & Pick<Obligation, 'inForce'>;

function dated({ prohibited, transparency, obligations }: Result): readonly Dated[] {
  // The paragraphs of Article 50 begin with their duties; they stand here for whoever else has to act on them.
  return [...prohibited, ...transparency, ...obligations];
}

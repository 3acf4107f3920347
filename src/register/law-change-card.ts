import { dayInWords } from '../chat/day-in-words.ts';
import { action, type Card, type Fact } from '../chat/vocabulary.ts';
import { FACET_LABELS, facetInWords } from '../impact/law-words.ts';
import type { Difference } from '../law/difference.ts';
import type { Law } from '../law/law.ts';
import type { LawChange } from '../reviews/law-run-store.ts';

/** One system that a change touches. */
export interface TouchedEntry {
  /** AIS-3, or ASM-3 where it is not in the register yet. */
  readonly reference: string;
  readonly name: string;
  readonly reviewId: string;
  readonly difference: Difference;
  readonly asked: readonly string[];
  /** What people decided before does not reach what is computed now. */
  readonly toDecide: boolean;
}

/** As many as a message shows well. */
export const ENTRIES_ON_A_PAGE = 10;
/** Of one kind, for one system. */
const NAMED = 6;

/** “Since 2 December 2026 …”: the list of those that are touched, a page of it. */
export function lawChangeCard(
  change: LawChange,
  page: number,
  { total, entries }: { readonly total: number; readonly entries: readonly TouchedEntry[] },
  law: Law,
): Card {
  const pages = Math.max(1, Math.ceil(total / ENTRIES_ON_A_PAGE));
  const value = (to: number) => ({ change: change.key, page: to });
  return {
    headline: `${changeInWords(change)}: ${total} of ${change.looked} assessed systems are touched`,
    tone: total > 0 ? 'attention' : 'quiet',
    blocks: [
      ...(total > 0
        ? [
            {
              kind: 'text',
              text: 'Each was computed again from the answers that it was approved on. What people decided stays beside it, and counts while it asks for no less care. Legal confirms or decides anew.',
            } as const,
          ]
        : []),
      { kind: 'facts', facts: entries.map((entry) => entryFact(entry, law)) },
      ...(pages > 1 ? [{ kind: 'text', text: `Page ${page} of ${pages}`, subtle: true } as const] : []),
    ],
    actions: [
      ...(page > 1 ? [action('law.change', 'Page before', value(page - 1), 'quiet')] : []),
      ...(page < pages ? [action('law.change', 'Next page', value(page + 1))] : []),
    ],
  };
}

/** Why it was computed again: a day of application has come, or the rules themselves are other ones. */
export function changeInWords({ key, previous }: Pick<LawChange, 'key' | 'previous'>): string {
  const [digest, day = ''] = key.split('@');
  const isOtherRules = previous === undefined || previous.split('@')[0] !== digest;
  return isOtherRules
    ? 'The rules of the AI Act in Steward have changed'
    : `The AI Act goes further since ${dayInWords(new Date(day))}`;
}

function entryFact({ reference, name, reviewId, difference, asked, toDecide }: TouchedEntry, law: Law): Fact {
  const also = [
    ...(toDecide ? ['legal decides again'] : []),
    ...(asked.length > 0
      ? [`the owner is asked ${asked.length === 1 ? 'one question' : `${asked.length} questions`}`]
      : []),
  ];
  return {
    label: reference,
    value: name,
    note: [...differenceInWords(difference, law), ...also].join('; '),
    action: action('review.show', 'Open', { review: reviewId }),
  };
}

/** “High-risk: No → Presumed, Annex III point 4(a); begins: Art. 26(2)”. */
export function differenceInWords(
  { facets, begun, added, gone, moved, perhaps, asks }: Difference,
  law: Law,
): readonly string[] {
  const articles = (what: string, some: Difference['begun']) => {
    const names = [...new Set(some.map(({ article }) => article))];
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    return names.length > 0 ? [`${what}: ${names.slice(0, NAMED).join(', ')}${more}`] : [];
  };
  return [
    ...facets.map(
      ({ facet, before, after }) =>
        `${FACET_LABELS[facet]}: ${facetInWords(facet, before, law)} → ${facetInWords(facet, after, law)}`,
    ),
    ...articles('begins', begun),
    ...articles('begins perhaps', perhaps),
    ...articles('comes', added),
    ...articles('no longer', gone),
    ...articles('on another day', moved),
    ...(asks.length > 0 ? [`newly needed: ${asks.join(', ')}`] : []),
  ];
}

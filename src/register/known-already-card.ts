import { action, type Card } from '../chat/vocabulary.ts';
import type { SimilarSystem } from './duplicates.ts';
import type { FacetWords } from './facet-words.ts';
import type { RegisteredUse } from './register.ts';

/** What the register has of a product, shown before it is declared once more; `undefined` when it has nothing. */
export function knownAlreadyCard(
  product: string,
  systems: readonly SimilarSystem[],
  uses: readonly RegisteredUse[],
  words: FacetWords,
): Card | undefined {
  if (systems.length === 0) return undefined;
  const names = systems.map(
    ({ system, likeness }) => `${system.name} (${system.reference}${likeness === 'similar' ? ', a similar name' : ''})`,
  );
  return {
    headline: `${product} is not new here`,
    tone: 'quiet',
    blocks: [
      { kind: 'text', text: `In the register: ${names.join(', ')}.` },
      ...(uses.length > 0
        ? [
            {
              kind: 'list',
              items: uses.map(({ use }) => `${use.reference}: ${words.label('purpose', use.facets.purpose)}`),
            } as const,
          ]
        : []),
      {
        kind: 'text',
        text:
          uses.length > 0
            ? 'If one of these is exactly yours, open it and join instead of declaring.'
            : 'No use of it is approved yet, so go on.',
        subtle: true,
      },
    ],
    actions: uses.slice(0, 3).map(({ use }) => action('register.show', `Open ${use.reference}`, { use: use.id })),
  };
}

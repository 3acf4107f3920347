import { answerInWords } from './answer-words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedFact, PrintedSection } from './printed.ts';

/** What a committee has to picture before it reads anything else, by the questions that tell it. */
const TOLD_BY: readonly (readonly [label: string, questionId: string])[] = [
  ['System', 'tool'],
  ['Intended use', 'intendedUse'],
  ['Decisions it plays a part in', 'decisions'],
  ['How much it decides by itself', 'autonomy'],
  ['People affected', 'affected'],
  ['How many', 'reach'],
  ['Vulnerable people', 'vulnerable'],
  ['What it does', 'features'],
  ['Information that goes in', 'data'],
  ['Our part in it', 'ourRole'],
  ['Supplier', 'supplier'],
  ['Model', 'model'],
  ['Where it runs', 'deployment'],
  ['Countries', 'countries'],
  ['Benefits', 'benefits'],
  ['Foreseeable misuse', 'misuse'],
  ['Alternatives looked at', 'alternatives'],
  ['Who oversees it', 'overseer'],
];

/** What the system does and for whom, from the answers. */
export function systemSection(dossier: Dossier): PrintedSection {
  const facts = TOLD_BY.flatMap(([label, id]): readonly PrintedFact[] => {
    const value = answerInWords(dossier, id);
    return value === undefined ? [] : [{ label, value }];
  });
  return {
    title: 'What the system does, and for whom',
    blocks:
      facts.length > 0
        ? [{ kind: 'facts', facts }]
        : [{ kind: 'paragraph', text: 'There are no answers that say so.' }],
  };
}

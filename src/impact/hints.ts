import { tokensOf } from '../interviews/understanding/tokens.ts';
import type { Law } from '../law/law.ts';

/** Two words together tell more than each alone: “own brand” more than “brand”. */
const LONGER_TELLS_MORE = 1.5;

/**
 * Which questions of the Act a description of a system calls for, the ones with the most telling words first. A hint
 * decides nothing: it only puts a question earlier.
 */
export type Hints = (description: string) => readonly string[];

export function createHints({ facts }: Law): Hints {
  const cues = facts.map(({ id, cues: words }) => ({ id, cues: [...new Set(words.map(stemsOf))] }));
  return (description) => {
    const stems = ` ${stemsOf(description)} `;
    return cues
      .map(({ id, cues: own }) => ({ id, weight: weightOf(own.filter((cue) => stems.includes(` ${cue} `))) }))
      .filter(({ weight }) => weight > 0)
      .toSorted((one, other) => other.weight - one.weight)
      .map(({ id }) => id);
  };
}

function stemsOf(text: string): string {
  return tokensOf(text)
    .map(({ stem }) => stem)
    .join(' ');
}

function weightOf(cues: readonly string[]): number {
  return cues.reduce((total, cue) => total + cue.split(' ').length ** LONGER_TELLS_MORE, 0);
}

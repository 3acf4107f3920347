import type { OptionFile, QuestionnaireFile } from '../questionnaire.ts';
import type { Choices } from './choices.ts';

/**
 * How Canada's Algorithmic Impact Assessment, and forms made after it, write scores into a survey: the number after the
 * last hyphen of a choice's value is its weight, and the end of the question's name, or else of the name of the panel
 * around it, says what it counts for. https://github.com/canada-ca/aia-eia-js (src/store.ts)
 */
const ENDINGS: readonly (readonly [string, 'raw' | 'mitigation' | 'none'])[] = [
  ['-RS', 'raw'],
  ['-MS', 'mitigation'],
  ['-NS', 'none'],
];

/**
 * What the Directive on Automated Decision-Making makes of these scores. Half of the mitigation is asked of projects in
 * design and half of projects in implementation, so nobody can reach more than half of it.
 */
const DIRECTIVE: NonNullable<QuestionnaireFile['scoring']> = {
  mitigation: { enoughFrom: 0.8, reachable: 0.5, takesOff: 0.15 },
  levels: [
    { level: 1, upTo: 0.25 },
    { level: 2, upTo: 0.5 },
    { level: 3, upTo: 0.75 },
    { level: 4, upTo: 1 },
  ],
};

export interface Weighted {
  readonly counts: 'raw' | 'mitigation';
  readonly options: readonly OptionFile[];
}

/** The options with their weights; `undefined` where the names say that nothing counts, or no value has a number. */
export function weighted({ options, values }: Choices, name: string, containerName: string): Weighted | undefined {
  const counts = endingOf(name) ?? endingOf(containerName);
  if (counts === undefined || counts === 'none') return undefined;
  const weights = values.map(weightOf);
  if (weights.every((weight) => weight === undefined)) return undefined;
  return {
    counts,
    options: options.map((option, index) => {
      const weight = weights[index];
      return weight === undefined ? option : { ...option, weight };
    }),
  };
}

/** The scoring of a survey in which questions count in this way. */
export function scoringFor(counted: readonly ('raw' | 'mitigation')[]): QuestionnaireFile['scoring'] {
  if (!counted.includes('raw')) return undefined;
  const { levels, mitigation } = DIRECTIVE;
  return counted.includes('mitigation') && mitigation ? { mitigation, levels } : { levels };
}

function endingOf(name: string): 'raw' | 'mitigation' | 'none' | undefined {
  return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
}

function weightOf(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return value;
  const digits = typeof value === 'string' ? /-(\d+(?:\.\d+)?)$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

import type { FoundFault } from './check-questionnaire.ts';
import type { Question, Questionnaire, Scoring } from './questionnaire.ts';

/** A score that nobody could work out, or that would work out as something else than it seems. */
export function scoringFaults({ sections, scoring }: Questionnaire): readonly FoundFault[] {
  const questions = sections.flatMap((section, place) =>
    section.questions.flatMap((question, index) =>
      questionFaults(question, scoring).map(({ path, message }) => ({
        path: ['sections', place, 'questions', index, ...path],
        message,
      })),
    ),
  );
  return [...questions, ...(scoring ? levelFaults(scoring) : [])];
}

function questionFaults(question: Question, scoring: Scoring | undefined): readonly FoundFault[] {
  if (question.kind !== 'one-of' && question.kind !== 'many-of') return [];
  const weighted = question.options.findIndex(({ weight }) => weight !== undefined);
  const { counts } = question;
  if (counts === undefined) {
    const path = ['options', weighted, 'weight'];
    return weighted < 0
      ? []
      : [{ path, message: 'A weight needs "counts: raw" or "counts: mitigation" at its question.' }];
  }
  const path = ['counts'];
  if (!scoring) return [{ path, message: 'What counts needs "scoring" with its levels.' }];
  if (weighted < 0) return [{ path, message: 'What counts needs an option with a weight.' }];
  return counts === 'mitigation' && !scoring.mitigation
    ? [{ path, message: 'Mitigation needs "scoring.mitigation", which says what it takes off.' }]
    : [];
}

function levelFaults({ levels }: Scoring): readonly FoundFault[] {
  const unsorted = levels.findIndex(({ upTo }, index) => index > 0 && upTo <= (levels[index - 1]?.upTo ?? 0));
  if (unsorted >= 0) {
    const message = 'Each level goes up to more than the one before it.';
    return [{ path: ['scoring', 'levels', unsorted, 'upTo'], message }];
  }
  return levels.at(-1)?.upTo === 1
    ? []
    : [{ path: ['scoring', 'levels', levels.length - 1, 'upTo'], message: 'The last level goes up to 1.' }];
}

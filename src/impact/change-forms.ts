import { z } from 'zod';
import type { Card, Form } from '../chat/vocabulary.ts';
import { action } from '../chat/vocabulary.ts';
import { CHANGES, type Change } from '../interviews/questionnaire.ts';
import type { AssessmentSubject, FoundAssessment } from './assess.ts';
import { changesInWords } from './assess-again.ts';

const SHORTEST_REASON_CHARACTERS = 10;
const MAX_REASON_CHARACTERS = 2000;

export const CHANGE_LABELS: Readonly<Record<Change, string>> = {
  purpose: 'The purpose: it is used for something else, or decides more',
  data: 'The data that go into it, or what it is connected to',
  model: 'The model, its version, its supplier or how it is set up',
  people: 'The people who use it or are affected by it',
  region: 'The countries, or where it runs',
};

/** What has changed about an entry of the register, so that just that is asked again. */
export function changedForm(
  subject: AssessmentSubject,
  { assessment }: FoundAssessment,
  suggested: readonly Change[],
): Form {
  return {
    id: 'assessment.changed',
    title: `${subject.reference} has changed`,
    intro: `I begin the next version of ${assessment.reference}: what was approved is carried over, and only what your change makes doubtful is asked again.`,
    inputs: [
      {
        ...{ kind: 'choices', id: 'changes', label: 'What has changed?', required: true },
        choices: CHANGES.map((id) => ({ id, label: CHANGE_LABELS[id] })),
        values: suggested,
      },
    ],
    submitLabel: 'Begin',
    context: { system: subject.id },
  };
}

export const Changed = z.object({ changes: z.array(z.enum(CHANGES)).min(1, 'Please choose at least one.') });

/** Kinds of change as a button carries them. */
export function readChanges(value: unknown): readonly Change[] {
  const said = z.object({ changes: z.string() }).safeParse(value);
  return said.success ? CHANGES.filter((change) => said.data.changes.split(',').includes(change)) : [];
}

/** What somebody reads who says that an entry has changed, or asks to assess what is assessed. */
export function assessedCard(
  subject: AssessmentSubject,
  { assessment }: FoundAssessment,
  changes: readonly Change[],
  mayTell: boolean,
): Card {
  const approved = `${subject.name} is assessed: ${assessment.reference} is approved.`;
  const then = mayTell
    ? 'Tell me what has changed, and I ask again only what the change touches.'
    : 'If something about it has changed, please tell its owner or the governance team.';
  const value = { system: subject.id, ...(changes.length > 0 ? { changes: changes.join(',') } : {}) };
  return {
    headline: changes.length > 0 ? `${subject.reference}: ${changesInWords(changes)} changed` : approved,
    tone: mayTell && changes.length > 0 ? 'attention' : 'quiet',
    blocks: [{ kind: 'text', text: changes.length > 0 ? `${approved} ${then}` : then }],
    ...(mayTell
      ? {
          actions: [
            action('assessment.changed', 'Say what has changed', value, 'primary'),
            action('assessment.repeat', 'Assess it again', { assessment: assessment.id }, 'quiet'),
          ],
        }
      : {}),
  };
}

/** The governance team says that a change of a declaration needs no new assessment. */
export function immaterialForm(
  subject: AssessmentSubject,
  { assessment }: FoundAssessment,
  changes: readonly Change[],
): Form {
  return {
    id: 'assessment.immaterial',
    title: 'The change does not matter',
    intro: `Since ${assessment.reference} was begun, ${changesInWords(changes)} changed in ${subject.reference}. Your finding, by name, lets the assessment count for what is declared now.`,
    inputs: [
      {
        ...{ kind: 'text', id: 'reason', label: 'Why does it change nothing about the impact?', multiline: true },
        ...{ required: true, maxLength: MAX_REASON_CHARACTERS },
      },
    ],
    submitLabel: 'Record',
    context: { declaration: subject.id },
  };
}

export const Immaterial = z.object({
  reason: z
    .string()
    .trim()
    .min(SHORTEST_REASON_CHARACTERS, `Please give a reason of at least ${SHORTEST_REASON_CHARACTERS} characters.`)
    .max(MAX_REASON_CHARACTERS),
});

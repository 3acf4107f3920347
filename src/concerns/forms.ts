import { z } from 'zod';
import type { Form } from '../chat/vocabulary.ts';
import type { Person } from '../people/people.ts';
import { CONCERN_KINDS, type Concern, type ConcernKind, OUTCOMES } from './concern.ts';
import { HANDLING_ROLES } from './decide.ts';
import { OUTCOME_WORDS } from './words.ts';

/** What a text input holds on every platform. */
export const MAX_REPORT_CHARACTERS = 3000;
const MAX_SYSTEM_CHARACTERS = 200;
const MAX_AFFECTED_CHARACTERS = 1000;

/** @param about what the person said it is about, to begin with. */
export function reportForm(people: readonly Person[], kind: ConcernKind | undefined, about: string | undefined): Form {
  return {
    id: 'concern.report',
    title: 'Report a concern',
    intro: whoReads(people),
    inputs: [
      {
        kind: 'choice',
        id: 'kind',
        label: 'What is it?',
        required: true,
        choices: [
          { id: 'concern', label: 'A concern: something worries me' },
          { id: 'incident', label: 'An incident: something went wrong' },
        ],
        ...(kind === undefined ? {} : { value: kind }),
      },
      {
        kind: 'text',
        id: 'what',
        label: 'What happened, or may happen?',
        multiline: true,
        required: true,
        maxLength: MAX_REPORT_CHARACTERS,
        ...(about === undefined ? {} : { value: about }),
      },
      {
        kind: 'text',
        id: 'system',
        label: 'Which AI system?',
        hint: 'Its name, or its reference in the register such as AIS-3.',
        maxLength: MAX_SYSTEM_CHARACTERS,
      },
      { kind: 'date', id: 'when', label: 'When?' },
      { kind: 'text', id: 'affected', label: 'Who may be affected?', maxLength: MAX_AFFECTED_CHARACTERS },
      {
        kind: 'choice',
        id: 'name',
        label: 'May they know your name?',
        hint: 'If not, they can still ask you through me.',
        required: true,
        value: 'no',
        choices: [
          { id: 'no', label: 'No, keep it to yourself' },
          { id: 'yes', label: 'Yes, tell them' },
        ],
      },
    ],
    submitLabel: 'Report it',
    context: {},
  };
}

/** Whoever reports has to know who will read it: it may be about one of them. */
function whoReads(people: readonly Person[]): string {
  const names = (kind: ConcernKind) =>
    people
      .filter(({ roles }) => HANDLING_ROLES[kind].some((role) => roles.includes(role)))
      .map(({ displayName }) => displayName);
  const concerns = names('concern');
  const incidents = names('incident').filter((name) => !concerns.includes(name));
  if (concerns.length + incidents.length === 0)
    return 'Nobody is named yet who handles this. It waits until your administrator names someone.';
  const also = incidents.length > 0 ? ` Incidents also go to ${incidents.join(', ')}.` : '';
  return `Goes to ${concerns.join(', ') || 'nobody yet'}, to each alone and never into a channel.${also} If it is about one of them, better speak to another one.`;
}

const Written = z.string({ error: 'Please write something.' }).trim().min(1, 'Please write something.');
const Optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

export const Reported = z.object({
  kind: z.enum(CONCERN_KINDS, { error: 'Please choose one.' }),
  what: Written.max(MAX_REPORT_CHARACTERS),
  system: Optional,
  when: z.union([z.literal('').transform(() => undefined), z.iso.date('Please give a date.')]).optional(),
  affected: Optional,
  name: z.enum(['yes', 'no']).default('no'),
});

/** A handler's question to the reporter. */
export function askForm(concern: Concern): Form {
  return writingForm(
    concern,
    'concern.ask',
    'Ask the reporter',
    'Your question',
    'I pass it on without telling you who it is.',
  );
}

export function replyForm(concern: Concern): Form {
  const intro = concern.nameShown
    ? 'Goes to those who handle it.'
    : 'Goes to those who handle it, without your name. Leave out what would give you away.';
  return writingForm(concern, 'concern.reply', 'Answer', 'What you want to say', intro);
}

export const Message = z.object({ text: Written.max(MAX_REPORT_CHARACTERS) });

export function closeForm(concern: Concern): Form {
  return {
    id: 'concern.close',
    title: `Close ${concern.reference}`,
    intro: 'The reporter reads the outcome and the reason, with your name.',
    inputs: [
      {
        kind: 'choice',
        id: 'outcome',
        label: 'Outcome',
        required: true,
        choices: OUTCOMES.map((id) => ({ id, label: OUTCOME_WORDS[id] })),
      },
      {
        kind: 'text',
        id: 'reason',
        label: 'What was found and done, and why',
        multiline: true,
        required: true,
        maxLength: MAX_REPORT_CHARACTERS,
      },
    ],
    submitLabel: 'Close',
    context: { concern: concern.id, version: concern.version },
  };
}

export const Closing = z.object({
  outcome: z.enum(OUTCOMES, { error: 'Please choose one.' }),
  reason: Written.max(MAX_REPORT_CHARACTERS),
});

function writingForm(
  { id, reference }: Concern,
  formId: `concern.${string}`,
  title: string,
  label: string,
  intro: string,
): Form {
  return {
    id: formId,
    title: `${title}: ${reference}`,
    intro,
    inputs: [{ kind: 'text', id: 'text', label, multiline: true, required: true, maxLength: MAX_REPORT_CHARACTERS }],
    submitLabel: 'Send',
    context: { concern: id },
  };
}

import { z } from 'zod';
import type { Form, Input } from '../chat/vocabulary.ts';
import type { Control } from '../controls/iso-42001.ts';
import type { ControlImplementation } from './implementation.ts';
import { type ControlDecision, PRACTICE_STATES } from './statement.ts';

const MAX_TEXT_CHARACTERS = 2000;
const MAX_LINE_CHARACTERS = 300;

export function finishForm({ id, controlId }: ControlImplementation): Form {
  return {
    ...{ id: 'control.finish', title: `${controlId} is done`, submitLabel: 'Done', context: { control: id } },
    inputs: [evidenceInput('Where is the proof?', undefined, true)],
  };
}

export const Finished = z.object({ evidence: z.string().trim().max(MAX_TEXT_CHARACTERS).default('') });

export function dropForm({ id, controlId }: ControlImplementation): Form {
  return {
    ...{ id: 'control.drop', title: `${controlId} applies no more`, submitLabel: 'Save', context: { control: id } },
    inputs: [becauseInput('reason', 'Why?', undefined)],
  };
}

export const Dropped = z.object({ reason: z.string().trim().max(MAX_TEXT_CHARACTERS).default('') });

/** To decide about a control for the whole organisation. @param last what was decided before. */
export function decideForm({ id, title, summary }: Control, last: ControlDecision | undefined): Form {
  const stand = last?.stand;
  const state = stand === undefined ? undefined : stand.applicable ? stand.state : 'notApplicable';
  return {
    ...{ id: 'control.decide', title: `${id} ${title}`, intro: summary, submitLabel: 'Decide' },
    inputs: [
      {
        ...{ kind: 'choice', id: 'state', label: 'Does it apply to us?', required: true },
        choices: [
          { id: 'done', label: 'Yes, and it is in practice' },
          { id: 'underWay', label: 'Yes, and it is under way' },
          { id: 'planned', label: 'Yes, and it is planned' },
          { id: 'notApplicable', label: 'No' },
        ],
        ...(state === undefined ? {} : { value: state }),
      },
      becauseInput('because', 'Because', stand?.because),
      evidenceInput('Where is the proof?', stand?.applicable ? stand.evidence : undefined, false),
    ],
    context: { control: id },
  };
}

export const Decided = z
  .object({
    state: z.enum([...PRACTICE_STATES, 'notApplicable'], { error: 'Please choose one.' }),
    because: z.string().trim().max(MAX_TEXT_CHARACTERS).default(''),
    evidence: z.string().trim().max(MAX_TEXT_CHARACTERS).default(''),
  })
  .transform(({ state, because, evidence }) =>
    state === 'notApplicable'
      ? { applicable: false as const, because }
      : { applicable: true as const, because, state, ...(evidence === '' ? {} : { evidence }) },
  );

export const addOwnForm: Form = {
  ...{ id: 'control.add', title: 'Add a control of our own', submitLabel: 'Add', context: {} },
  intro: 'For what we do beside Annex A. It can then be chosen for any risk.',
  inputs: [
    { kind: 'text', id: 'title', label: 'Name', required: true, maxLength: MAX_LINE_CHARACTERS },
    { ...becauseInput('summary', 'What it is', undefined), hint: 'In one or two sentences.' },
  ],
};

export const AddedControl = z.object({
  title: z.string().trim().min(1, 'Please give it a name.').max(MAX_LINE_CHARACTERS),
  summary: z.string().trim().min(1, 'Please say what it is.').max(MAX_TEXT_CHARACTERS),
});

function becauseInput(id: string, label: string, value: string | undefined): Input {
  const input = { kind: 'text', id, label, required: true, multiline: true, maxLength: MAX_TEXT_CHARACTERS } as const;
  return value === undefined ? input : { ...input, value };
}

function evidenceInput(label: string, value: string | undefined, required: boolean): Input {
  const hint = 'Its address, beginning with https://';
  const input = { kind: 'text', id: 'evidence', label, hint, required, maxLength: MAX_TEXT_CHARACTERS } as const;
  return value === undefined ? input : { ...input, value };
}

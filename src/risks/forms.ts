import { z } from 'zod';
import type { Choice, Form, Input } from '../chat/vocabulary.ts';
import type { Control } from '../controls/iso-42001.ts';
import { LIKELIHOODS, SEVERITIES, TREATMENTS } from '../impact/scales.ts';
import type { Person } from '../people/people.ts';
import type { OwnControl } from './control-store.ts';
import { isKept, type Risk } from './risk.ts';
import type { RiskCriteria } from './risk-criteria.ts';
import { magnitudeInWords, TREATMENT_WORDS } from './words.ts';

const MAX_LINE_CHARACTERS = 300;
const MAX_TEXT_CHARACTERS = 2000;
/** What a select offers at most on every platform; the rest is named in the field beside it. */
const MOST_CHOICES = 100;

interface Chooses {
  readonly criteria: RiskCriteria;
  readonly people: readonly Person[];
}

/** To add a risk, or to change one. @param risk `undefined` to add one. */
export function describeForm(assessmentId: string, risk: Risk | undefined, chooses: Chooses, ownerId: string): Form {
  const { criteria, people } = chooses;
  const about = risk?.description;
  const said = (value: string | undefined) => (value === undefined ? {} : { value });
  const proposed = risk?.proposed;
  return {
    id: risk ? 'risk.change' : 'risk.add',
    title: risk ? `Change ${risk.reference}` : 'Add a risk',
    ...(proposed ? { intro: `The rule says: ${magnitudeInWords(criteria, proposed)}.` } : {}),
    inputs: [
      line('cause', 'Cause: what can go wrong?', said(about?.cause)),
      line('consequence', 'Consequence: what happens then?', said(about?.consequence)),
      line('affected', 'Who suffers from it?', said(about?.affected)),
      scaleInput('likelihood', 'How likely is it?', LIKELIHOODS, criteria.likelihood, about?.likelihood),
      scaleInput('severity', 'How bad is it?', SEVERITIES, criteria.severity, about?.severity),
      personInput('owner', 'Who answers for it?', people, risk?.ownerId ?? ownerId),
      ...(proposed ? [reasonInput('Why lower than the rule, if it is', said(risk.loweredBecause))] : []),
    ],
    submitLabel: risk ? 'Save' : 'Add',
    context: risk ? { risk: risk.id, version: risk.version } : { assessment: assessmentId },
  };
}

const Line = z.string().trim().max(MAX_LINE_CHARACTERS).min(1, 'Please say it in a few words.');
const Reason = z.string().trim().max(MAX_TEXT_CHARACTERS).default('');
const choose = { error: 'Please choose one.' };

export const Described = z
  .object({
    ...{ cause: Line, consequence: Line, affected: Line, reason: Reason },
    ...{ likelihood: z.enum(LIKELIHOODS, choose), severity: z.enum(SEVERITIES, choose), owner: z.uuid(choose) },
  })
  .transform(({ reason, owner: ownerId, ...description }) => ({ description, ownerId, reason }));

/** What is done about a risk; begins with what was chosen, else with what the rule suggests. */
export function treatForm(
  risk: Risk,
  {
    criteria,
    people,
    annexA,
    own,
  }: Chooses & { readonly annexA: readonly Control[]; readonly own: readonly OwnControl[] },
): Form {
  const chosen = isKept(risk) ? risk.treatment : undefined;
  const begins = chosen ?? risk.proposed?.treatment;
  const all = [
    ...own.map(({ reference, title }) => ({ id: reference, label: `${reference} ${title}` })),
    ...annexA.map(({ id, title }) => ({ id, label: `${id} ${title}` })),
  ];
  const offered = all.slice(0, MOST_CHOICES);
  const isOffered = (id: string) => offered.some((choice) => choice.id === id);
  const others = (begins?.controls ?? []).filter((id) => !isOffered(id));
  return {
    id: 'risk.treat',
    title: `Treat ${risk.reference}`,
    intro: `Now: ${magnitudeInWords(criteria, risk.description)}. Modifying and sharing need at least one control.`,
    inputs: [
      {
        ...{ kind: 'choice', id: 'treatment', label: 'What do you do about it?', required: true },
        choices: TREATMENTS.map((id) => ({ id, label: TREATMENT_WORDS[id] })),
        ...(begins ? { value: begins.kind } : {}),
      },
      {
        ...{ kind: 'text', id: 'what', label: 'What is done (or not done)', multiline: true, required: true },
        maxLength: MAX_TEXT_CHARACTERS,
        ...(begins ? { value: begins.what } : {}),
      },
      {
        ...{ kind: 'choices', id: 'controls', label: 'Controls', compact: true, choices: offered },
        values: (begins?.controls ?? []).filter(isOffered),
      },
      {
        ...{ kind: 'text', id: 'others', label: 'Further controls, by id or by words' },
        ...{ hint: 'Such as A.6.2.4, OC-1 or “event logs”.', maxLength: MAX_LINE_CHARACTERS },
        ...(others.length > 0 ? { value: others.join(', ') } : {}),
      },
      personInput('owner', 'Who does it?', people, chosen?.ownerId ?? risk.ownerId),
      {
        ...{ kind: 'date', id: 'due', label: 'Until when?', required: true },
        ...(chosen ? { value: chosen.dueOn } : {}),
      },
      scaleInput('likelihood', 'How likely is it then?', LIKELIHOODS, criteria.likelihood, residualOf(risk).likelihood),
      scaleInput('severity', 'How bad is it then?', SEVERITIES, criteria.severity, residualOf(risk).severity),
      reasonInput(
        'Why more remains than before, if it does',
        chosen?.raisedBecause === undefined ? {} : { value: chosen.raisedBecause },
      ),
    ],
    submitLabel: 'Save',
    context: { risk: risk.id, version: risk.version },
  };
}

function residualOf(risk: Risk) {
  return isKept(risk) && risk.treatment ? risk.treatment.residual : risk.description;
}

export const Treated = z.object({
  treatment: z.enum(TREATMENTS, choose),
  what: z.string().trim().max(MAX_TEXT_CHARACTERS).min(1, 'Please say what is done.'),
  controls: z.array(z.string()).default([]),
  others: z.string().default(''),
  owner: z.uuid(choose),
  due: z.iso.date('Please give a date.'),
  likelihood: z.enum(LIKELIHOODS, choose),
  severity: z.enum(SEVERITIES, choose),
  reason: Reason,
});

/** @param managers who may accept it. */
export function askForm({ id, reference, version }: Risk, managers: readonly Person[]): Form {
  return {
    id: 'risk.askAcceptance',
    title: `Acceptance of ${reference}`,
    intro:
      'Whoever is asked reads the risk and its treatment, and accepts what remains or sends it back, with a reason.',
    inputs: [personInput('manager', 'Whom do you ask?', managers, managers.length === 1 ? managers[0]?.id : undefined)],
    submitLabel: 'Ask',
    context: { risk: id, version },
  };
}

export const Asked = z.object({ manager: z.uuid(choose) });

export function reasonForm(
  formId: 'risk.dismiss' | 'risk.accept' | 'risk.sendBack',
  { id, reference, version }: Risk,
): Form {
  const [title, intro, submitLabel] = REASON_WORDS[formId];
  return {
    ...{ id: formId, title: `${title} ${reference}`, intro, submitLabel },
    inputs: [{ ...reasonInput('Why?', {}), required: true }],
    context: { risk: id, version },
  };
}

const REASON_WORDS = {
  'risk.dismiss': ['Dismiss', 'The reviewers read why this is no risk here.', 'Dismiss'],
  'risk.accept': ['Accept', 'You accept, by name, that what remains of this risk stays.', 'Accept'],
  'risk.sendBack': ['Send back', 'Whoever asked reads what has to be done about it instead.', 'Send back'],
} as const;

export const Reasoned = z.object({ reason: Reason });

/** To say why controls are left out. @param suggested the reason to begin with and the controls that it is offered for. */
export function leaveOutForm(
  assessmentId: string,
  unanswered: readonly Control[],
  suggested: { readonly reason: string; readonly controls: readonly string[] },
): Form {
  return {
    id: 'risk.leaveOut',
    title: 'Leave controls out',
    intro: 'Nothing is left out without a reason that a person stands for.',
    inputs: [
      {
        ...{ kind: 'choices', id: 'controls', label: 'Which controls?', required: true, compact: true },
        choices: unanswered.map(({ id, title }) => ({ id, label: `${id} ${title}` })),
        values: suggested.controls,
      },
      { ...reasonInput('Why are they not needed here?', { value: suggested.reason }), required: true },
    ],
    submitLabel: 'Leave out',
    context: { assessment: assessmentId },
  };
}

export const LeftOutInputs = z.object({
  controls: z.array(z.string()).min(1, 'Please choose at least one.'),
  reason: Reason,
});

function line(id: string, label: string, said: { readonly value?: string }): Input {
  return { kind: 'text', id, label, required: true, maxLength: MAX_LINE_CHARACTERS, ...said };
}

function reasonInput(label: string, said: { readonly value?: string }): Extract<Input, { kind: 'text' }> {
  return { kind: 'text', id: 'reason', label, multiline: true, maxLength: MAX_TEXT_CHARACTERS, ...said };
}

function personInput(id: string, label: string, people: readonly Person[], value: string | undefined): Input {
  const choices = people.map((person): Choice => ({ id: person.id, label: person.displayName }));
  return {
    kind: 'choice',
    id,
    label,
    required: true,
    compact: true,
    choices,
    ...(people.some((person) => person.id === value) && value !== undefined ? { value } : {}),
  };
}

function scaleInput<Step extends string>(
  id: string,
  label: string,
  scale: readonly Step[],
  words: Readonly<Record<Step, { readonly label: string; readonly means: string }>>,
  value: Step | undefined,
): Input {
  const choices = scale.map((step): Choice => ({ id: step, label: `${words[step].label}: ${words[step].means}` }));
  return { kind: 'choice', id, label, required: true, choices, ...(value === undefined ? {} : { value }) };
}

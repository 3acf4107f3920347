import { z } from 'zod';
import type { Form, Input, InputValues } from '../../chat/vocabulary.ts';
import { accept, type Outcome } from '../../kernel/outcome.ts';
import type { PeopleStore, Person } from '../../people/people.ts';
import { visibleQuestions } from '../conditions.ts';
import type { InterviewState, Part } from '../interview-state.ts';
import type { OpenInterview } from '../open-interview.ts';
import { partInWords } from '../overview-card.ts';
import { pendingQuestions } from '../progress.ts';
import type { Question } from '../questionnaire.ts';
import { formInput, pageOf } from '../section-form.ts';
import { openIn, questionsIn } from '../shared-parts.ts';
import { titleOf } from '../title.ts';
import { named } from './find-colleague.ts';
import type { Share } from './share.ts';
import { refusal, type ShareRefusal } from './words.ts';

/** Slack takes at most 100 entries in a list; whoever works with more people types the name. */
const MOST_LISTED = 100;
const MAX_NOTE_CHARACTERS = 1000;

const note: Input = {
  ...{ kind: 'text', id: 'note', label: 'What they should know', multiline: true },
  maxLength: MAX_NOTE_CHARACTERS,
};

function colleague(people: readonly Person[], askerId: string): Input {
  const others = people.filter(({ id }) => id !== askerId);
  const base = { id: 'colleague', label: 'Who', required: true };
  return others.length <= MOST_LISTED
    ? {
        ...base,
        ...{ kind: 'choice', compact: true },
        choices: others.map(({ id, displayName, title }) => ({
          id,
          label: title ? `${displayName} (${title})` : displayName,
        })),
      }
    : { ...base, kind: 'text', hint: 'Their name, as it is in the directory.', maxLength: 200 };
}

/** Which part to ask for: the question at hand, or one of the sections. */
export function askForm(
  { questionnaire, interview }: OpenInterview,
  people: readonly Person[],
  questionId: string | undefined,
): Form {
  const { state } = interview;
  const question = visibleQuestions(questionnaire, state.answers).find(({ id }) => id === questionId);
  const applying = visibleQuestions(questionnaire, state.answers);
  const sections = questionnaire.sections.filter(({ questions }) =>
    questions.some(({ id }) => applying.some((one) => one.id === id)),
  );
  const choices = [
    ...(question ? [{ id: codeOf({ kind: 'question', questionId: question.id }), label: question.label }] : []),
    ...sections.map(({ id, title }) => ({
      id: codeOf({ kind: 'section', sectionId: id }),
      label: `All of “${title}”`,
    })),
  ];
  const [first] = choices;
  return {
    id: 'together.ask',
    title: 'Ask a colleague',
    intro: 'They get this alone, nothing else of your answers. Their answer comes back with their name.',
    inputs: [
      colleague(people, interview.ownerId),
      {
        ...{ kind: 'choice', id: 'part', label: 'What', required: true, compact: true, choices },
        ...(first ? { value: first.id } : {}),
      },
      note,
    ],
    submitLabel: 'Ask',
    context: { interview: interview.id },
  };
}

export function coAuthorForm({ questionnaire, interview }: OpenInterview, people: readonly Person[]): Form {
  return {
    id: 'together.coAuthor',
    title: 'Add a co-author',
    intro: 'They answer these sections while you answer others, and see the answers in them. You submit it.',
    inputs: [
      colleague(people, interview.ownerId),
      {
        ...{ kind: 'choices', id: 'sections', label: 'Sections', required: true },
        choices: questionnaire.sections.map(({ id, title }) => ({ id, label: title })),
      },
      note,
    ],
    submitLabel: 'Add',
    context: { interview: interview.id },
  };
}

export function handOverForm({ questionnaire, interview }: OpenInterview, people: readonly Person[]): Form {
  return {
    id: 'together.handOver',
    title: 'Hand over',
    intro: `${titleOf(questionnaire, interview.state)}. It stays yours until they accept.`,
    inputs: [colleague(people, interview.ownerId), note],
    submitLabel: 'Hand over',
    context: { interview: interview.id },
  };
}

export function passOnForm(share: Share, people: readonly Person[]): Form {
  return {
    id: 'together.passOn',
    title: 'Ask somebody else',
    intro: 'They are asked instead of you.',
    inputs: [colleague(people, share.personId), note],
    submitLabel: 'Ask them',
    context: { share: share.id },
  };
}

const Chosen = z.object({
  colleague: z.string({ error: 'Please choose a person.' }).trim().min(1, 'Please choose a person.').max(200),
  part: z.string().optional(),
  sections: z.array(z.string()).optional(),
  note: z
    .string()
    .trim()
    .max(MAX_NOTE_CHARACTERS)
    .transform((text) => (text === '' ? undefined : text))
    .optional(),
});
export type Chosen = z.infer<typeof Chosen> & { readonly personId: string };

/** What was entered, with the person who is meant. */
export async function readChosen(
  people: PeopleStore,
  inputs: InputValues,
): Promise<Outcome<Chosen, ShareRefusal | 'missing'>> {
  const read = Chosen.safeParse(inputs);
  if (!read.success) return { ok: false, code: 'missing', message: read.error.issues[0]?.message ?? '' };
  const { colleague: wanted } = read.data;
  if (z.uuid().safeParse(wanted).success) {
    const person = await people.find(wanted);
    return person ? accept({ ...read.data, personId: person.id }) : refusal('nobody');
  }
  const found = named(await people.list(), wanted);
  return found.ok ? accept({ ...read.data, personId: found.value.id }) : found;
}

function codeOf(part: Part): string {
  return part.kind === 'question'
    ? `question:${part.questionId}`
    : part.kind === 'section'
      ? `section:${part.sectionId}`
      : '';
}

export function partOfCode(code: string): Part | undefined {
  const [kind, id = ''] = code.split(':', 2);
  if (id === '') return undefined;
  if (kind === 'question') return { kind, questionId: id };
  return kind === 'section' ? { kind, sectionId: id } : undefined;
}

/**
 * What a colleague can answer now, on one page.
 * @param only the section that a co-author opened; where it is complete, its answers can be changed.
 */
export function partForm({ questionnaire, interview }: OpenInterview, share: Share, only?: string): Form | undefined {
  if (share.part.kind === 'owner') return undefined;
  const { state } = interview;
  const questions = pageOf(toAnswer({ questionnaire, interview }, share, only));
  if (questions.length === 0) return undefined;
  const section = questionnaire.sections.find(({ id }) => id === only);
  return {
    id: 'together.form',
    title: section?.title ?? partInWords(questionnaire, share.part),
    intro: titleOf(questionnaire, state),
    inputs: questions.map((question) => formInput(question, seenBy(state, share, question))),
    submitLabel: questions.length === 1 ? 'Send the answer' : 'Send the answers',
    context: { share: share.id, ...(only === undefined ? {} : { section: only }) },
  };
}

function toAnswer({ questionnaire, interview }: OpenInterview, share: Share, only?: string): readonly Question[] {
  const { part, personId } = share;
  const { state } = interview;
  if (part.kind === 'owner') return [];
  if (part.kind !== 'coAuthor') return openIn(questionnaire, state, { shareId: share.id, personId, part });
  const inSection = questionsIn(questionnaire, state, part).filter(
    ({ id }) =>
      only === undefined ||
      questionnaire.sections.some((section) => section.id === only && section.questions.some((one) => one.id === id)),
  );
  const pending = pendingQuestions(questionnaire, state);
  const open = inSection.filter(({ id }) => pending.some((one) => one.id === id));
  return open.length > 0 ? open : inSection;
}

/** A co-author sees what is answered in their sections; whoever was asked once sees nothing but the question. */
function seenBy(state: InterviewState, share: Share, question: Question): Pick<InterviewState, 'answers'> {
  const answer = state.answers[question.id];
  return share.part.kind === 'coAuthor' && answer ? { answers: { [question.id]: answer } } : { answers: {} };
}

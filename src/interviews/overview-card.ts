import { type Action, action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import type { CarriedFrom } from './answer.ts';
import { unchangedSince } from './cards.ts';
import { answerTo, visibleQuestions } from './conditions.ts';
import type { SharedPart } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { openProposals, pendingQuestions, progressOf } from './progress.ts';
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts';
import { openIn } from './shared-parts.ts';
import { titleOf } from './title.ts';

export type NameOf = (personId: string) => string | undefined;

/** A long interview at a glance: its sections, how far each is and with whom. */
export function overviewCard(questionnaire: Questionnaire, interview: InterviewRecord, nameOf: NameOf): Card {
  const { state } = interview;
  const editable = state.phase !== 'submitted' && state.phase !== 'cancelled';
  const value = { interview: interview.id };
  const headline = titleOf(questionnaire, state);
  const facts = sectionsOf(questionnaire, interview, nameOf);
  if (!editable) return { headline: `${headline}: ${state.phase}`, tone: 'quiet', blocks: [{ kind: 'facts', facts }] };
  const pending = pendingQuestions(questionnaire, state);
  const isOpen = pending.length > 0 || openProposals(questionnaire, state).length > 0;
  return {
    headline,
    blocks: [
      { kind: 'progress', ...progressOf(questionnaire, state) },
      {
        kind: 'facts',
        facts: facts.map(({ section, ...fact }) => ({
          ...fact,
          action: action('interview.form', 'Open', { ...value, section }),
        })),
      },
      ...sharedBlocks(questionnaire, interview, nameOf),
      {
        kind: 'text',
        text: 'Open a section as a form, or go on in chat: in order, or in the section you choose.',
        subtle: true,
      },
    ],
    inputs: [
      {
        kind: 'choice',
        id: 'section',
        label: 'In chat',
        compact: true,
        choices: facts.map(({ section, label }) => ({ id: section, label })),
      },
    ],
    actions: [
      isOpen
        ? action('interview.openSection', 'Go on in chat', value, 'primary')
        : action('interview.summary', 'Check and submit', value, 'primary'),
      ...togetherActions(value),
      ...(isOpen ? [action('interview.summary', 'Summary', value, 'quiet')] : []),
      action('interview.pause', 'Later', value, 'quiet'),
    ],
  };
}

function togetherActions(value: { readonly interview: string }): readonly Action[] {
  return [
    action('together.ask', 'Ask a colleague', value),
    action('together.coAuthor', 'Add a co-author', value, 'quiet'),
    action('together.handOver', 'Hand over', value, 'quiet'),
  ];
}

interface SectionFact extends Omit<Fact, 'action'> {
  readonly section: string;
}

/** Sections of which something applies at present. */
function sectionsOf(questionnaire: Questionnaire, { state }: InterviewRecord, nameOf: NameOf): readonly SectionFact[] {
  const visible = visibleQuestions(questionnaire, state.answers);
  const pending = pendingQuestions(questionnaire, state);
  return questionnaire.sections.flatMap(({ id, title, questions }): readonly SectionFact[] => {
    const count = (some: readonly { readonly id: string }[]) =>
      questions.filter((question) => some.some((one) => one.id === question.id)).length;
    const all = count(visible);
    if (all === 0) return [];
    const done = all - count(pending);
    const names = state.shared.flatMap(({ part, personId }) => (isAbout(part, id) ? (nameOf(personId) ?? []) : []));
    const value = done === all ? `complete, ${all} answered` : `${done} of ${all} answered`;
    const fact = { section: id, label: title, value };
    const [since] = done === all ? carriedIn(questions, state) : [];
    const notes = [
      ...(names.length > 0 ? [`with ${[...new Set(names)].join(', ')}`] : []),
      ...(since ? [unchangedSince(since)] : []),
    ];
    return [notes.length > 0 ? { ...fact, note: notes.join('; ') } : fact];
  });
}

/** Where all of its answers were carried over from, if nothing was answered since. */
function carriedIn(questions: readonly Question[], { answers }: InterviewRecord['state']): readonly CarriedFrom[] {
  const given = questions.flatMap(({ id }) => answerTo(answers, id) ?? []);
  const from = given.flatMap(({ source }) => source.carriedFrom ?? []);
  return from.length === given.length && from.every(({ kind }) => kind === 'assessment') ? from : [];
}

function isAbout(part: SharedPart['part'], sectionId: string): boolean {
  if (part.kind === 'coAuthor') return part.sectionIds.includes(sectionId);
  return part.kind === 'section' && part.sectionId === sectionId;
}

/** Who owes what, each with a way to take it back. */
export function sharedBlocks(
  questionnaire: Questionnaire,
  { state }: InterviewRecord,
  nameOf: NameOf,
): readonly Block[] {
  if (state.shared.length === 0) return [];
  const facts = state.shared.map((shared): Fact => {
    const open = openIn(questionnaire, state, shared).length;
    return {
      label: nameOf(shared.personId) ?? 'A colleague',
      value: partInWords(questionnaire, shared.part),
      note: open === 0 ? 'nothing open' : `${open} to answer`,
      action: action('together.withdraw', 'Take back', { share: shared.shareId }),
    };
  });
  return [
    { kind: 'heading', text: 'With colleagues' },
    { kind: 'facts', facts },
  ];
}

/** What somebody was asked for, by its names. */
export function partInWords(questionnaire: Questionnaire, part: SharedPart['part']): string {
  const titleFor = (id: string) => questionnaire.sections.find((section) => section.id === id)?.title ?? id;
  switch (part.kind) {
    case 'question':
      return questionsOf(questionnaire).find(({ id }) => id === part.questionId)?.label ?? part.questionId;
    case 'section':
      return titleFor(part.sectionId);
    case 'coAuthor':
      return part.sectionIds.length === questionnaire.sections.length
        ? 'all sections'
        : part.sectionIds.map(titleFor).join(', ');
    default:
      return part satisfies never;
  }
}

import { dayInWords } from '../chat/day-in-words.ts';
import { type Action, action, type Block, type Card, type Choice, type Fact, type Input } from '../chat/vocabulary.ts';
import type { CarriedFrom } from './answer.ts';
import { answerTo, visibleQuestions } from './conditions.ts';
import { COUNTRIES } from './countries.ts';
import type { Proposal } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { offeredId } from './offered-id.ts';
import { describeAnswer, describeValue } from './present.ts';
import { blockingQuestions, isLong, isRequested, openProposals, progressOf } from './progress.ts';
import type { Option, Question, Questionnaire, Section } from './questionnaire.ts';
import { describeScore, greatestScores, scoreOf } from './score.ts';
import { titleOf } from './title.ts';

/** One question: open with its buttons while it is the current one, afterwards folded to question and answer. */
export function questionCard(questionnaire: Questionnaire, interview: InterviewRecord, question: Question): Card {
  const { state } = interview;
  const isCurrent = state.current === question.id && (state.phase === 'asking' || state.phase === 'reviewing');
  return isCurrent ? openQuestion(questionnaire, interview, question) : foldedQuestion(interview, question);
}

function openQuestion(questionnaire: Questionnaire, interview: InterviewRecord, question: Question): Card {
  const { done, total } = progressOf(questionnaire, interview.state);
  const request = interview.state.changeRequested.find(({ questionId }) => questionId === question.id);
  const answer = answerTo(interview.state.answers, question.id);
  const blocks: Block[] = [];
  if (request?.isTouched) blocks.push({ kind: 'text', text: request.remark });
  else if (request) blocks.push({ kind: 'quote', text: request.remark, from: 'The governance team' });
  if (answer) blocks.push({ kind: 'text', text: `So far: ${describeAnswer(question, answer)}`, subtle: true });
  if (question.details) blocks.push({ kind: 'text', text: question.details, subtle: true });
  if (question.example) blocks.push({ kind: 'text', text: `For example: ${question.example}`, subtle: true });
  if (isAnsweredInWords(question)) {
    const hint = question.kind === 'person' ? 'Type a name, or choose yourself.' : 'Type your answer.';
    blocks.push({ kind: 'text', text: hint, subtle: true });
  }
  const section = questionnaire.sections.find(({ questions }) => questions.some(({ id }) => id === question.id));
  if (section?.intro && isFirst(questionnaire, interview, section, question))
    blocks.unshift({ kind: 'text', text: section.intro, subtle: true });
  if (isLong(questionnaire)) {
    const place = `${titleOf(questionnaire, interview.state)} · ${section?.title ?? ''}`;
    blocks.push({ kind: 'text', text: place, subtle: true });
  }
  blocks.push({ kind: 'progress', done, total });
  return {
    headline: question.ask,
    blocks,
    inputs: inputsOf(question),
    actions: [
      ...(request?.isTouched && answer
        ? [action('interview.keep', 'Still so', refer(interview, question), 'primary')]
        : []),
      ...answerActions(interview, question),
      ...helpActions(questionnaire, interview, question),
    ],
  };
}

/** Whether a section begins with it, given the answers so far. */
function isFirst(
  questionnaire: Questionnaire,
  { state }: InterviewRecord,
  section: Section,
  { id }: Question,
): boolean {
  const asked = visibleQuestions(questionnaire, state.answers);
  return section.questions.find((one) => asked.some((other) => other.id === one.id))?.id === id;
}

function isAnsweredInWords({ kind }: Question): boolean {
  return ['text', 'long-text', 'number', 'person', 'link', 'ai-system'].includes(kind);
}

/** “Change” stays: once it is submitted it leads to the reviewers, and no card has to be drawn anew for that. */
function foldedQuestion(interview: InterviewRecord, question: Question): Card {
  const answer = answerTo(interview.state.answers, question.id);
  return {
    headline: question.ask,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: describeAnswer(question, answer) }],
    ...(answer ? { actions: [action('interview.change', 'Change', refer(interview, question), 'quiet')] } : {}),
  };
}

/** Questions whose answer is picked or entered in the card itself; all others are answered by a button or in words. */
export function inputsOf(question: Question): readonly Input[] {
  const base = { id: question.id, label: question.label };
  switch (question.kind) {
    case 'one-of':
      return hasButtons(question)
        ? []
        : [
            {
              ...base,
              kind: 'choice',
              choices: offered(question.options),
              compact: true,
            },
          ];
    case 'many-of':
      return [{ ...base, kind: 'choices', choices: offered(question.options) }];
    case 'countries':
      return [
        { ...base, kind: 'choices', choices: COUNTRIES.map(({ id, name }) => ({ id, label: name })), compact: true },
      ];
    case 'date':
      return [{ ...base, kind: 'date' }];
    default:
      return [];
  }
}

function offered(options: readonly Option[]): readonly Choice[] {
  return options.map(({ id, label }) => ({ id: offeredId(id), label }));
}

/** More buttons than this are harder to read than a list. */
const MOST_BUTTONS = 12;

export function hasButtons(question: Extract<Question, { kind: 'one-of' }>): boolean {
  return question.options.length <= MOST_BUTTONS;
}

function answerActions(interview: InterviewRecord, question: Question): readonly Action[] {
  const answer = (label: string, option: string) =>
    action('interview.answer', label, { ...refer(interview, question), option });
  const answerInput = action('interview.answer', 'Answer', refer(interview, question), 'primary');
  switch (question.kind) {
    case 'one-of':
      return hasButtons(question) ? question.options.map(({ id, label }) => answer(label, id)) : [answerInput];
    case 'yes-no':
      return [answer('Yes', 'yes'), answer('No', 'no')];
    case 'person':
      return [answer('Me', 'me')];
    case 'many-of':
    case 'countries':
    case 'date':
      return [answerInput];
    default:
      return [];
  }
}

function helpActions(questionnaire: Questionnaire, interview: InterviewRecord, question: Question): readonly Action[] {
  const value = refer(interview, question);
  return [
    ...(question.unknownAllowed ? [action('interview.unknown', 'I don’t know', value, 'quiet')] : []),
    ...(question.optional ? [action('interview.skip', 'Skip', value, 'quiet')] : []),
    action('interview.why', 'Why?', value, 'quiet'),
    ...(interview.state.history.length > 0
      ? [action('interview.back', 'Back', { interview: interview.id }, 'quiet')]
      : []),
    action('interview.form', 'As a form', { interview: interview.id }, 'quiet'),
    action('together.ask', 'Ask a colleague', value, 'quiet'),
    ...(isLong(questionnaire) ? [action('interview.overview', 'Sections', { interview: interview.id }, 'quiet')] : []),
  ];
}

/** What was read in free text, each with its words, and one button for all of it. */
export function proposalsCard(questionnaire: Questionnaire, interview: InterviewRecord): Card {
  const proposals = openProposals(questionnaire, interview.state);
  if (proposals.length === 0 || interview.state.phase === 'cancelled')
    return settledProposals(questionnaire, interview);
  const questions = new Map(visibleAndProposed(questionnaire).map((question) => [question.id, question]));
  const facts = proposals.flatMap(({ questionId, value, source }): readonly Fact[] => {
    const question = questions.get(questionId);
    if (!question) return [];
    const fact: Fact = {
      label: question.label,
      value: describeValue(question, value),
      action: action('interview.change', 'Change', refer(interview, question)),
    };
    const from = whereFrom(source);
    return [from === undefined ? fact : { ...fact, note: from }];
  });
  return {
    headline: 'Is this what you mean?',
    tone: 'attention',
    blocks: [
      ...proposals.filter(({ unlisted }) => unlisted).map(askedAbout),
      { kind: 'text', text: 'Only what you confirm counts.', subtle: true },
      { kind: 'facts', facts },
    ],
    actions: [
      action('interview.confirmAll', 'All correct', { interview: interview.id }, 'primary'),
      action('interview.cancel', 'Cancel', { interview: interview.id }),
    ],
  };
}

function whereFrom({ carriedFrom, quotedFrom, quote }: Proposal['source']): string | undefined {
  switch (carriedFrom?.kind) {
    case 'declaration':
      return `from your declaration ${carriedFrom.reference}`;
    case 'register':
      return `from the register, ${carriedFrom.reference}`;
    case 'answers':
      return carriedFrom.reference;
    case 'assessment':
      return unchangedSince(carriedFrom);
  }
  return quote && `from ${quotedFrom ? 'the message' : 'your words'}: “${quote}”`;
}

/** “unchanged since ASM-1, 3 November 2026”. */
export function unchangedSince({ reference, at }: CarriedFrom): string {
  return `unchanged since ${reference}${at === undefined ? '' : `, ${dayInWords(new Date(at))}`}`;
}

/** Approved before, and not asked again. */
function carriedNote(state: InterviewRecord['state'], { id }: Question): { readonly note?: string } {
  const from = answerTo(state.answers, id)?.source.carriedFrom;
  return from?.kind === 'assessment' && !isRequested(state, id) ? { note: unchangedSince(from) } : {};
}

function askedAbout({ value }: Proposal): Block {
  return { kind: 'text', text: `I do not know a tool named “${String(value)}”. Is that really its name?` };
}

/** What was confirmed, in one line. */
function settledProposals(questionnaire: Questionnaire, { state }: InterviewRecord): Card {
  const kept = visibleAndProposed(questionnaire).flatMap((question) => {
    const answer = answerTo(state.answers, question.id);
    return state.confirmed.includes(question.id) && answer?.kind === 'known' ? [describeAnswer(question, answer)] : [];
  });
  const headline = kept.length > 0 ? `Understood: ${kept.join(' · ')}` : 'Nothing of what I understood was kept';
  return { headline, tone: 'quiet', blocks: [] };
}

function visibleAndProposed(questionnaire: Questionnaire): readonly Question[] {
  return questionnaire.sections.flatMap(({ questions }) => questions);
}

/** Everything that would be submitted, each answer with a way to change it. */
export function summaryCard(questionnaire: Questionnaire, interview: InterviewRecord): Card {
  const { state } = interview;
  const editable = state.phase !== 'submitted' && state.phase !== 'cancelled';
  const visible = visibleQuestions(questionnaire, state.answers);
  const facts = visible
    .filter(({ id }) => answerTo(state.answers, id))
    .map((question): Fact => {
      const value = describeAnswer(question, answerTo(state.answers, question.id));
      const fact = { label: question.label, value, ...carriedNote(state, question) };
      return editable ? { ...fact, action: action('interview.change', 'Change', refer(interview, question)) } : fact;
    });
  const open = blockingQuestions(questionnaire, state);
  const unknown = visible.filter(({ id }) => answerTo(state.answers, id)?.kind === 'unknown');
  const blocks: Block[] = [{ kind: 'facts', facts }];
  if (unknown.length > 0) {
    const advice = editable ? ' You can submit now; approval waits for it where it matters.' : '';
    blocks.push({ kind: 'text', text: `Not known yet: ${unknown.map(withKnower).join('; ')}.${advice}` });
  }
  if (open.length > 0)
    blocks.push({ kind: 'text', text: `Still to answer: ${open.map(({ label }) => label).join('; ')}.` });
  const score = scoreOf(questionnaire, state.answers);
  if (score) blocks.push({ kind: 'text', text: describeScore(score, greatestScores(questionnaire)) });
  if (!editable) return { headline: `${questionnaire.title}: ${state.phase}`, tone: 'quiet', blocks };
  const value = { interview: interview.id };
  const ready = open.length === 0 && openProposals(questionnaire, state).length === 0;
  return {
    headline: ready ? 'Please check, then submit' : 'Your answers so far',
    tone: 'attention',
    blocks,
    actions: [
      ...(ready
        ? [action('interview.submit', 'Submit', value, 'primary')]
        : [action('interview.resume', 'Go on', value, 'primary')]),
      action('interview.pause', 'Later', value),
      ...(state.submissions === 0 ? [action('interview.cancel', 'Cancel', value, 'danger')] : []),
    ],
  };
}

function withKnower({ label, knower }: Question): string {
  return knower ? `${label} (ask ${knower})` : label;
}

export function refer(interview: { readonly id: string }, question: Question): { interview: string; question: string } {
  return { interview: interview.id, question: question.id };
}

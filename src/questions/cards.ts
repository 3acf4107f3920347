import { dayInWords } from '../chat/day-in-words.ts';
import { action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import type { QuestionMessage, QuestionRecord } from './question-store.ts';
import { stateInWords } from './words.ts';

export type NameOf = (personId: string) => string | undefined;

const ERASED = '(erased)';

/** What the question was, in one line. */
export function subjectOf({ messages }: QuestionRecord): string {
  const [first] = messages;
  return first?.text ?? ERASED;
}

/** What those who may answer see. */
export function teamCard({ question, messages }: QuestionRecord, nameOf: NameOf): Card {
  const value = { question: question.id, version: question.version };
  const { tried } = question;
  const facts: readonly Fact[] = [
    { label: 'Asked by', value: nameOf(question.askerId) ?? 'Somebody' },
    { label: 'Asked on', value: dayInWords(question.askedAt) },
    ...(tried ? [{ label: 'What I found', value: FOUND[tried.band] }] : []),
    ...(tried && tried.passages.length > 0 ? [{ label: 'Closest passages', value: tried.passages.join(', ') }] : []),
  ];
  const answered = question.state === 'answered';
  return {
    headline: `${question.reference} · A question to the governance team`,
    tone: answered ? 'quiet' : 'attention',
    blocks: [
      { kind: 'text', text: stateInWords(question, nameOf) },
      ...messages.map((message) => quoteOf(message, nameOf)),
      { kind: 'facts', facts },
    ],
    actions: [
      action('question.answer', answered ? 'Add to the answer' : 'Answer', value, answered ? 'quiet' : 'primary'),
      ...(answered ? [] : [action('question.assign', 'Assign to me', value)]),
      action('documents.draft', 'Write a document', { question: question.id }, 'quiet'),
    ],
  };
}

const FOUND = {
  answer: 'An answer, which did not help',
  unsure: 'Not sure',
  abstain: 'Nothing',
} as const;

/** What the asker sees of it. */
export function askersCard({ question, messages }: QuestionRecord, nameOf: NameOf): Card {
  const answered = question.state === 'answered';
  return {
    headline: answered ? `${question.reference} · Your question` : `${question.reference} is with the governance team`,
    tone: answered ? 'quiet' : 'good',
    blocks: [
      ...messages.map((message) => quoteOf(message, nameOf)),
      { kind: 'text', text: stateInWords(question, nameOf), subtle: true },
      ...(answered ? [] : [{ kind: 'text', text: 'The answer comes here.', subtle: true } as const]),
    ],
    actions: [furtherAction(question.id, answered ? 'Ask further' : 'Add something')],
  };
}

/** One answer, as it reaches the asker. */
export function answerCard(
  { question, messages }: QuestionRecord,
  nameOf: NameOf,
  messageId: string,
): Card | undefined {
  const place = messages.findIndex(({ id, kind }) => id === messageId && kind === 'answer');
  const answer = messages[place];
  if (!answer) return undefined;
  const asked = messages.slice(0, place).findLast(({ kind }) => kind !== 'answer');
  return {
    headline: `${nameOf(answer.authorId) ?? 'Somebody'} answers ${question.reference}`,
    tone: 'good',
    blocks: [
      ...(asked ? [{ kind: 'text', text: asked.text ?? ERASED, subtle: true } as const] : []),
      quoteOf(answer, nameOf),
    ],
    actions: [furtherAction(question.id, 'Ask further')],
  };
}

/** What the asker adds, as it reaches the team. */
export function furtherCard(
  { question, messages }: QuestionRecord,
  nameOf: NameOf,
  messageId: string,
): Card | undefined {
  const further = messages.find(({ id, kind }) => id === messageId && kind === 'followUp');
  if (!further) return undefined;
  const isOpen = question.state === 'open';
  return {
    headline: `${question.reference}: ${nameOf(further.authorId) ?? 'Somebody'} asks further`,
    tone: isOpen ? 'attention' : 'quiet',
    blocks: [quoteOf(further, nameOf)],
    ...(isOpen
      ? {
          actions: [
            action('question.answer', 'Answer', { question: question.id, version: question.version }, 'primary'),
            action('question.show', 'Open', { question: question.id }, 'quiet'),
          ],
        }
      : {}),
  };
}

function furtherAction(questionId: string, label: string) {
  return action('question.askFurther', label, { question: questionId }, 'quiet');
}

function quoteOf({ text, authorId, writtenAt }: QuestionMessage, nameOf: NameOf): Block {
  return { kind: 'quote', text: text ?? ERASED, from: `${nameOf(authorId) ?? 'Somebody'}, ${dayInWords(writtenAt)}` };
}

import { action, type Fact } from '../chat/vocabulary.ts';
import { type Concern, handlerOf } from '../concerns/concern.ts';
import { mayHandle } from '../concerns/decide.ts';
import { stateInWords as concernInWords, KIND_WORDS } from '../concerns/words.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import { subjectOf } from '../questions/cards.ts';
import { mayAnswer } from '../questions/decide.ts';
import type { QuestionRecord } from '../questions/question-store.ts';
import { stateInWords as questionInWords } from '../questions/words.ts';
import type { DeskStores } from './desk-sections.ts';

/** What is settled stays on the desk of whoever asked for it so long. */
const SETTLED_SHOWN_DAYS = 30;

function settledSince(now: Date): Date {
  return new Date(now.getTime() - SETTLED_SHOWN_DAYS * 24 * 3_600_000);
}

/** Concerns that this person may handle, and those that they reported. A line tells what each is, never what was said. */
export async function concernFacts(
  stores: DeskStores,
  person: ActingPerson,
  now: Date,
): Promise<{ readonly handled: readonly Fact[]; readonly reported: readonly Fact[] }> {
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const factOf = (concern: Concern): Fact => ({
    label: concern.reference,
    value: KIND_WORDS[concern.kind],
    note: concernInWords(concern, (id) => names.get(id)),
    action: action('concern.show', 'Open', { concern: concern.id }),
  });
  const isWaiting = (concern: Concern) => {
    const handler = handlerOf(concern);
    return mayHandle(concern, person).ok && (handler === undefined || isSame(person, handler));
  };
  const ids = [person.personId, ...person.samePersonIds];
  return {
    handled: (await stores.concerns.open()).filter(isWaiting).map(factOf),
    reported: (await stores.concerns.reportedBy(ids, settledSince(now))).map(factOf),
  };
}

/** Questions that this person may answer, and those that they asked. */
export async function questionFacts(
  stores: DeskStores,
  person: ActingPerson,
  now: Date,
): Promise<{ readonly toAnswer: readonly Fact[]; readonly asked: readonly Fact[] }> {
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const factOf = (record: QuestionRecord): Fact => ({
    label: record.question.reference,
    value: inOneLine(subjectOf(record)),
    note: questionInWords(record.question, (id) => names.get(id)),
    action: action('question.show', 'Open', { question: record.question.id }),
  });
  const isWaiting = ({ question: { askerId, assignedToId } }: QuestionRecord) =>
    !isSame(person, askerId) && (assignedToId === undefined || isSame(person, assignedToId));
  const open = mayAnswer(person) ? (await stores.questions.open()).filter(isWaiting) : [];
  const ids = [person.personId, ...person.samePersonIds];
  return {
    toAnswer: open.map(factOf),
    asked: (await stores.questions.askedBy(ids, settledSince(now))).map(factOf),
  };
}

const LINE_CHARACTERS = 160;

function inOneLine(text: string): string {
  const all = [...text.replace(/\s+/gu, ' ').trim()];
  return all.length > LINE_CHARACTERS ? `${all.slice(0, LINE_CHARACTERS).join('')} …` : all.join('');
}

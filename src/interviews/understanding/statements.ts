import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import type { Reading, Span } from './reading.ts';
import { questionNamed } from './topics.ts';

/** Words that name the question they answer: "the vendor is X", "change the start date to X", "made by X". */
export interface Statement extends Span {
  readonly question: Question;
  /** The words after the name: the answer. */
  readonly answer: Span;
  /** "Change", "should be" and the like: the words say themselves that they correct. */
  readonly corrects: boolean;
  /** Only a word and a verb, "people are": it may be a sentence about something else. */
  readonly loose: boolean;
}

const COPULA = new Set('is are was were'.split(' '));
const CHANGE = new Set('change set update correct edit make put switch fix amend'.split(' '));
const ARTICLES = new Set('the our my its their this your'.split(' '));
const MADE = new Set('made provided supplied sold developed built offered produced published'.split(' '));
const COMPANY = new Set('inc ltd gmbh corp corporation llc plc ag bv limited co sarl srl oy ab'.split(' '));
const TOPIC_WORDS_MOST = 3;

export function statementsIn(reading: Reading, questionnaire: Questionnaire): readonly Statement[] {
  const statements: Statement[] = [];
  let index = 0;
  while (index < reading.tokens.length) {
    const found =
      changing(reading, index, questionnaire) ??
      putting(reading, index, questionnaire) ??
      stating(reading, index, questionnaire) ??
      making(reading, index, questionnaire) ??
      coming(reading, index, questionnaire);
    if (found !== undefined) statements.push(found);
    index = found === undefined ? index + 1 : Math.max(found.to, index) + 1;
  }
  return statements;
}

/** "change the vendor to X", "set the start date to X", "change vendor from Y to X". */
function changing(reading: Reading, at: number, questionnaire: Questionnaire): Statement | undefined {
  if (!CHANGE.has(reading.tokens[at]?.word ?? '')) return undefined;
  for (let to = at + 2; to <= Math.min(at + 9, reading.tokens.length - 2); to += 1) {
    const word = reading.tokens[to]?.word;
    if (word !== 'to' && word !== 'into') continue;
    const words = between(reading, at + 1, to - 1)
      .replace(/ from .*$/, '')
      .replace(/^(?:answers? (?:to|about|on|for) )/, '');
    const question = questionNamed(words, questionnaire);
    if (question !== undefined) return statement(question, reading, at, to + 1, true);
  }
  return undefined;
}

/** "put down X as the vendor". */
function putting(reading: Reading, at: number, questionnaire: Questionnaire): Statement | undefined {
  if (!/^(?:put|note|record|enter|write|set|list)$/.test(reading.tokens[at]?.word ?? '')) return undefined;
  const from = /^(?:down|in)$/.test(reading.tokens[at + 1]?.word ?? '') ? at + 2 : at + 1;
  for (let as = from + 1; as <= Math.min(from + 8, reading.tokens.length - 2); as += 1) {
    if (reading.tokens[as]?.word !== 'as') continue;
    for (let to = as + 1; to <= Math.min(as + 1 + TOPIC_WORDS_MOST, reading.tokens.length - 1); to += 1) {
      const question = questionNamed(between(reading, as + 1, to), questionnaire);
      if (question !== undefined)
        return { question, from: at, to, answer: { from, to: as - 1 }, corrects: false, loose: false };
    }
  }
  return undefined;
}

/** "the vendor is X", "owner: X", "the start date should be X". */
function stating(reading: Reading, at: number, questionnaire: Questionnaire): Statement | undefined {
  const starts =
    reading.tokens[at]?.before !== 'none' ||
    ARTICLES.has(reading.tokens[at]?.word ?? '') ||
    isLead(reading.tokens[at - 1]?.word);
  if (!starts) return undefined;
  const from = ARTICLES.has(reading.tokens[at]?.word ?? '') ? at + 1 : at;
  for (let last = Math.min(from + TOPIC_WORDS_MOST, reading.tokens.length - 2); last >= from; last -= 1) {
    const verb = verbAfter(reading, last);
    if (verb === undefined) continue;
    const question = questionNamed(between(reading, from, last), questionnaire);
    if (question !== undefined && verb.next < reading.tokens.length) {
      const found = statement(question, reading, at, verb.next, verb.corrects);
      const loose = from === at && last === from && reading.tokens[last + 1]?.before !== 'break';
      return found && { ...found, loose };
    }
  }
  return undefined;
}

const isLead = (word: string | undefined): boolean =>
  word === undefined || /^(?:and|but|actually|so|sorry|no|that|well|because|meant|think|believe)$/.test(word);

function verbAfter(reading: Reading, last: number): { readonly next: number; readonly corrects: boolean } | undefined {
  const one = reading.tokens[last + 1];
  const two = reading.tokens[last + 2]?.word ?? '';
  if (one === undefined || one.before === 'stop' || one.before === 'comma') return undefined;
  if (one.before === 'break')
    return /[:=]/.test(reading.text.slice(reading.tokens[last]?.end, one.start))
      ? { next: last + 1, corrects: false }
      : undefined;
  if ((one.word === 'should' || one.word === 'must') && two === 'be') return { next: last + 3, corrects: true };
  if ((one.word === 'will' || one.word === 'would') && two === 'be') return { next: last + 3, corrects: false };
  if (COPULA.has(one.word))
    return /^(?:actually|really|now|in)$/.test(two) && reading.tokens.length > last + 3 && two !== 'in'
      ? { next: last + 3, corrects: two !== 'now' }
      : { next: last + 2, corrects: false };
  return undefined;
}

/** "made by X": the maker, when a question asks for it in words. */
function making(reading: Reading, at: number, questionnaire: Questionnaire): Statement | undefined {
  if (reading.tokens[at]?.word !== 'by' || !MADE.has(reading.tokens[at - 1]?.word ?? '')) {
    if (reading.tokens[at]?.word !== 'by' || reading.tokens[at - 1]?.word !== 'owned') return undefined;
    const owner = questionNamed('owner', questionnaire);
    return owner?.kind === 'person' ? statement(owner, reading, at - 1, at + 1, false) : undefined;
  }
  const supplier = supplierQuestion(questionnaire);
  const next = reading.tokens[at + 1];
  return supplier && next && /^[\p{Lu}\p{N}]/u.test(next.raw) ? named(supplier, reading, at + 1) : undefined;
}

/** "from Acme Inc": a company by its form. */
function coming(reading: Reading, at: number, questionnaire: Questionnaire): Statement | undefined {
  if (!/^(?:from|by)$/.test(reading.tokens[at]?.word ?? '')) return undefined;
  const supplier = supplierQuestion(questionnaire);
  if (supplier === undefined) return undefined;
  const found = named(supplier, reading, at + 1);
  return found && found.to > at + 1 && COMPANY.has(reading.tokens[found.to]?.word ?? '') ? found : undefined;
}

function supplierQuestion(questionnaire: Questionnaire): Question | undefined {
  const question = questionNamed('supplier', questionnaire);
  return question !== undefined && question.kind === 'text' && questionsOf(questionnaire).includes(question)
    ? question
    : undefined;
}

/** A name in capitals, with its company form. */
function named(question: Question, reading: Reading, from: number): Statement | undefined {
  let to = from - 1;
  for (let at = from; at < Math.min(from + 6, reading.tokens.length); at += 1) {
    const token = reading.tokens[at];
    const company = token !== undefined && COMPANY.has(token.word);
    if (token === undefined || (!/^[\p{Lu}\p{N}]/u.test(token.raw) && !company && token.before !== 'joint')) break;
    if (at > from && token.before !== 'none' && token.before !== 'joint' && !(token.before === 'comma' && company))
      break;
    to = at;
  }
  return to < from ? undefined : { question, from, to, answer: { from, to }, corrects: false, loose: false };
}

/** The answer runs to the end of the clause; a list of words may hold commas. */
function statement(
  question: Question,
  reading: Reading,
  from: number,
  start: number,
  corrects: boolean,
): Statement | undefined {
  if (start >= reading.tokens.length) return undefined;
  let to = start;
  const single = question.kind === 'text' || question.kind === 'person';
  for (let at = start + 1; at < reading.tokens.length; at += 1) {
    const token = reading.tokens[at];
    if (token === undefined || token.before === 'stop' || (token.before === 'break' && single)) break;
    if (single && token.before === 'comma' && !COMPANY.has(token.word)) break;
    if (
      single &&
      /^(?:but|because|instead|not|please|and)$/.test(token.word) &&
      !/^\p{Lu}/u.test(reading.tokens[at + 1]?.raw ?? '')
    )
      break;
    to = at;
  }
  return { question, from, to, answer: { from: start, to }, corrects, loose: false };
}

const between = (reading: Reading, from: number, to: number): string =>
  reading.tokens
    .slice(from, to + 1)
    .map((token) => token.word)
    .join(' ');

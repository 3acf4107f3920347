import { type Question, questionsOf } from '../questionnaire.ts';
import type {
  Ambiguity,
  Candidate,
  Command,
  KnownProduct,
  Understanding,
  UnderstandingContext,
  Understood,
} from '../understanding.ts';
import { nameKey } from './catalogue.ts';
import { commandOf } from './commands.ts';
import { correctionIn, correctionsOf } from './corrections.ts';
import { find } from './find.ts';
import { exactOption } from './find-options.ts';
import { type Attention, catalogueOf, type Finding } from './finding.ts';
import { isOptionQuestion } from './phrases.ts';
import { polarityOf, polarityOfSign } from './polarity.ts';
import { type Reading, read, sentenceEnd, wordsOf } from './reading.ts';
import { asksSomething, part, withoutSentences } from './sentences.ts';
import { type Statement, statementsIn } from './statements.ts';

/** Reads free text by rules, options, synonyms and lists alone: no model, no network, the same words give the same reading. */
export function createUnderstanding(products: readonly KnownProduct[]): Understanding {
  return {
    understand: (text, about) => withUnlisted(verbatimOnly(text, understand(text, about, products)), about, products),
  };
}

/** Marks the names of products that no list has. */
function withUnlisted(all: Understood, about: UnderstandingContext, products: readonly KnownProduct[]): Understood {
  const { catalogues } = attentionTo(about, products);
  const tools = new Set(questionsOf(about.questionnaire).flatMap(({ id, kind }) => (kind === 'ai-system' ? [id] : [])));
  const isListed = (name: unknown) => catalogues.some(({ byName }) => byName.has(nameKey(String(name))));
  const marked = (one: Candidate): Candidate =>
    tools.has(one.questionId) && !isListed(one.value) ? { ...one, unlisted: true } : one;
  return all.candidates.some(({ questionId }) => tools.has(questionId))
    ? { ...all, candidates: all.candidates.map(marked) }
    : all;
}

const nothing: Understood = { command: undefined, candidates: [], ambiguous: [], isQuestion: false };

function understand(text: string, context: UnderstandingContext, products: readonly KnownProduct[]): Understood {
  const sign = polarityOfSign(text);
  if (sign !== undefined) return signed(sign, context);
  const reading = read(text);
  if (reading.tokens.length === 0) return nothing;

  const attention = attentionTo(context, products);
  const pressed = asButton(reading, attention);
  if (pressed !== undefined) return understood([pressed]);
  const command = isOptionLabel(reading, context.asked) ? undefined : commandIn(reading, context);
  if (command !== undefined) return { ...nothing, command };

  const told = withoutSentences(reading, (from, to) => asksSomething(reading, from, to));
  const known = unknownFirst(told, context);
  const proposed = propose(
    known.rest,
    known.isUnknown ? { ...attention, context: { ...context, asked: undefined } } : attention,
  );
  if (known.isUnknown) return { ...proposed, command: { kind: 'unknown' } };
  const answers = proposed.candidates.length + proposed.ambiguous.length > 0;
  return { ...proposed, isQuestion: told !== reading && !answers };
}

/** The catalogues in the order in which they are believed: the organisation's own register first. */
export function attentionTo(context: UnderstandingContext, products: readonly KnownProduct[]): Attention {
  const catalogues = [catalogueOf(context.registered), catalogueOf(products)];
  return { context, catalogues, asked: false, correcting: false };
}

function signed(
  sign: { readonly polarity: string; readonly quote: string },
  { asked }: UnderstandingContext,
): Understood {
  const yes = sign.polarity === 'yes';
  if (asked?.kind === 'yes-no') {
    return { ...nothing, candidates: [{ questionId: asked.id, value: yes, quote: sign.quote, corrects: false }] };
  }
  return asked === undefined ? { ...nothing, command: { kind: yes ? 'confirmAll' : 'rejectAll' } } : nothing;
}

/** The label of an option, or a product's name in its own letters: an answer, whatever else the words may mean. */
function asButton(reading: Reading, attention: Attention): Said | undefined {
  const { asked } = attention.context;
  if (asked === undefined) return undefined;
  const named = attention.catalogues.flatMap((catalogue) => catalogue.byName.get(nameKey(reading.text)) ?? []);
  const isName = asked.kind === 'ai-system' && named.some(({ product }) => product.name === reading.text.trim());
  const finding = isOptionQuestion(asked)
    ? exactOption(asked, reading)
    : isName
      ? find(asked, reading, { ...attention, asked: true })
      : undefined;
  return finding && { question: asked, finding, corrects: false };
}

/** What a button of the asked question writes is an answer, also where a command has the same words. */
function isOptionLabel(reading: Reading, asked: Question | undefined): boolean {
  if (asked === undefined || !isOptionQuestion(asked) || reading.tokens.length > 12) return false;
  const words = wordsOf(reading);
  return asked.options.some(({ label, id, synonyms }) =>
    [label, id, ...synonyms].some((name) => name.toLowerCase() === words),
  );
}

function commandIn(reading: Reading, { questionnaire, asked }: UnderstandingContext): Command | undefined {
  const command = commandOf(reading, questionnaire, asked);
  if (
    command?.kind === 'confirmAll' &&
    asked?.kind === 'yes-no' &&
    !/\b(?:all|every|everything|confirm|lgtm)\b/.test(wordsOf(reading))
  )
    return undefined;
  if (command !== undefined || asked !== undefined) return command;
  const says = polarityOf(reading);
  if (!says?.bare) return undefined;
  if (says.polarity === 'yes' && reading.tokens.length <= 3) return { kind: 'confirmAll' };
  // "No, it's X" has three words and says more than no.
  return says.polarity === 'no' && reading.tokens.length <= 2 ? { kind: 'rejectAll' } : undefined;
}

/** "I don't know" to the asked question, and what else the message says. */
function unknownFirst(
  reading: Reading,
  { asked }: UnderstandingContext,
): { readonly isUnknown: boolean; readonly rest: Reading } {
  if (asked === undefined || polarityOf(reading)?.polarity !== 'unknown') return { isUnknown: false, rest: reading };
  const end = sentenceEnd(reading, 0);
  const first = wordsOf(reading, 0, end);
  if (end > 14 || / (?:but|maybe|perhaps|probably|i think|i guess|i believe) /.test(first))
    return { isUnknown: false, rest: reading };
  return { isUnknown: true, rest: part(reading, end + 1, reading.tokens.length - 1) };
}

function propose(reading: Reading, attention: Attention): Understood {
  if (reading.tokens.length === 0) return nothing;
  const { context } = attention;
  const rest = correctionIn(reading);
  const statements = statementsIn(rest ?? reading, context.questionnaire).filter(
    (statement) => !statement.loose || rest !== undefined || !answersOptions(reading, attention),
  );
  const stated = statements.flatMap((statement) =>
    fromStatement(statement, rest ?? reading, attention, rest !== undefined),
  );
  const others = unstated(rest ?? reading, statements);
  const taken = new Set(stated.map((one) => one.question.id));
  const corrected = rest === undefined || statements.length > 0 ? [] : correctionsOf(rest, attention);
  for (const one of corrected) taken.add(one.question.id);
  const asked = context.asked;
  const elsewhere = corrected.length > 0 || (statements.length > 0 && others.tokens.length < 5);
  const free = questionsOf(context.questionnaire).flatMap((question) => {
    if (taken.has(question.id) || (question === asked && elsewhere)) return [];
    if (question !== asked && (Object.hasOwn(context.known, question.id) || corrected.length > 0)) return [];
    const words =
      question !== asked
        ? others
        : question.kind === 'yes-no'
          ? reading
          : isWords(question)
            ? (rest ?? reading)
            : others;
    // A short answer in words, such as a supplier's name, may hold a product's name without meaning it.
    if (question.kind === 'ai-system' && asked?.kind === 'text') return [];
    const finding = find(question, words, { ...attention, asked: question.id === asked?.id });
    return finding === undefined ? [] : [{ question, finding, corrects: false }];
  });
  return understood([...stated, ...corrected, ...withoutEchoes(free, asked)]);
}

/** The words that answer the asked question are not taken for something else as well; a text may hold more answers. */
function withoutEchoes(said: readonly Said[], asked: Question | undefined): readonly Said[] {
  const answer = said.find((one) => one.question === asked);
  if (answer === undefined || isWords(answer.question)) return said;
  return said.filter((one) => one === answer || !answer.finding.quote.includes(one.finding.quote));
}

/** "People are recorded" answers a list that has it, rather than naming a question about people. */
function answersOptions(reading: Reading, attention: Attention): boolean {
  const { asked } = attention.context;
  if (asked === undefined || !isOptionQuestion(asked)) return false;
  return find(asked, reading, { ...attention, asked: true })?.kind === 'value';
}

const isWords = (question: Question): boolean => question.kind === 'text' || question.kind === 'long-text';

interface Said {
  readonly question: Question;
  readonly finding: Finding;
  readonly corrects: boolean;
}

function fromStatement(
  statement: Statement,
  reading: Reading,
  attention: Attention,
  isCorrection: boolean,
): readonly Said[] {
  const { question, answer } = statement;
  const words = part(reading, answer.from, answer.to);
  const denied = isWords(question) && words.negated[0] === true;
  const isKnown = Object.hasOwn(attention.context.known, question.id);
  const finding = denied ? undefined : find(question, words, { ...attention, asked: true, correcting: isKnown });
  if (finding === undefined) return [];
  const isAsked = question.id === attention.context.asked?.id;
  return [{ question, finding, corrects: isKnown || ((isCorrection || statement.corrects) && !isAsked) }];
}

/** The words outside statements. */
function unstated(reading: Reading, statements: readonly Statement[]): Reading {
  if (statements.length === 0) return reading;
  const inside = new Set<number>();
  for (const { from, to } of statements) for (let at = from; at <= to; at += 1) inside.add(at);
  const keep = <Item>(items: readonly Item[]): readonly Item[] => items.filter((_, at) => !inside.has(at));
  return {
    text: reading.text,
    tokens: keep(reading.tokens),
    negated: keep(reading.negated),
    considered: keep(reading.considered),
  };
}

function understood(said: readonly Said[]): Understood {
  const candidates: Candidate[] = [];
  const ambiguous: Ambiguity[] = [];
  for (const { question, finding, corrects } of said) {
    const { quote } = finding;
    if (finding.kind === 'value') candidates.push({ questionId: question.id, value: finding.value, quote, corrects });
    else ambiguous.push({ questionId: question.id, options: finding.options, quote });
  }
  return { ...nothing, candidates, ambiguous };
}

/** The promise of every proposal, whatever went wrong before: its quote stands in the text. */
function verbatimOnly(text: string, all: Understood): Understood {
  const stands = ({ quote }: { readonly quote: string }): boolean => quote.trim() !== '' && text.includes(quote);
  return { ...all, candidates: all.candidates.filter(stands), ambiguous: all.ambiguous.filter(stands) };
}

import { questionsOf } from '../questionnaire.ts';
import type { Ambiguity, Candidate, KnownProduct, UnderstandingContext } from '../understanding.ts';
import { nameKey } from './catalogue.ts';
import { attentionTo } from './create-understanding.ts';
import { find } from './find.ts';
import { catalogueOf } from './finding.ts';
import { quoteSpan, type Reading, read, wordsOf } from './reading.ts';
import { questionNamed } from './topics.ts';

export interface UseQuestionContext extends UnderstandingContext {
  /** The shipped list of products. */
  readonly products: readonly KnownProduct[];
}

/** What a message says about a use of a tool, for the register: "can I use X for Y?", "is X approved?". */
export interface UseQuestion {
  /**
   * `listed` is false for a name that neither the register nor the shipped list has. `misspelt` says that the words are a
   * slip away from the name: a permission must not rest on it before the person has said that this product is meant.
   */
  readonly product?: {
    readonly name: string;
    readonly quote: string;
    readonly listed: boolean;
    readonly misspelt: boolean;
  };
  readonly purpose?: Candidate;
  /** Everything that the words say, the product and the purpose included; data, users and countries narrow a use. */
  readonly candidates: readonly Candidate[];
  readonly ambiguous: readonly Ambiguity[];
  /** The text asks whether a use is allowed. */
  readonly asksPermission: boolean;
  /** The text tells of a use, so that a declaration can begin. */
  readonly declares: boolean;
}

const ALLOWED =
  'allowed|permitted|approved|authorised|authorized|okay|ok|fine|cleared|banned|forbidden|prohibited|blocked|sanctioned|whitelisted|legal|possible|acceptable|alright|safe';
const USING =
  /\b(?:use|using|uses|used|put|paste|upload|enter|feed|share|try|install|adopt|buy|connect|run|send|give|add|declare|work with|copy|type)\b/;
const MAY_I =
  /^(?:(?:hi|hello|hey|so|and|ok|okay|steward|please|sorry|but|also|quick question|could you tell me|can you tell me|do you know|tell me|i wonder|i was wondering|i'd like to know) )*(?:if |whether )?(?:can|may|could|should|do|would|am|are|is|isn't|aren't|was|were|will|what about|how about|have)\b/;
const STATUS = new RegExp(
  `^(?:(?:hi|hello|hey|so|and|ok|okay|steward|please) )*(?:is|are|isn't|aren't|was|has|do we have|have we) .{0,200}?\\b(?:${ALLOWED}|approval|permission|clearance)\\b`,
);
const MAY_USE = new RegExp(
  `\\b(?:can|may|could|should|am|are|is it|would it be|do) (?:i|we|you|my team|our team|staff|anyone|everyone|they|${ALLOWED}|people|one|someone|interns|contractors|the team)\\b`,
);
const WOULD_LIKE = /\b(?:would|i'd|we'd) like (?!to\b)\w/;
const DECLARES =
  /\b(?:(?:i|we|they|my team|our team|the team|now|also|really|just) (?:(?:also|now|really|just|then|actually|still|would|would also|'d also|might|may|additionally) )*(?:want|wants|like|plan|plans|need|needs|wish|intend) to|i'd (?:(?:also|really|now) )*(?:like|love) to|we'd (?:(?:also|really|now) )*(?:like|love) to|(?:i|we) would (?:(?:also|really|now) )*(?:like|love) to|planning to|going to|thinking (?:of|about)|let me|let us|help me|want to start|like to start) (?:start |please |also )*(?:use|using|try|trying|declare|register|introduce|adopt|report|buy|pilot|test|sign up)\b|\b(?:i|we|they|(?:my|our|the) (?!customer|client|supplier|vendor|competitor)[a-z]+(?: team| department)?) (?:have |basically |already |just |now |currently |also |all |recently )*(?:use|uses|using|started|began|begun|been using|introduced|adopted|bought)\b|\b(?:we're|i'm|we are|i am) (?:already |now |currently |just )?(?:using|trying|testing|piloting)\b|^(?:please )?(?:declare|register|report|i declare|new ai use|new tool)\b/;

/** Reads such a message without asking anything; a product that is not named stays undefined. */
export function readUseQuestion(text: string, context: UseQuestionContext): UseQuestion {
  const reading = read(text);
  const words = wordsOf(reading, 0, 79);
  const candidates: Candidate[] = [];
  const ambiguous: Ambiguity[] = [];
  const attention = attentionTo({ ...context, asked: undefined, known: {} }, context.products);
  for (const question of questionsOf(context.questionnaire)) {
    const finding = find(question, reading, attention);
    if (finding === undefined || !text.includes(finding.quote)) continue;
    if (finding.kind === 'unclear')
      ambiguous.push({ questionId: question.id, options: finding.options, quote: finding.quote });
    else candidates.push({ questionId: question.id, value: finding.value, quote: finding.quote, corrects: false });
  }
  const marked = /\?/.test(text);
  const asksPermission = asks(words, marked);
  const product =
    productIn(candidates, context) ?? (ambiguous.some(isSystem(context)) ? undefined : bareProduct(reading, context));
  const purposeId = questionNamed('purpose', context.questionnaire)?.id;
  const purpose = candidates.find((candidate) => candidate.questionId === purposeId);
  const declares =
    !asksPermission &&
    !(marked && MAY_I.test(words)) &&
    (DECLARES.test(words) || (product !== undefined && WOULD_LIKE.test(words)));
  return {
    ...(product ? { product } : {}),
    ...(purpose ? { purpose } : {}),
    candidates,
    ambiguous,
    asksPermission,
    declares,
  };
}

function asks(words: string, marked: boolean): boolean {
  if (STATUS.test(words)) return true;
  if (MAY_I.test(words) && MAY_USE.test(words))
    return USING.test(words) || new RegExp(`\\b(?:${ALLOWED})\\b`).test(words);
  if (/^(?:what|how) about\b/.test(words)) return USING.test(words) && marked;
  return marked && new RegExp(`\\b(?:${ALLOWED})$`).test(words);
}

const isSystem =
  (context: UseQuestionContext) =>
  ({ questionId }: { readonly questionId: string }): boolean =>
    questionsOf(context.questionnaire).some((question) => question.id === questionId && question.kind === 'ai-system');

function productIn(candidates: readonly Candidate[], context: UseQuestionContext): UseQuestion['product'] {
  const found = candidates.find(isSystem(context));
  if (found === undefined || typeof found.value !== 'string') return undefined;
  return named(found.value, found.quote, context);
}

function named(name: string, quote: string, context: UseQuestionContext): NonNullable<UseQuestion['product']> {
  const listed = isListed(name, context);
  return { name, quote, listed, misspelt: listed && !isListed(quote, context) };
}

function isListed(name: string, { registered, products }: UseQuestionContext): boolean {
  return [registered, products].some((list) => catalogueOf(list).byName.has(nameKey(name)));
}

const NO_NAME =
  /^(?:a|an|the|my|our|this|that|it|them|these|those|ai|any|some|customer|client|personal|your|their|one|what|company|data|i|we|and|or|to)$/;

/** "can i use foobar for notes", "is foobar approved": a name in small letters where only a name can stand. */
function bareProduct(reading: Reading, context: UseQuestionContext): UseQuestion['product'] {
  const words = reading.tokens.map((token) => token.word);
  const verb = words.findIndex((word) => /^(?:use|using|try|declare|register|into|adopt|install)$/.test(word));
  const from = verb >= 0 ? verb + 1 : /^(?:is|are)$/.test(words[0] ?? '') ? 1 : -1;
  if (from < 1) return undefined;
  const ends = new RegExp(`^(?:for|to|with|in|on|at|as|and|or|by|when|here|${ALLOWED})$`);
  let to = from;
  while (
    to < words.length &&
    to - from < 4 &&
    !ends.test(words[to] ?? '') &&
    (to === from || reading.tokens[to]?.before === 'none')
  )
    to += 1;
  if (to === from || to - from > 3 || NO_NAME.test(words[from] ?? '')) return undefined;
  const quote = quoteSpan(reading, { from, to: to - 1 });
  const lists = [context.registered, context.products].map(
    (list) => catalogueOf(list).byName.get(nameKey(quote)) ?? [],
  );
  const meant = lists.find((found) => found.length > 0) ?? [];
  const [first] = meant;
  return meant.length > 1 ? undefined : named(first?.product.name ?? quote, quote, context);
}

import { type Reading, type Span, sentenceEnd, wordsOf } from './reading.ts';

type Polarity = 'yes' | 'no' | 'partly' | 'not-applicable' | 'unknown';

interface PolarityMatch extends Span {
  readonly polarity: Polarity;
  /** The words are nothing but this answer. */
  readonly bare: boolean;
}

const UNKNOWN =
  /^(?:(?:sorry|well|hm+|honestly|hmm|er|uh|um) )*(?:i |we )?(?:really |just |honestly )?(?:don't know|dont know|do not know|dunno|idk|not sure|unsure|am not sure|'?m not sure|i'm not sure|no idea|no clue|have no idea|have no clue|haven't a clue|haven't got a clue|can't say|cannot say|couldn't say|couldn't tell you|can't tell|i'm unsure|unknown|beats me|hard to say|we're not sure|don't have a clue|don't remember)\b/;
const NOT_APPLICABLE =
  /^(?:not applicable|n a|na|does not apply|doesn't apply|this does not apply|that does not apply|it doesn't apply)$/;
const PARTLY =
  /^(?:yes and no|no and yes|both|it depends|that depends|depends|partly|partially|in part|sometimes|occasionally|maybe|perhaps|possibly|might be|it might|could be|not always|not necessarily|not entirely|not completely|not quite|sort of|kind of|more or less|to some extent|in some cases|some of them|so so|hard to tell|rarely|hardly ever|a bit|a little|somewhat|mostly|usually|for the most part)\b/;
const YES =
  /^(?:well )?(?:yes|yep|yeah|yup|ya|aye|y|sure|of course|definitely|absolutely|certainly|indeed|correct|exactly|right|true|affirmative|ok|okay|that's right|that is right|that's correct|that is correct|i think so|i believe so|i guess so|i suppose so|probably|most likely|likely|(?:it|they|we|that|there|he|she) (?:is|are|does|do|did|will|has|have|can|would)|i do|i am|always|by all means|totally|for sure)(?= |$)/;
const NO =
  /^(?:well )?(?:nope|nah|never|not really|not at all|absolutely not|definitely not|certainly not|of course not|probably not|not yet|no way|negative|false|incorrect|by no means|not that i know of|not to my knowledge|i think not|i guess not|i hope not|i don't think so|i do not think so|i don't believe so|(?:i'm |i am )?afraid not|unfortunately not|sadly not|luckily not|nobody|no one|none|nothing|n|(?:it|they|we|that|there|this|he|she) (?:isn't|aren't|doesn't|don't|didn't|won't|hasn't|haven't|can't|wouldn't|cannot|never|is not|are not|does not|do not|did not|will not|has not|have not|would not|is no|are no|is never|are never))(?= |$)/;
/** A "no" is an answer when nothing, a comma or a new clause follows; "no human looks at it" is a statement. */
const AFTER_NO = new Set(
  "we it it's its that that's they they're there i i'm not never he she this these all because absolutely definitely".split(
    ' ',
  ),
);

const THUMBS: readonly (readonly [RegExp, Polarity])[] = [
  [/👍[\u{1F3FB}-\u{1F3FF}]?|👌[\u{1F3FB}-\u{1F3FF}]?|✅|✔️?|:\+1:|:thumbsup:/u, 'yes'],
  [/👎[\u{1F3FB}-\u{1F3FF}]?|❌|:-1:|:thumbsdown:/u, 'no'],
];

/** A sign such as 👍 that is the whole message. */
export function polarityOfSign(text: string): { readonly polarity: Polarity; readonly quote: string } | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 24) return undefined;
  for (const [sign, polarity] of THUMBS) {
    const quote = sign.exec(trimmed)?.[0];
    if (quote !== undefined && !/[\p{L}\p{N}]/u.test(trimmed.replace(quote, ''))) return { polarity, quote };
  }
  return undefined;
}

/** What the message says to a yes-no question, by its beginning; undefined when it says neither. */
export function polarityOf(reading: Reading): PolarityMatch | undefined {
  const first = reading.tokens[0];
  if (first === undefined) return undefined;
  const end = sentenceEnd(reading, 0);
  const words = wordsOf(reading, 0, Math.min(end, 11));
  const bare = end === reading.tokens.length - 1 && end < 5;
  const all = { from: 0, to: end };
  if (UNKNOWN.test(words)) return { ...all, polarity: 'unknown', bare };
  if (NOT_APPLICABLE.test(words)) return { ...all, polarity: 'not-applicable', bare };
  if (PARTLY.test(words)) return { ...all, polarity: 'partly', bare };
  const says = saysNo(reading, words)
    ? 'no'
    : NO.test(words)
      ? 'no'
      : YES.test(words) && !deniesLater(words)
        ? 'yes'
        : undefined;
  if (says === undefined) return undefined;
  return contradicted(reading, says)
    ? { ...all, to: reading.tokens.length - 1, polarity: 'partly', bare }
    : { ...all, polarity: says, bare };
}

const deniesLater = (words: string): boolean =>
  /^(?:it|they|we|that|there|he|she|i) \w{1,6} (?:not|never|no)\b/.test(words);

function saysNo(reading: Reading, words: string): boolean {
  const at = words.startsWith('well no') ? 1 : 0;
  if (reading.tokens[at]?.word !== 'no') return false;
  const next = reading.tokens[at + 1];
  return next === undefined || next.before !== 'none' || AFTER_NO.has(next.word);
}

/** "Yes... well, no": the other answer follows within a few words. */
function contradicted(reading: Reading, says: 'yes' | 'no'): boolean {
  const other = says === 'yes' ? /^(?:no|nope|not really)$/ : /^(?:yes|yep|yeah)$/;
  return reading.tokens.slice(1, 6).some((token, index) => {
    const next = reading.tokens[index + 2];
    return other.test(token.word) && (next === undefined || next.before !== 'none');
  });
}

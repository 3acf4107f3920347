import { type Reading, sentenceEnd } from './reading.ts';

const ASKING = /^(?:what|which|who|whom|whose|when|where|how|why)$/;
const ASKED_THING =
  /^(?:counts|happens|kind|kinds|type|types|sort|else|about|if|rules|clause|clauses|law|laws|controls?|does|data|tools?)$/;
const AUXILIARY =
  /^(?:can|could|may|might|is|are|was|were|does|do|did|should|shall|will|would|am|has|have|must|isn't|aren't|doesn't|don't|can't)$/;
const SUBJECT =
  /^(?:i|we|you|it|he|she|they|this|that|these|those|there|the|my|our|your|anyone|anybody|someone|somebody|staff|people|a|an|any|all)$/;
const TELL_ME =
  /^(?:tell me|explain|i wonder|i was wondering|i'd like to know|i would like to know|i want to know|do you know|could you tell|can you tell|can you explain|could you explain|please explain|please tell me|quick question|i have a question|any idea what|remind me what)\b/;
/** "Could you put down X as the vendor?" asks for a deed of the interview, not for an answer. */
const REQUEST =
  /^(?:can|could|would|will) you (?:please )?(?:put|set|change|make|use|write|note|record|mark|enter|correct|update|add|remove)\b/;
const LEADING = new Set(
  'hi hello hey ok okay so and but well also please sorry wait steward one quick question actually hm hmm oh ah um'.split(
    ' ',
  ),
);

/** Whether the sentence from one token to another asks something instead of telling it. */
export function asksSomething(reading: Reading, from: number, to: number): boolean {
  let start = from;
  while (start < to && LEADING.has(reading.tokens[start]?.word ?? '')) start += 1;
  const words = reading.tokens.slice(start, start + 6).map((token) => token.word);
  const sentence = words.join(' ');
  const marked = endsInQuestionMark(reading, to);
  if (REQUEST.test(sentence)) return false;
  if (TELL_ME.test(sentence)) return true;
  const [first = '', second = ''] = words;
  if (ASKING.test(first))
    return (
      marked || first === 'who' || AUXILIARY.test(second) || (/^wh(?:at|ich)$/.test(first) && ASKED_THING.test(second))
    );
  if (!AUXILIARY.test(first)) return false;
  return marked || (SUBJECT.test(second) && first !== 'may' && words.length > 2);
}

function endsInQuestionMark(reading: Reading, to: number): boolean {
  const end = reading.tokens[to]?.end ?? 0;
  return reading.text.slice(end, reading.tokens[to + 1]?.start ?? end + 10).includes('?');
}

/** The reading without some of its sentences. */
export function withoutSentences(reading: Reading, drop: (from: number, to: number) => boolean): Reading {
  const kept: number[] = [];
  for (let from = 0; from < reading.tokens.length; ) {
    const to = sentenceEnd(reading, from);
    if (!drop(from, to)) for (let at = from; at <= to; at += 1) kept.push(at);
    from = to + 1;
  }
  return kept.length === reading.tokens.length ? reading : picked(reading, kept);
}

/** The reading of the words from one place to another only. */
export function part(reading: Reading, from: number, to: number): Reading {
  const kept: number[] = [];
  for (let at = Math.max(0, from); at <= Math.min(to, reading.tokens.length - 1); at += 1) kept.push(at);
  return picked(reading, kept);
}

function picked(reading: Reading, kept: readonly number[]): Reading {
  return {
    text: reading.text,
    tokens: kept.flatMap((at) => reading.tokens[at] ?? []),
    negated: kept.map((at) => reading.negated[at] === true),
    considered: kept.map((at) => reading.considered[at] === true),
  };
}

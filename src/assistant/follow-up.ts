import { stemsOf, wordsOf } from '../knowledge/words.ts';

/** After this long a question stands for itself. */
export const FOLLOWED_UP_WITHIN_MS = 30 * 60_000;

const MOST_WORDS = 12;
const MOST_STEMS = 3;
/** What a thread is about is kept no longer than this. */
const REMEMBERED_CHARACTERS = 400;

/** "And how often?", "what about suppliers?": says that it goes on. */
const GOES_ON =
  /^\s*(?:and|or|but|also|so|then|ok(?:ay)?,? (?:and|but|so)|what about|how about|what if|and what about|same for|even|only|really|since when|until when|by whom|for whom|such as|like what|for example|in which case|an? example|any examples?|tell me more|more|go on|explain(?: that| this| it)?|why(?: not| so| is that)?|who|when|where|how(?: often| long| many| much| so| soon)?|which(?: one| ones)?|according to (?:what|which|whom))\b/i;
/** "Who does that?": a word that stands for what was said before. */
const POINTS_BACK = /\b(?:it|its|that|this|those|these|them|they|their|former|latter)\b/i;
/** "What about the EU AI Act?" begins something that says itself what it is about. */
const NEW_SUBJECT = /^\s*(?:and |but |so |ok(?:ay)?,? )*(?:what|how) about\b/i;

/**
 * Whether a message can only be understood by what was asked before it. A question of its own that only begins with
 * "who" or "and" has words of its own as well.
 */
export function isFollowUp(text: string): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  const own = new Set(stemsOf(text)).size;
  if (NEW_SUBJECT.test(text)) return own <= MOST_STEMS;
  if (/^\s*(?:and|but|also|so|or|then)\b/i.test(text)) return own <= MOST_STEMS;
  if (POINTS_BACK.test(text) && own <= 1) return true;
  return GOES_ON.test(text) && (own === 0 || (own === 1 && words.length <= 3));
}

/** What the thread is about after this message. */
export function threadAfter(text: string, earlier: string | undefined): string {
  return (earlier === undefined ? text : `${text} ${earlier}`).slice(0, REMEMBERED_CHARACTERS);
}

import { stem } from './stem.ts';

/** A word of the text with its place there, so that every quote is cut from the original characters. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** The word as it was written. */
  readonly raw: string;
  /** Small letters, straight apostrophes, no possessive, no accents. */
  readonly word: string;
  readonly stem: string;
  /** What parts it from the word before. */
  readonly before: Gap;
  readonly kind: 'word' | 'email' | 'link' | 'handle';
}

/** `joint` is a hyphen, dot or slash inside a word; `stop` ends a sentence. */
type Gap = 'none' | 'joint' | 'comma' | 'break' | 'stop';

// Alternatives are tried left to right at each place and none can run over another's separator: linear in the text.
const PIECE =
  /(?:https?:\/\/|www\.)[^\s<>"'|]{1,2000}|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}|@[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’ʼ][\p{L}]+)*/gu;
// An address has to begin at a word, else each letter of a long word would be tried as its beginning.
const MIDDLE_OF_WORD = /[\p{L}\p{N}\p{M}]/u;

/** Longer texts are read up to here; the rest is kept by the caller but proposes nothing. */
export const READ_CHARACTERS = 20_000;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.slice(0, READ_CHARACTERS).matchAll(PIECE)) {
    const raw = trimmed(match[0]);
    const kind = kindOf(raw, text, match.index);
    const word = kind === 'word' ? plain(raw) : raw.toLowerCase();
    const end = match.index + raw.length;
    const before = tokens.length === 0 ? 'stop' : gapOf(text.slice(last, match.index), raw);
    tokens.push({ start: match.index, end, raw, word, stem: kind === 'word' ? stem(word) : word, before, kind });
    last = end;
  }
  return joinEmailWord(tokens);
}

function trimmed(piece: string): string {
  return /^(?:https?:|www\.|@)|@/.test(piece) ? piece.replace(/[.,;:!?)\]}…]{1,20}$/, '') : piece;
}

function kindOf(raw: string, text: string, at: number): Token['kind'] {
  if (/^(?:https?:\/\/|www\.)/.test(raw)) return 'link';
  const glued = at > 0 && MIDDLE_OF_WORD.test(text.charAt(at - 1));
  if (raw.startsWith('@')) return glued ? 'word' : 'handle';
  return raw.includes('@') ? 'email' : 'word';
}

const CONTRACTED = /^(?:it|that|let|what|who|where|how|here|there|he|she|why|when)'s$/;

/** Folds what does not matter for meaning: case, accents, curly apostrophes, the possessive. */
export function plain(raw: string): string {
  const folded = raw.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’ʼ]/g, "'");
  return (CONTRACTED.test(folded) ? folded : folded.replace(/'s$/, '')).replace(/^@/, '');
}

function gapOf(between: string, raw: string): Gap {
  if (between === '' || /^['"“”‘’«»*_`]$/.test(between)) return 'none';
  if (/^[-‐‑./&+'’]$/.test(between)) return 'joint';
  if (/[?!\n\r…]|\.\.|\.\s|\.["”)]/.test(between)) return abbreviates(between, raw) ? 'none' : 'stop';
  if (/[;:]|\s[-–—]|[–—]\s|—|[()[\]|]/.test(between)) return 'break';
  if (between.includes(',')) return 'comma';
  return 'none';
}

/** "Otter Inc. uses": a small letter after one full stop does not begin a sentence. */
function abbreviates(between: string, next: string): boolean {
  return between === '. ' && /^\p{Ll}/u.test(next) && next.length > 1;
}

/** "e-mail" is one word, as "email" is. */
function joinEmailWord(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (token === undefined) continue;
    if (token.word === 'e' && next !== undefined && next.before === 'joint' && next.word.startsWith('mail')) {
      const word = `e${next.word}`;
      joined.push({ ...token, end: next.end, raw: `${token.raw}-${next.raw}`, word, stem: stem(word) });
      index += 1;
    } else joined.push(token);
  }
  return joined;
}

/** The words of the text from one token to another, verbatim. */
export function quoteOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to];
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
}

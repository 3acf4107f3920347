import { accept, type Outcome, refuse } from '../kernel/outcome.ts';

/** A message longer than this is a document, not a message. */
export const MAX_MESSAGE_CHARACTERS = 20_000;

/**
 * Text that every part of Steward can store and show: well-formed Unicode without NUL, which PostgreSQL's text
 * cannot hold. Lone surrogates become U+FFFD, NUL characters are dropped.
 */
export function readableText(text: string): Outcome<string, 'tooLong'> {
  if (text.length > MAX_MESSAGE_CHARACTERS) {
    return refuse(
      'tooLong',
      `That message has ${text.length.toLocaleString('en')} characters; I read up to ${MAX_MESSAGE_CHARACTERS.toLocaleString('en')}. Please send the part that matters.`,
    );
  }
  return accept(cleanText(text));
}

/** The same without a limit. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

const MAX_NAME_CHARACTERS = 100;

/** A name or title as a platform's directory tells it: one line without unseen characters, empty where it tells none. */
export function plainLine(text: string | null | undefined): string {
  const spaced = (text ?? '').toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  return [...spaced.trim()].slice(0, MAX_NAME_CHARACTERS).join('').trim();
}

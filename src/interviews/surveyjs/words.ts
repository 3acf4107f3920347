import { z } from 'zod';
import { plainText } from './plain-text.ts';

/** A string of SurveyJS: plain, or one per language, of which `default` is the survey's own. */
const Localised = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** Words in the questionnaire's own language, and in others. */
export interface Words {
  readonly own: string;
  readonly others: Readonly<Record<string, string>>;
}

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** `undefined` where nothing is said in the survey's own language. */
export function wordsOf(localised: unknown, ownLanguage: string): Words | undefined {
  const read = Localised.safeParse(localised);
  if (!read.success) return undefined;
  const texts = Object.entries(typeof read.data === 'string' ? { default: read.data } : read.data).flatMap(
    ([language, text]): [string, string][] => {
      const plain = typeof text === 'string' ? plainText(text) : '';
      return plain === '' ? [] : [[language, plain]];
    },
  );
  const byLanguage = new Map(texts);
  const own = byLanguage.get('default') ?? byLanguage.get(ownLanguage);
  if (own === undefined) return undefined;
  const others = texts.filter(([language]) => language !== ownLanguage && LANGUAGE.test(language));
  return { own, others: Object.fromEntries(others.filter(([language]) => language !== 'default')) };
}

/** Puts words together from several, in each language that any of them has. */
export function combined<Part extends Words | undefined>(
  parts: readonly Part[],
  combine: (texts: readonly string[], language: string) => string,
  ownLanguage: string,
): Words | undefined {
  const said = parts.filter((part) => part !== undefined);
  if (said.length === 0) return undefined;
  const languages = new Set(said.flatMap(({ others }) => Object.keys(others)));
  const inLanguage = (language: string) => said.map(({ own, others }) => others[language] ?? own);
  return {
    own: combine(
      said.map(({ own }) => own),
      ownLanguage,
    ),
    others: Object.fromEntries([...languages].map((language) => [language, combine(inLanguage(language), language)])),
  };
}

/** The strings of one thing by language, as a questionnaire has them. */
export function stringsOf<Name extends string>(
  words: Readonly<Partial<Record<Name, Words | undefined>>>,
): Readonly<Record<string, Readonly<Record<string, string>>>> | undefined {
  const strings: Record<string, Record<string, string>> = {};
  for (const [name, said] of Object.entries<Words | undefined>(words)) {
    for (const [language, text] of Object.entries(said?.others ?? {})) {
      strings[language] = { ...strings[language], [name]: text };
    }
  }
  return Object.keys(strings).length > 0 ? strings : undefined;
}

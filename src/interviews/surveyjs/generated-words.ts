import type { Words } from './words.ts';

/** What a questionnaire needs and a survey does not have, in the languages that we write. */
interface Phrases {
  readonly notice: string;
  why(survey: string, section: string): string;
  describe(question: string): string;
  readonly other: string;
  readonly none: string;
  readonly refused: string;
  readonly dontknow: string;
  readonly yes: string;
  readonly no: string;
}

const ENGLISH: Phrases = {
  notice:
    'I am Steward, a piece of software, not a person. What you answer here is kept with your name, and those who decide ' +
    'on it read it. You can correct, pause or cancel at any time.',
  why: (survey, section) => `“${survey}” asks this in its part “${section}”.`,
  describe: (question) => `Please describe: ${question}`,
  other: 'Other',
  none: 'None',
  refused: 'Prefer not to answer',
  dontknow: 'Don’t know',
  yes: 'Yes',
  no: 'No',
};

const FRENCH: Phrases = {
  notice:
    'Je suis Steward, un logiciel et non une personne. Vos réponses sont conservées avec votre nom et lues par les ' +
    'personnes qui décident. Vous pouvez les corriger, faire une pause ou annuler à tout moment.',
  why: (survey, section) => `« ${survey} » pose cette question dans sa partie « ${section} ».`,
  describe: (question) => `Veuillez préciser : ${question}`,
  other: 'Autre',
  none: 'Aucun',
  refused: 'Je préfère ne pas répondre',
  dontknow: 'Je ne sais pas',
  yes: 'Oui',
  no: 'Non',
};

const PHRASES: ReadonlyMap<string, Phrases> = new Map([
  ['en', ENGLISH],
  ['fr', FRENCH],
]);

/** In a language that we do not write it is said in English. */
export function phrasesIn(language: string): Phrases {
  return PHRASES.get(language.split('-')[0] ?? '') ?? ENGLISH;
}

/** A phrase in the survey's own language, and in those of its other languages that we write. */
export function generated(
  ownLanguage: string,
  languages: readonly string[],
  phrase: (phrases: Phrases, language: string) => string,
): Words {
  const written = languages.filter((language) => language !== ownLanguage && PHRASES.has(language.split('-')[0] ?? ''));
  return {
    own: phrase(phrasesIn(ownLanguage), ownLanguage),
    others: Object.fromEntries(written.map((language) => [language, phrase(phrasesIn(language), language)])),
  };
}

/** What words say in one language; in another one than theirs, what they say themselves. */
export function said(words: Words, language: string): string {
  return words.others[language] ?? words.own;
}

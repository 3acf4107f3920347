/** Porter's stemmer (1980), as in the author's reference: tartarus.org/martin/PorterStemmer. Expects lower case. */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = word.startsWith('y') ? `Y${word.slice(1)}` : word;
  stemmed = plurals(stemmed);
  stemmed = pastAndProgressive(stemmed);
  stemmed = /^(.*[aeiouy].*)y$/.test(stemmed) ? `${stemmed.slice(0, -1)}i` : stemmed;
  stemmed = replaceEnding(stemmed, STEP_2);
  stemmed = replaceEnding(stemmed, STEP_3);
  stemmed = removeEnding(stemmed);
  return tidy(stemmed).toLowerCase();
}

const CONSONANT = '[^aeiou]';
const VOWEL = '[aeiouy]';
const CONSONANTS = `${CONSONANT}[^aeiouy]*`;
const VOWELS = `${VOWEL}[aeiou]*`;
const MEASURE_OVER_0 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}`);
const MEASURE_IS_1 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}(${VOWELS})?$`);
const MEASURE_OVER_1 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}${VOWELS}${CONSONANTS}`);
const HAS_VOWEL = new RegExp(`^(${CONSONANTS})?${VOWEL}`);
const SHORT_SYLLABLE = new RegExp(`^${CONSONANTS}${VOWEL}[^aeiouwxy]$`);

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
];

const STEP_3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

const STEP_4 = /^(.+?)(ement|ment|able|ible|ance|ence|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou|(?<=[st])ion)$/;

function plurals(word: string): string {
  if (/(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function pastAndProgressive(word: string): string {
  if (word.endsWith('eed')) return MEASURE_OVER_0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const base = /^(.+)(?:ed|ing)$/.exec(word)?.[1];
  if (base === undefined || !HAS_VOWEL.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return SHORT_SYLLABLE.test(base) ? `${base}e` : base;
}

function replaceEnding(word: string, table: readonly (readonly [string, string])[]): string {
  const found = table.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const base = word.slice(0, -found[0].length);
  return MEASURE_OVER_0.test(base) ? base + found[1] : word;
}

function removeEnding(word: string): string {
  const base = STEP_4.exec(word)?.[1];
  return base !== undefined && MEASURE_OVER_1.test(base) ? base : word;
}

function tidy(word: string): string {
  let tidied = word;
  if (tidied.endsWith('e')) {
    const base = tidied.slice(0, -1);
    if (MEASURE_OVER_1.test(base) || (MEASURE_IS_1.test(base) && !SHORT_SYLLABLE.test(base))) tidied = base;
  }
  return tidied.endsWith('ll') && MEASURE_OVER_1.test(tidied) ? tidied.slice(0, -1) : tidied;
}

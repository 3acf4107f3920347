// Porter's algorithm (https://tartarus.org/martin/PorterStemmer/def.txt), words of small letters only.

const VOWEL_SOUND = /^[^aeiou]*[aeiouy]/;

/** The number of vowel-consonant turns, Porter's m. */
function measure(stem: string): number {
  let turns = 0;
  let previousIsVowel = false;
  for (let index = 0; index < stem.length; index += 1) {
    const vowel = isVowel(stem, index, previousIsVowel);
    if (previousIsVowel && !vowel) turns += 1;
    previousIsVowel = vowel;
  }
  return turns;
}

function isVowel(word: string, index: number, previousIsVowel: boolean): boolean {
  const letter = word.charAt(index);
  return 'aeiou'.includes(letter) || (letter === 'y' && index > 0 && !previousIsVowel);
}

const hasVowel = (stem: string): boolean => /[aeiou]/.test(stem) || VOWEL_SOUND.test(stem.slice(1));
const endsInDouble = (word: string): boolean => /([^aeiou])\1$/.test(word);
const endsInShort = (word: string): boolean => /^[^aeiou]*[aeiouy][^aeiouwxy]$|[^aeiou][aeiouy][^aeiouwxy]$/.test(word);

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
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
const STEP_4 = /(ement|ment|ance|ence|able|ible|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;

function replaceSuffix(word: string, table: readonly (readonly [string, string])[]): string {
  for (const [suffix, replacement] of table) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    return measure(stem) > 0 ? stem + replacement : word;
  }
  return word;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function withoutPastOrGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  const stem = word.slice(0, word.length - suffix);
  if (suffix === 0 || !hasVowel(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInDouble(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsInShort(stem) ? `${stem}e` : stem;
}

function withoutLongSuffix(word: string): string {
  if (/[st]ion$/.test(word)) return measure(word.slice(0, -3)) > 1 ? word.slice(0, -3) : word;
  const suffix = STEP_4.exec(word)?.[0];
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  return measure(stem) > 1 ? stem : word;
}

function withoutFinal(word: string): string {
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1);
    if (measure(stem) > 1 || (measure(stem) === 1 && !endsInShort(stem))) return stem;
  }
  return word.endsWith('ll') && measure(word) > 1 ? word.slice(0, -1) : word;
}

/** British spellings meet American ones: "summarise" and "summarize" are one word here. */
const american = (word: string): string => word.replace(/is(e|ed|es|er|ing|ation|ations)$/, 'iz$1');

const remembered = new Map<string, string>();
const REMEMBERED_WORDS = 5000;

/** The stem of a word in small letters; words of other scripts come back unchanged. */
export function stem(word: string): string {
  if (word.length < 3 || word.length > 40 || !/^[a-z]+$/.test(word)) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;

  let result = withoutPastOrGerund(withoutPlural(word.length > 6 ? american(word) : word));
  if (result.endsWith('y') && hasVowel(result.slice(0, -1))) result = `${result.slice(0, -1)}i`;
  result = withoutFinal(withoutLongSuffix(replaceSuffix(replaceSuffix(result, STEP_2), STEP_3)));

  if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
  remembered.set(word, result);
  return result;
}

import { stemmer } from 'stemmer';

/** A question or passage is folded before it is compared: compatibility forms, lower case, no apostrophes. */
export function wordsOf(text: string): readonly string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’`]s\b/g, '')
    .replace(/['’`]/g, '');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words that carry meaning, as stems, in order. */
export function stemsOf(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stemmer);
}

/** Words of every question and every page: they say nothing about the subject. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all along also although am among an and another any anybody anyone anything are around as
  ask asked asks at away be because been before being below between both but by came can cannot cant come comes could
  did didnt do does doesnt doing done dont down due during each either else ever every everybody everyone everything
  exactly explain for from further gave get gets getting give given gives go goes going gone got had has have havent having
  he hello help her here hers hey hi him his how however i if im in into is isnt it its itself ive just keep know let
  lets like likely look looked looking looks lot made make makes making many may maybe me mean means might mine more most
  much must my myself need needed neither never no nobody none nor not nothing now of off often ok okay on
  once one only onto or other others our ours ourselves out over own per perhaps please put rather really regarding
  said same say saying says see seem seems seen shall she should shouldnt since so some somebody somebodys somehow someone something
  sometimes somewhere still such take taken takes taking talk tell than thank thanks that thats the their theirs them
  then there these they thing things think this those though through thus to together too toward towards two under
  until up upon us use used uses using very via want wanted wants was wasnt way we well went were what whatever whats when
  whenever where whether which while who whoever whole whom whose why will with within without wont would
  yes yet you your yours one two three four five six seven eight nine ten first second third find found supposed owe seriously extra yourself kind kinds sort sorts etc eg ie`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

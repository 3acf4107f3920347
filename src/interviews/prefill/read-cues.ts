import type { Cue } from './cue.ts';
import { CUES } from './cues.ts';
import { LIMITS, type ToldSentence, wordsBetween } from './sentences-told.ts';

/** What one sentence says, or denies, about an option of a question; without an option it answers in its own words. */
export interface Told {
  readonly questionId: string;
  readonly optionId: string;
  readonly denied: boolean;
  /** Verbatim. */
  readonly quote: string;
  readonly place: string;
  /** The number of its sentence. */
  readonly at: number;
}

/** Every option that the cues find in a sentence, said or denied. */
export function readCues(sentence: ToldSentence): readonly Told[] {
  const starts = startsOf(sentence);
  const limits = LIMITS.test(sentence.words);
  return CUES.flatMap((cue): readonly Told[] => {
    const match = cue.says.exec(sentence.words);
    if (match === null || cue.unless?.test(sentence.words) || (limits && !isInWords(cue))) return [];
    const span = spanOf(starts, match.index, match.index + match[0].length);
    const denied = cue.negative !== true && isNegated(sentence, span);
    const told = { denied, quote: wordsBetween(sentence, span), place: sentence.place, at: sentence.at };
    return cue.means.flatMap((meaning) => {
      const [questionId = '', optionId = ''] = meaning.split('=');
      if (optionId === '' && !denied)
        return [{ ...told, questionId, optionId, quote: cue.span ? told.quote : sentence.text }];
      return optionId === '' ? [] : [{ questionId, optionId, ...told }];
    });
  });
}

const isInWords = ({ means }: Cue): boolean => means.every((meaning) => !meaning.includes('='));

/** Where each word begins in the sentence's words. */
function startsOf({ reading }: ToldSentence): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const { word } of reading.tokens) {
    starts.push(at);
    at += word.length + 1;
  }
  return starts;
}

function spanOf(starts: readonly number[], start: number, end: number) {
  const from = Math.max(
    0,
    starts.findLastIndex((at) => at <= start),
  );
  return {
    from,
    to: Math.max(
      from,
      starts.findLastIndex((at) => at < end),
    ),
  };
}

function isNegated({ reading }: ToldSentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return reading.negated.slice(from, to + 1).some(Boolean);
}

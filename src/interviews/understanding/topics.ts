import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { stem } from './stem.ts';
import { tokensOf } from './tokens.ts';

/**
 * Everyday names of what questions are about: a question whose label or id has one word of a line is found by all of
 * them, so that "vendor" leads to a question labelled "Supplier".
 */
const SAME_TOPIC: readonly string[] = [
  'supplier vendor provider maker manufacturer producer',
  'owner responsible contact',
  'tool system product app application software',
  'purpose use-case goal',
  'start starting begin launch go-live',
  'country countries location locations',
  'plan account licence license subscription tier',
  'users user audience',
  'seats headcount',
  'terms conditions',
  'status stage',
  'data information',
];
const STOP = new Set(
  'the a an of in on for to your my our and or is are it with by date ai question answer new what which who'.split(' '),
);

interface Topic {
  readonly question: Question;
  readonly stems: ReadonlySet<string>;
  /** The label's own words, which weigh more than words of the same topic. */
  readonly own: ReadonlySet<string>;
}

const compiled = new WeakMap<Questionnaire, readonly Topic[]>();

const stemsOf = (text: string): readonly string[] =>
  tokensOf(text.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .filter((token) => !STOP.has(token.word))
    .map((token) => token.stem);

function topicsOf(questionnaire: Questionnaire): readonly Topic[] {
  const known = compiled.get(questionnaire);
  if (known !== undefined) return known;
  const families = SAME_TOPIC.map((line) => line.split(' ').map((word) => stem(word)));
  const topics = questionsOf(questionnaire).map((question) => {
    const own = new Set([...stemsOf(question.label), ...stemsOf(question.id)]);
    const stems = new Set(own);
    for (const family of families) if (family.some((word) => own.has(word))) for (const word of family) stems.add(word);
    return { question, stems, own };
  });
  compiled.set(questionnaire, topics);
  return topics;
}

/** The one question whose label the words name, all telling words counted; undefined when none or several fit equally. */
export function questionNamed(words: string, questionnaire: Questionnaire): Question | undefined {
  const telling = stemsOf(words);
  if (telling.length === 0 || telling.length > 5) return undefined;
  let best: { question: Question; score: number } | undefined;
  let tied = false;
  for (const topic of topicsOf(questionnaire)) {
    if (!telling.every((word) => topic.stems.has(word))) continue;
    const own = telling.filter((word) => topic.own.has(word)).length;
    const score = own * 10 - topic.own.size;
    if (best === undefined || score > best.score) {
      tied = false;
      best = { question: topic.question, score };
    } else if (score === best.score) tied = true;
  }
  return tied ? undefined : best?.question;
}

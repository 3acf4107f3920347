import type { Block, Card } from '../chat/card.ts';
import type { Answer } from './answer.ts';
import type { NotWorded, Wording } from './answer-store.ts';
import type { Band } from './gate.ts';

const HEADLINES: Readonly<Record<Band, string>> = {
  answer: 'What I found',
  unsure: 'The closest I found',
  abstain: 'I could not find that',
};

const VERBATIM = 'Taken word for word from these passages, which tell the standard in our own words.';

const OTHERWISE =
  'To declare an AI tool, say for example “I want to use DeepL to translate letters”. “What tools are approved?”, “can I use …?” and “my desk” work as well.';

const BECAUSE: Readonly<Record<NotWorded, string>> = {
  rateLimited: 'The language model has too much to do just now.',
  unavailable: 'The language model cannot be reached just now.',
  timedOut: 'The language model took too long.',
  refused: 'The language model would not word this.',
  malformed: 'What the language model answered could not be read.',
  capReached: 'Today’s allowance for the language model is used up.',
  tooLong: 'This is too long for the language model.',
  insufficient: 'The language model found no clearer answer in these passages.',
  unsupported: 'What the language model wrote did not hold against these passages, so it is left out.',
};

/** Shows an answer with the passages it rests on, which can be opened, and says whose words it has. */
export function answerCard(answer: Answer, wording: Wording = { state: 'extractive' }): Card {
  const blocks: Block[] = [];
  // The headline says the first sentence of an abstention already.
  const lead = answer.lead.replace(`${HEADLINES[answer.band]}. `, '');
  if (lead !== '') blocks.push({ kind: 'text', text: lead });
  if (answer.sentences.length > 0)
    blocks.push({ kind: 'list', items: answer.sentences.map((sentence) => marked(sentence, answer)) });
  if (answer.citations.length > 0) blocks.push({ kind: 'citations', citations: answer.citations });
  const note = noteOn(answer, wording);
  if (note !== '') blocks.push({ kind: 'text', text: note, subtle: true });
  if (answer.band === 'abstain') blocks.push({ kind: 'text', text: OTHERWISE, subtle: true });
  return { headline: HEADLINES[answer.band], ...(answer.band === 'abstain' ? { tone: 'quiet' as const } : {}), blocks };
}

/** Whose words these are. */
export function noteOn({ sentences }: Answer, wording: Wording): string {
  const verbatim = sentences.length > 0 ? [VERBATIM] : [];
  switch (wording.state) {
    case 'extractive':
      return verbatim.join(' ');
    case 'waiting':
      return [...verbatim, 'A language model is wording it now; this message then changes by itself.'].join(' ');
    case 'unworded':
      return [BECAUSE[wording.because], ...verbatim].join(' ');
    case 'worded': {
      const left = wording.dropped === 1 ? 'One sentence was' : `${wording.dropped} sentences were`;
      return [
        'Worded by a language model from these passages; each sentence was checked against the passages that it cites.',
        ...(wording.dropped > 0 ? [`${left} left out, because they do not say it.`] : []),
      ].join(' ');
    }
  }
}

function marked(sentence: Answer['sentences'][number], answer: Answer): string {
  const marks = sentence.cites.map((id) => `[${answer.citations.findIndex((citation) => citation.id === id) + 1}]`);
  return `${sentence.text} ${marks.join('')}`;
}

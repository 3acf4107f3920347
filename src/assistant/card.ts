import type { Block, Card } from '../chat/card.ts';
import type { Answer } from './answer.ts';
import type { Band } from './gate.ts';

const HEADLINES: Readonly<Record<Band, string>> = {
  answer: 'What I found',
  unsure: 'The closest I found',
  abstain: 'I could not find that',
};

const NOTE = 'Taken word for word from these passages, which tell the standard in our own words.';

const OTHERWISE =
  'To declare an AI tool, say for example “I want to use DeepL to translate letters”. “What tools are approved?”, “can I use …?” and “my desk” work as well.';

/** Shows an answer with the passages it rests on, which can be opened. */
export function answerCard(answer: Answer): Card {
  const blocks: Block[] = [];
  // The headline says the first sentence of an abstention already.
  const lead = answer.lead.replace(`${HEADLINES[answer.band]}. `, '');
  if (lead !== '') blocks.push({ kind: 'text', text: lead });
  if (answer.sentences.length > 0)
    blocks.push({ kind: 'list', items: answer.sentences.map((sentence) => marked(sentence, answer)) });
  if (answer.citations.length > 0) blocks.push({ kind: 'citations', citations: answer.citations });
  if (answer.sentences.length > 0) blocks.push({ kind: 'text', text: NOTE, subtle: true });
  if (answer.band === 'abstain') blocks.push({ kind: 'text', text: OTHERWISE, subtle: true });
  return { headline: HEADLINES[answer.band], ...(answer.band === 'abstain' ? { tone: 'quiet' as const } : {}), blocks };
}

function marked(sentence: Answer['sentences'][number], answer: Answer): string {
  const marks = sentence.cites.map((id) => `[${answer.citations.findIndex((citation) => citation.id === id) + 1}]`);
  return `${sentence.text} ${marks.join('')}`;
}

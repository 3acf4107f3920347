import { dayInWords } from '../chat/day-in-words.ts';
import type { Card, Fact } from '../chat/vocabulary.ts';
import { type Feedback, REASON_WORDS } from './feedback.ts';

/** What shows at most; the rest is counted, never dropped in silence. */
const MOST_SHOWN = 10;
const QUESTION_CHARACTERS = 200;

/** What people thought of the answers, for those who improve what they rest on. Nobody is named. */
export function listCard(all: readonly Feedback[], days: number): Card {
  const down = all.filter(({ verdict }) => verdict === 'down');
  const facts: readonly Fact[] = [
    { label: 'Helpful', value: String(all.length - down.length) },
    { label: 'Not helpful', value: String(down.length) },
  ];
  const more = down.length - MOST_SHOWN;
  return {
    headline: `Feedback on answers in ${days} days`,
    blocks: [
      { kind: 'facts', facts },
      ...(down.length > 0
        ? [
            { kind: 'heading', text: 'Not helpful' } as const,
            { kind: 'facts', facts: down.slice(0, MOST_SHOWN).map(factOf) } as const,
          ]
        : []),
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
    ],
  };
}

function factOf({ words, reason, passages, givenAt, band }: Feedback): Fact {
  const said = [
    ...(reason === undefined ? [] : [REASON_WORDS[reason]]),
    ...(words?.text === undefined ? [] : [words.text]),
  ];
  const rests = passages.length > 0 ? `rests on ${passages.join(', ')}` : 'rests on no passage';
  return {
    label: dayInWords(givenAt),
    value: said.length > 0 ? said.join(': ') : 'No reason given',
    note: `${words?.question === undefined ? '' : `“${shortened(words.question)}”; `}${band}; ${rests}`,
  };
}

function shortened(text: string): string {
  const all = [...text];
  return all.length > QUESTION_CHARACTERS ? `${all.slice(0, QUESTION_CHARACTERS).join('')} …` : text;
}

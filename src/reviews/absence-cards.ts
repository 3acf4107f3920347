import { action, type Card, type Fact, type Form } from '../chat/vocabulary.ts';
import type { Person } from '../people/people.ts';
import { type Delegation, LONGEST_DAYS } from './delegation.ts';
import { isoDay } from './review-form.ts';
import { dayInWords } from './words.ts';

type NameOf = (personId: string) => string;

/** Who decides while somebody is away, and the way to say so. */
export function absenceCard(
  coming: readonly Delegation[],
  nameOf: NameOf,
  said: { readonly until?: string; readonly colleague?: string },
): Card {
  const facts = coming.map(
    (one): Fact => ({
      label: nameOf(one.delegateId),
      value: `decides for you ${periodInWords(one)}`,
      action: action('absence.end', 'I am back', { delegation: one.id }),
    }),
  );
  return {
    headline: 'While you are away',
    blocks: [
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      {
        kind: 'text',
        text: 'A colleague can vote and advise in your place. Nobody decides on what they submitted or own, and nobody votes twice; everything they do for you carries both names.',
        subtle: true,
      },
    ],
    actions: [action('absence.plan', 'Say who decides for you', said, 'primary')],
  };
}

export function absenceForm(
  colleagues: readonly Person[],
  now: Date,
  said: { readonly until?: string; readonly colleague?: string },
): Form {
  return {
    id: 'absence.plan',
    title: 'While you are away',
    intro: `For at most ${LONGEST_DAYS} days. The colleague and the governance team are told.`,
    inputs: [
      { kind: 'date', id: 'from', label: 'From', required: true, value: isoDay(now) },
      { kind: 'date', id: 'until', label: 'Last day', required: true, ...(said.until ? { value: said.until } : {}) },
      {
        ...{ kind: 'choice', id: 'colleague', label: 'Who decides for you', required: true, compact: true },
        choices: colleagues.map(({ id, displayName, title }) => ({
          id,
          label: title ? `${displayName}, ${title}` : displayName,
        })),
        ...(said.colleague ? { value: said.colleague } : {}),
      },
    ],
    submitLabel: 'Hand over',
    context: {},
  };
}

/** What the colleague and the team are told; drawn anew when it ends. */
export function standInCard(delegation: Delegation, nameOf: NameOf, now: Date, isOwn: boolean): Card {
  const { absentId, delegateId, endedAt, until } = delegation;
  const hasEnded = endedAt !== undefined || until <= now;
  return {
    headline: `${nameOf(delegateId)} decides for ${nameOf(absentId)}`,
    tone: hasEnded ? 'quiet' : 'attention',
    blocks: [
      {
        kind: 'text',
        text: hasEnded
          ? `This ended on ${dayInWords(endedAt ?? delegation.until)}.`
          : `${nameOf(absentId)} is away ${periodInWords(delegation)}. Votes and advice in their place carry both names.`,
      },
    ],
    ...(hasEnded || !isOwn ? {} : { actions: [action('absence.end', 'I am back', { delegation: delegation.id })] }),
  };
}

export const notYours: Card = { headline: 'This absence is not yours to see', tone: 'quiet', blocks: [] };

/** “from 1 March 2027 to 5 March 2027”: the last day belongs to it. */
function periodInWords({ from, until }: Delegation): string {
  return `from ${dayInWords(from)} to ${dayInWords(new Date(until.getTime() - 1))}`;
}

import type { Role } from '../chat/event.ts';
import { action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import { isOverdue, type NextReview } from '../impact/next-review.ts';
import { nextReviewFact } from '../impact/next-review-cards.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { FacetWords } from './facet-words.ts';
import { dataInWords, endsWithin, handles, isReviewOverdue, isRisky, type OwnDataQuestion } from './own-data.ts';
import type { RegisteredUse } from './register.ts';
import { standing } from './standing.ts';
import { STATE_WORDS } from './use-card.ts';

/** Who sees more of the register than what is approved or prohibited, and why it was decided. */
const SEES_ALL: readonly Role[] = ['governance', 'auditor', 'legal', 'data-protection'];

export function seesAll(roles: readonly Role[]): boolean {
  return roles.some((role) => SEES_ALL.includes(role));
}

export interface OwnDataReader {
  readonly personId: string;
  readonly roles: readonly Role[];
}

const MOST_SHOWN = 12;
const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Answers from the register what this reader may know: staff what is approved or prohibited and their own, others all. */
export function ownDataCard(
  question: OwnDataQuestion,
  all: readonly RegisteredUse[],
  reader: OwnDataReader,
  now: Date,
  words: FacetWords,
  reviews: readonly NextReview[] = [],
): Card {
  const mine = ({ use, memberIds }: RegisteredUse) =>
    use.ownerId === reader.personId || memberIds.includes(reader.personId);
  const holds = (found: RegisteredUse) => found.use.state === 'approved' && standing(found, now, words).length === 0;
  const current = all.filter(({ use: { state } }) => state === 'approved' || state === 'unreviewed');
  const visible = seesAll(reader.roles) ? current : current.filter((found) => holds(found) || mine(found));
  const listed = (
    headline: (count: number) => string,
    found: readonly RegisteredUse[],
    note: (one: RegisteredUse) => string,
    hint?: string,
    assessments: readonly Fact[] = [],
  ): Card => ({
    headline: headline(found.length),
    tone: found.length + assessments.length === 0 ? 'quiet' : 'attention',
    blocks: [
      ...factBlocks(found, (one) => ({
        label: one.use.reference,
        value: `${one.system.name}: ${words.label('purpose', one.use.facets.purpose)}`,
        note: note(one),
        action: action('register.show', 'Open', { use: one.use.id }),
      })),
      ...(hint === undefined ? [] : [{ kind: 'text', text: hint, subtle: true } as const]),
      ...assessmentBlocks(assessments),
      { kind: 'text', text: scopeInWords(reader), subtle: true },
    ],
  });

  /** For everybody their own; for those who see the register as it is, all. */
  function assessmentFacts(isMeant: (review: NextReview) => boolean): readonly Fact[] {
    return reviews
      .filter((one) => (seesAll(reader.roles) || one.ownerId === reader.personId) && isMeant(one))
      .map((one) => nextReviewFact(one, now));
  }

  switch (question.kind) {
    case 'count':
      return countCard(all, visible, reader);
    case 'data': {
      const labels = question.categories.map((id) => words.label('data', id)).join(' or ');
      const found = visible.filter((one) => handles(one, question.categories));
      return listed(
        (count) => `${inUses(count)} with: ${labels}`,
        found,
        (one) => dataInWords(one, words),
      );
    }
    case 'highRisk':
      return listed(
        (count) => `${inUses(count)} called for more than a light review`,
        visible.filter(isRisky),
        ({ use }) => use.facets.circumstances.map((id) => words.label('circumstances', id)).join(', '),
        'The register tells which uses needed a full assessment or legal. Whether one is high-risk under the EU AI Act is decided by legal in its assessment, and not by this list.',
      );
    case 'ending': {
      const found = visible.filter((one) => endsWithin(one, question.from, question.before));
      return listed(
        (count) => `${inUses(count)} expire or are due for review ${question.said}`,
        found,
        ({ use }) => datesInWords(use),
        undefined,
        assessmentFacts(({ dueAt }) => dueAt >= question.from && dueAt < question.before),
      );
    }
    case 'overdue':
      return listed(
        (count) => `${inUses(count)} overdue for review`,
        visible.filter((one) => one.use.state === 'approved' && isReviewOverdue(one, now)),
        ({ use }) => datesInWords(use),
        undefined,
        assessmentFacts((one) => isOverdue(one, now)),
      );
    case 'prohibited':
      return listed(
        (count) => `${inUses(count)} not allowed here`,
        all.filter(({ use }) => use.state === 'prohibited'),
        (one) => dataInWords(one, words),
      );
    case 'unreviewed':
      return listed(
        (count) => `${inUses(count)} nobody has reviewed`,
        visible.filter(({ use }) => use.state === 'unreviewed'),
        ({ use }) => STATE_WORDS[use.state],
      );
    default:
      return unreachable(question);
  }
}

function assessmentBlocks(facts: readonly Fact[]): readonly Block[] {
  if (facts.length === 0) return [];
  const more = facts.length - MOST_SHOWN;
  return [
    { kind: 'heading', text: `Impact assessments (${facts.length})` },
    { kind: 'facts', facts: facts.slice(0, MOST_SHOWN) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

function countCard(all: readonly RegisteredUse[], visible: readonly RegisteredUse[], reader: OwnDataReader): Card {
  const systems = new Set(visible.map(({ system }) => system.id)).size;
  const states = seesAll(reader.roles) ? Object.entries(countBy(all.map(({ use }) => STATE_WORDS[use.state]))) : [];
  return {
    headline: `${systems === 1 ? 'One AI system' : `${systems} AI systems`} in ${visible.length === 1 ? 'one use' : `${visible.length} uses`}`,
    blocks: [
      ...(states.length > 0
        ? [{ kind: 'facts', facts: states.map(([label, count]) => ({ label, value: String(count) })) } as const]
        : []),
      { kind: 'text', text: `${scopeInWords(reader)} Ask “what tools are approved?” for the list.`, subtle: true },
    ],
  };
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function scopeInWords({ roles }: OwnDataReader): string {
  return seesAll(roles)
    ? 'From the whole register, with what nobody has reviewed yet.'
    : 'From what is approved and holds now, and from your own uses.';
}

function inUses(count: number): string {
  if (count === 0) return 'No use of AI';
  return count === 1 ? 'One use of AI' : `${count} uses of AI`;
}

function datesInWords({ validUntil, nextReviewAt }: RegisteredUse['use']): string {
  return [
    ...(validUntil ? [`approved until ${dayInWords.format(validUntil)}`] : []),
    ...(nextReviewAt ? [`next review ${dayInWords.format(nextReviewAt)}`] : []),
  ].join('; ');
}

function factBlocks(found: readonly RegisteredUse[], factOf: (one: RegisteredUse) => Fact): readonly Block[] {
  if (found.length === 0) return [];
  const more = found.length - MOST_SHOWN;
  return [
    { kind: 'facts', facts: found.slice(0, MOST_SHOWN).map(factOf) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

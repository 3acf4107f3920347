import { action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import { type DecisionWords, decisionBlocks } from '../reviews/decision-words.ts';
import type { FacetWords } from './facet-words.ts';
import type { RegisteredUse } from './register.ts';
import { standing } from './standing.ts';
import { STATE_WORDS } from './use-card.ts';

/** What shows at most in one card; the rest is counted, never dropped in silence. */
const MOST_SHOWN = 12;

/** Every approval that holds now, with what it is for; those that wait for something are listed apart. */
export function approvedUsesCard(uses: readonly RegisteredUse[], now: Date, words: FacetWords): Card {
  const approved = uses.filter(({ use }) => use.state === 'approved');
  const factOf = (found: RegisteredUse): Fact => {
    const { use, system } = found;
    const open = standing(found, now, words).map(({ words: said }) => said);
    const limits = [words.label('account', use.facets.account), words.label('users', use.facets.users)];
    return {
      label: use.reference,
      value: `${system.name}: ${words.label('purpose', use.facets.purpose)}`,
      note: (open.length > 0 ? open : limits).join('; '),
      action: action('register.show', 'Open', { use: use.id }),
    };
  };
  const holds = approved.filter((found) => standing(found, now, words).length === 0);
  const waits = approved.filter((found) => !holds.includes(found));
  if (approved.length === 0)
    return {
      headline: 'No use of AI is approved yet',
      blocks: [
        {
          kind: 'text',
          text: 'The register is empty so far. Declare the tool that you would like to use, and yours may be the first.',
        },
      ],
      actions: [action('interview.start', 'Declare an AI use')],
    };
  return {
    headline: holds.length === 1 ? 'One use of AI is approved' : `${holds.length} uses of AI are approved`,
    blocks: [
      {
        kind: 'text',
        text: 'A tool is approved for a purpose, with its data and its users. Ask “can I use … for …?” to see whether yours is covered.',
        subtle: true,
      },
      ...factBlocks(holds.map(factOf)),
      ...(waits.length > 0 ? [{ kind: 'heading', text: 'Not to be used yet, or no longer' } as const] : []),
      ...factBlocks(waits.map(factOf)),
    ],
  };
}

function factBlocks(facts: readonly Fact[]): readonly Block[] {
  if (facts.length === 0) return [];
  const more = facts.length - MOST_SHOWN;
  return [
    { kind: 'facts', facts: facts.slice(0, MOST_SHOWN) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

const NO_REASON = 'No reason was written down beside the answers themselves.';
const WITHHELD =
  'The reason is for who asked for it, who uses it and those who answer for the register. Join the use or ask the governance team.';

/** Who approved a use, when, why and on which terms. */
export function useDecisionCard(
  { use, system }: RegisteredUse,
  words: FacetWords,
  decided:
    | {
        readonly review: string;
        readonly decision: DecisionWords /** There is one, but not for this reader. */;
        readonly isWithheld: boolean;
      }
    | undefined,
): Card {
  const title = `${use.reference} · ${system.name}: ${words.label('purpose', use.facets.purpose)}`;
  if (!decided)
    return {
      headline: `${title}: no decision on record`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: 'It came into the register without a review, by an import. Nobody has decided on it here.',
        },
      ],
    };
  return {
    headline: title,
    blocks: [
      // What was decided then must not be read as what holds now.
      ...(use.state === 'approved' ? [] : [{ kind: 'text', text: `Now: ${STATE_WORDS[use.state]}.` } as const]),
      ...decisionBlocks(decided.decision),
      ...(decided.decision.reason
        ? []
        : [{ kind: 'text', text: decided.isWithheld ? WITHHELD : NO_REASON, subtle: true } as const]),
      { kind: 'text', text: `Decided in ${decided.review}.`, subtle: true },
    ],
    actions: [action('register.show', 'Open the entry', { use: use.id }, 'quiet')],
  };
}

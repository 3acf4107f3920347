import { listedUnder } from '../chat/listed-under.ts';
import { type Action, action, type Block, type Card, type Form } from '../chat/vocabulary.ts';
import type { ImpactLevel } from '../impact/levels.ts';
import { LEVEL_WORDS } from '../impact/words.ts';
import type { Person } from '../people/people.ts';
import type { FacetWords } from './facet-words.ts';
import type { RegisteredUse } from './register.ts';

const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

export const STATE_WORDS = {
  approved: 'Approved',
  unreviewed: 'Not reviewed yet',
  prohibited: 'Not allowed',
  retired: 'Retired',
  revoked: 'Approval revoked',
  superseded: 'Replaced by a newer approval',
  expired: 'Approval expired',
} as const;

/** What the reader of a card can do to the use; where several read it, whatever any of them could. */
export interface UseRights {
  readonly manage: boolean;
  readonly verify: boolean;
}

/** One use as the register has it, with what its owner and the governance team can do to it. */
export function useCard(
  { use, system, conditions, memberIds }: RegisteredUse,
  words: FacetWords,
  nameOf: (personId: string) => string | undefined,
  may: UseRights = { manage: true, verify: true },
  impact?: ImpactLevel,
): Card {
  const list = (facet: 'countries' | 'data' | 'connectors' | 'circumstances') =>
    use.facets[facet].map((id) => words.label(facet, id)).join(', ') || 'none';
  const facts = [
    { label: 'State', value: STATE_WORDS[use.state] },
    { label: 'System', value: `${system.name} (${system.reference})` },
    ...(system.supplier ? [{ label: 'Supplier', value: system.supplier.name }] : []),
    { label: 'Purpose', value: words.label('purpose', use.facets.purpose) },
    { label: 'Account', value: words.label('account', use.facets.account) },
    { label: 'Used by', value: words.label('users', use.facets.users) },
    { label: 'Countries', value: list('countries') },
    { label: 'Data', value: list('data') },
    { label: 'Owner', value: (use.ownerId && nameOf(use.ownerId)) ?? 'nobody' },
    { label: 'Joined by', value: String(memberIds.length) },
    ...(impact ? [{ label: 'Impact', value: LEVEL_WORDS[impact] }] : []),
    ...(use.validUntil ? [{ label: 'Approved until', value: dayInWords.format(use.validUntil) }] : []),
    ...(use.nextReviewAt ? [{ label: 'Next review', value: dayInWords.format(use.nextReviewAt) }] : []),
  ];
  const open = conditions.filter(({ precondition, verifiedAt }) => precondition && !verifiedAt);
  return {
    headline: `${use.reference} · ${system.name}: ${words.label('purpose', use.facets.purpose)}`,
    tone: use.state === 'approved' && open.length === 0 ? 'good' : use.state === 'approved' ? 'attention' : 'quiet',
    blocks: [{ kind: 'facts', facts }, ...conditionBlocks({ conditions })],
    actions: [
      ...(use.state === 'approved' && may.verify ? open.map(verify) : []),
      ...(use.state === 'approved' && may.manage ? ownerActions(use.id, use.version) : []),
      ...(use.state === 'approved' || use.state === 'unreviewed'
        ? [action('assessment.start', 'Assess the impact', { system: system.id }, 'quiet')]
        : []),
      action('register.system', `Open ${system.reference}`, { system: system.id }, 'quiet'),
      action('register.decision', 'Who decided, and why', { use: use.id }, 'quiet'),
    ],
  };
}

function conditionBlocks({ conditions }: Pick<RegisteredUse, 'conditions'>): readonly Block[] {
  return listedUnder(
    'Conditions',
    conditions.map(({ text, precondition, verifiedAt }) => {
      if (!precondition) return text;
      return verifiedAt
        ? `${text} (verified on ${dayInWords.format(verifiedAt)})`
        : `Before it may be used: ${text} (not verified yet)`;
    }),
  );
}

function verify({ id, text }: RegisteredUse['conditions'][number]): Action {
  const label = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return action('register.verify', `Verified: ${label}`, { condition: id }, 'primary');
}

function ownerActions(use: string, version: number): readonly Action[] {
  return [
    action('register.transfer', 'Hand to another owner', { use, version }),
    action('register.retire', 'No longer used', { use, version }, 'danger'),
  ];
}

export function transferForm({ use }: RegisteredUse, people: readonly Person[]): Form {
  return {
    id: 'register.transfer',
    title: `New owner of ${use.reference}`,
    intro: 'The new owner answers for the use and for its conditions.',
    inputs: [
      {
        kind: 'choice',
        id: 'owner',
        label: 'Owner',
        required: true,
        compact: true,
        choices: people.map(({ id, displayName }) => ({ id, label: displayName })),
      },
    ],
    submitLabel: 'Hand over',
    context: { use: use.id, version: use.version },
  };
}

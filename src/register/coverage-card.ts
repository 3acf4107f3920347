import { action } from '../chat/capability.ts';
import type { Action, Block, Card } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Asker } from './compare.ts';
import { belongsTo } from './compare.ts';
import type { Coverage, NearUse } from './coverage.ts';
import type { FacetWords } from './facet-words.ts';
import type { Condition, FacetName, FacetQuery, RegisteredUse } from './register.ts';
import { FACETS } from './register.ts';

export interface CoverageCardContext {
  readonly query: FacetQuery;
  readonly asker: Pick<Asker, 'personId'>;
  readonly words: FacetWords;
}

/** The answer to “can I use X for Y?”. Only `covered` is worded as a yes. */
export function coverageCard(coverage: Coverage, context: CoverageCardContext): Card {
  const { query } = context;
  switch (coverage.kind) {
    case 'covered':
      return coveredCard(coverage.use, coverage.conditions, context);
    case 'coveredIf':
      return coveredIfCard(coverage.use, coverage.toConfirm, context);
    case 'differs':
      return {
        headline: `${query.product}: not approved for what you describe`,
        tone: 'attention',
        blocks: [
          { kind: 'text', text: 'This is what the register has, and what differs:' },
          ...nearBlocks(coverage.nearest, context),
        ],
        actions: [declare(query, 'Declare my use')],
      };
    case 'underReview': {
      const { reference, dueAt } = coverage.declaration;
      return {
        headline: `${query.product}: under review`,
        tone: 'attention',
        blocks: [
          {
            kind: 'text',
            text: `Nothing is decided yet. ${reference} is to be decided by ${dayInWords.format(dueAt)}.`,
          },
        ],
        actions: [declare(query, 'Declare my use as well')],
      };
    }
    case 'prohibited':
      return {
        headline: `${query.product}: not allowed here`,
        tone: 'warning',
        blocks: [{ kind: 'text', text: `${titleOf(coverage.use, context)} is not allowed.` }],
        actions: [declare(query, 'Ask for a review all the same')],
      };
    case 'systemOnly':
      return {
        headline: `${query.product}: on the list, but no use of it is approved`,
        tone: 'attention',
        blocks: [
          {
            kind: 'text',
            text: `${coverage.system.reference} ${coverage.system.name} is registered. Nobody has decided yet what it may be used for.`,
          },
        ],
        actions: [declare(query, 'Declare my use')],
      };
    case 'unknown':
      return unknownCard(coverage, context);
    default:
      return unreachable(coverage);
  }
}

function coveredCard(use: RegisteredUse, conditions: readonly Condition[], context: CoverageCardContext): Card {
  const joined = belongsTo(use, context.asker);
  return {
    headline: `Yes: ${titleOf(use, context)} is approved`,
    tone: 'good',
    blocks: [
      ...conditionBlocks(conditions),
      ...validity(use),
      joined
        ? { kind: 'text', text: 'You are registered for it.', subtle: true }
        : { kind: 'text', text: 'Join it, so that it is known who uses it. By joining you confirm:' },
      limits(use, FACETS, context),
    ],
    ...(joined ? {} : { actions: [join(use), declare(context.query, 'Mine is different')] }),
  };
}

function coveredIfCard(use: RegisteredUse, toConfirm: readonly FacetName[], context: CoverageCardContext): Card {
  return {
    headline: `${titleOf(use, context)}: there is an approval, but I cannot tell yet whether it covers yours`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: 'It covers your use only if all of this is so:' },
      limits(use, toConfirm, context),
      ...conditionBlocks(use.conditions),
      ...validity(use),
    ],
    actions: [join(use), declare(context.query, 'Mine is different')],
  };
}

function unknownCard(
  { similar, alternatives }: Extract<Coverage, { kind: 'unknown' }>,
  context: CoverageCardContext,
): Card {
  const names = similar.map(({ name, reference }) => `${name} (${reference})`).join(', ');
  return {
    headline: `${context.query.product} is not in the register`,
    tone: 'attention',
    blocks: [
      ...(names ? [{ kind: 'text', text: `Did you mean ${names}?` } as const] : []),
      { kind: 'text', text: 'Nobody has asked for it yet. Declaring it takes a few minutes.' },
      ...(alternatives.length > 0 ? [{ kind: 'heading', text: 'Approved for the same purpose' } as const] : []),
      ...nearBlocks(alternatives, context),
    ],
    actions: [declare(context.query, 'Declare it')],
  };
}

function nearBlocks(nearest: readonly NearUse[], context: CoverageCardContext): readonly Block[] {
  return nearest.flatMap(({ use, differences }): Block[] => [
    { kind: 'heading', text: `${use.use.reference} ${titleOf(use, context)}` },
    { kind: 'list', items: differences.map(({ words }) => words) },
  ]);
}

/** The facets of the approval, as what the person confirms. */
function limits({ use, system }: RegisteredUse, facets: readonly FacetName[], { words }: CoverageCardContext): Block {
  const value = (facet: FacetName) => {
    if (facet === 'product') return system.name;
    const ids = [use.facets[facet]].flat();
    return ids.map((id) => words.label(facet, id)).join(', ') || 'None';
  };
  const scope =
    use.department && (use.facets.users === 'team' || use.facets.users === 'department') ? ` (${use.department})` : '';
  return {
    kind: 'facts',
    facts: facets.map((facet) => ({
      label: FACET_LABELS[facet],
      value: facet === 'users' ? `${value(facet)}${scope}` : value(facet),
    })),
  };
}

const FACET_LABELS: Readonly<Record<FacetName, string>> = {
  product: 'Tool',
  account: 'Plan and account',
  purpose: 'Purpose',
  users: 'Used by, at most',
  countries: 'Countries, at most',
  data: 'Data, at most',
  connectors: 'Connected to, at most',
  circumstances: 'Circumstances, at most',
};

function conditionBlocks(conditions: readonly Condition[]): readonly Block[] {
  return listedUnder(
    'Conditions',
    conditions.map(({ text }) => text),
  );
}

function validity({ use }: RegisteredUse): readonly Block[] {
  if (!use.validUntil) return [];
  return [
    { kind: 'text', text: `${use.reference}, approved until ${dayInWords.format(use.validUntil)}.`, subtle: true },
  ];
}

function titleOf({ use, system }: RegisteredUse, { words }: CoverageCardContext): string {
  const purpose = use.facets.purpose ? words.label('purpose', use.facets.purpose) : '';
  return purpose ? `${system.name} for “${purpose}”` : system.name;
}

function join({ use }: RegisteredUse): Action {
  return action('register.join', 'Yes, exactly this: join', { use: use.id, version: use.version }, 'primary');
}

function declare({ product, purpose }: FacetQuery, label: string): Action {
  return action('interview.start', label, purpose ? { product, purpose } : { product });
}

const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

import type { Difference } from './difference.ts';
import type { FacetWords } from './facet-words.ts';
import type { AiUse, FacetName, FacetQuery, RegisteredUse } from './register.ts';
import { standing } from './standing.ts';

/** Who asks. An empty department or country is not known. */
export interface Asker {
  readonly personId?: string;
  readonly department: string;
  readonly country: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Facets on which the question says nothing, or not enough. */
  readonly toConfirm: readonly FacetName[];
}

/** From the narrowest to the widest. */
const USERS = ['only-me', 'team', 'department', 'company', 'outside-company'];

/** Options that say nothing definite: two uses that both answered them need not be the same. */
const INDEFINITE = 'other';
const NONE = 'none';

/** How a question differs from one use of the same product. No difference and nothing to confirm means covered. */
export function compare(
  query: FacetQuery,
  registered: RegisteredUse,
  asker: Asker,
  now: Date,
  words: FacetWords,
): Comparison {
  const { use } = registered;
  const parts = [
    scalar('account', query.account, use.facets.account, words),
    scalar('purpose', query.purpose, use.facets.purpose, words),
    users(query.users, registered, asker, words),
    countries(query.countries, use, asker, words),
    ...(['data', 'connectors', 'circumstances'] as const).map((facet) =>
      list(facet, query[facet], use.facets[facet], words),
    ),
  ];
  return {
    differences: [...parts.flatMap(({ differences }) => differences), ...standing(registered, now, words)],
    toConfirm: parts.flatMap(({ toConfirm }) => toConfirm),
  };
}

const SAME: Comparison = { differences: [], toConfirm: [] };

function confirm(facet: FacetName): Comparison {
  return { differences: [], toConfirm: [facet] };
}

function differs(facet: Difference['facet'], asked: string, approved: string, words: string): Comparison {
  return { differences: [{ facet, asked, approved, words }], toConfirm: [] };
}

function scalar(
  facet: 'account' | 'purpose',
  asked: string | undefined,
  approved: string,
  words: FacetWords,
): Comparison {
  if (!asked) return approved && approved !== INDEFINITE ? confirm(facet) : unstated(facet, '');
  const label = words.label(facet, asked);
  if (!approved) return unstated(facet, label);
  const known = words.label(facet, approved);
  const start = facet === 'purpose' ? 'approved for' : 'approved with';
  if (asked !== approved) return differs(facet, label, known, `${start} “${known}”; you asked about “${label}”`);
  if (asked === INDEFINITE) {
    return differs(
      facet,
      label,
      known,
      'approved for something particular that is on no list; yours has to be described',
    );
  }
  return SAME;
}

/** An approval that does not say covers nothing. */
function unstated(facet: FacetName, asked: string): Comparison {
  return differs(facet, asked, '', `the approval does not clearly say ${UNSTATED_WORDS[facet]}`);
}

const UNSTATED_WORDS: Readonly<Record<FacetName, string>> = {
  product: 'which product',
  account: 'with which account',
  purpose: 'for which purpose',
  users: 'for whom',
  countries: 'in which countries',
  data: 'with which data',
  connectors: 'with which connections to other systems',
  circumstances: 'in which circumstances',
};

function users(asked: string | undefined, registered: RegisteredUse, asker: Asker, words: FacetWords): Comparison {
  const { use } = registered;
  const approved = use.facets.users;
  const label = asked ? words.label('users', asked) : '';
  const known = words.label('users', approved);
  if (!USERS.includes(approved)) return unstated('users', label);
  if (asked && !(USERS.indexOf(asked) >= 0 && USERS.indexOf(asked) <= USERS.indexOf(approved))) {
    return differs('users', label, known, `approved for “${known}”; you asked about “${label}”`);
  }
  const outside = outsideScope(approved, registered, asker);
  if (outside) return differs('users', label, known, outside);
  // Nobody but the asker knows whether a colleague of the same department is of the same team.
  const sure = approved !== 'team' || belongsTo(registered, asker);
  return asked && sure ? SAME : confirm('users');
}

/** Why the asker is not among those for whom it was approved. */
function outsideScope(approved: string, registered: RegisteredUse, asker: Asker): string | undefined {
  if (belongsTo(registered, asker)) return undefined;
  if (approved === 'only-me') return 'approved for one person only, and that is not you';
  if (approved !== 'team' && approved !== 'department') return undefined;
  const { department } = registered.use;
  if (department !== '' && isSameText(department, asker.department)) return undefined;
  const whose = department === '' ? 'one department' : `the department ${department}`;
  return `approved for ${approved === 'team' ? `a team of ${whose}` : whose}; you are ${asker.department ? `in ${asker.department}` : 'not known to be in it'}`;
}

/** Whether the asker owns the use or has joined it. */
export function belongsTo({ use, memberIds }: RegisteredUse, { personId }: Pick<Asker, 'personId'>): boolean {
  return personId !== undefined && (use.ownerId === personId || memberIds.includes(personId));
}

/** Whoever asks is one of the users, so where they are tells something even when the question does not. */
function countries(asked: readonly string[] | undefined, use: AiUse, asker: Asker, words: FacetWords): Comparison {
  const stated = asked && asked.length > 0 ? asked : undefined;
  const comparison = list(
    'countries',
    stated ?? (asker.country ? [asker.country] : undefined),
    use.facets.countries,
    words,
  );
  return stated || comparison.differences.length > 0 ? comparison : confirm('countries');
}

function list(
  facet: 'countries' | 'data' | 'connectors' | 'circumstances',
  asked: readonly string[] | undefined,
  approved: readonly string[],
  words: FacetWords,
): Comparison {
  const stated = asked && asked.length > 0 ? asked : undefined;
  if (approved.length === 0) return unstated(facet, (stated ?? []).map((id) => words.label(facet, id)).join(', '));
  if (!stated) return confirm(facet);
  const more = stated.filter((id) => id !== NONE && (id === INDEFINITE || !approved.includes(id)));
  if (more.length === 0) return SAME;
  const inWords = (ids: readonly string[]) => ids.map((id) => words.label(facet, id)).join(', ');
  const known = approved.filter((id) => id !== NONE);
  const extra = inWords(more);
  return differs(facet, extra, inWords(known), `${limits(facet, inWords(known))}; you asked about “${extra}”`);
}

function limits(facet: 'countries' | 'data' | 'connectors' | 'circumstances', known: string): string {
  switch (facet) {
    case 'countries':
      return `approved in ${known}`;
    case 'data':
      return known ? `approved for “${known}” only` : 'approved without any company or personal information';
    case 'connectors':
      return known ? `approved with a connection to “${known}” only` : 'approved without a connection to other systems';
    default:
      return known ? `approved where only this applies: “${known}”` : 'approved where no special circumstance applies';
  }
}

function isSameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

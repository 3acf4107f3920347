/** What a column of an imported sheet can hold. */
export type Column = keyof typeof HEADINGS;

/** Usual headings, compared without case, spaces and punctuation; the first that fits counts. */
const HEADINGS = {
  name: [
    'system',
    'ai system',
    'system name',
    'ai system name',
    'tool',
    'ai tool',
    'tool name',
    'product',
    'product name',
    'application',
    'app',
    'software',
    'solution',
    'name',
    'model',
  ],
  supplier: ['supplier', 'vendor', 'provider', 'manufacturer', 'publisher', 'supplier name', 'vendor name', 'company'],
  owner: [
    'owner',
    'system owner',
    'business owner',
    'responsible',
    'responsible person',
    'contact',
    'accountable',
    'use owner',
  ],
  department: ['department', 'team', 'business unit', 'unit', 'function', 'area'],
  purpose: [
    'purpose',
    'use case',
    'use',
    'usage',
    'intended use',
    'intended purpose',
    'description',
    'used for',
    'business purpose',
  ],
  status: ['status', 'state', 'approval', 'approval status', 'approved'],
  account: ['account', 'plan', 'account type', 'licence', 'license', 'subscription', 'plan and account'],
  users: ['users', 'used by', 'user group', 'who uses it', 'audience'],
  countries: ['countries', 'country', 'location', 'region', 'locations'],
  data: ['data', 'data categories', 'data types', 'data category', 'data used', 'information', 'data classification'],
  connectors: ['connected to', 'connectors', 'connections', 'integrations', 'integration', 'interfaces', 'permissions'],
} as const;

const COLUMNS: readonly Column[] = [
  'name',
  'supplier',
  'owner',
  'department',
  'purpose',
  'status',
  'account',
  'users',
  'countries',
  'data',
  'connectors',
];

/** Where each column stands, and the headings that mean nothing to the register. */
export function columnsOf(header: readonly string[]): {
  readonly columns: ReadonlyMap<Column, number>;
  readonly ignored: readonly string[];
} {
  const headings = header.map(folded);
  const columns = new Map<Column, number>();
  for (const column of COLUMNS) {
    const place = HEADINGS[column].map((heading) => headings.indexOf(folded(heading))).find((found) => found >= 0);
    if (place !== undefined) columns.set(column, place);
  }
  const used = new Set(columns.values());
  return { columns, ignored: header.filter((heading, place) => heading.trim() !== '' && !used.has(place)) };
}

function folded(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

import { daysUntil } from '../impact/next-review.ts';
import type { FacetWords } from './facet-words.ts';
import type { RegisteredUse } from './register.ts';

/** What a message asks about our own systems and uses of AI. */
export type OwnDataQuestion =
  | { readonly kind: 'count' }
  | { readonly kind: 'data'; readonly categories: readonly string[] }
  | { readonly kind: 'highRisk' }
  | { readonly kind: 'ending'; readonly from: Date; readonly before: Date; readonly said: string }
  /** What should have been reviewed or renewed before now. */
  | { readonly kind: 'overdue' }
  | { readonly kind: 'prohibited' }
  | { readonly kind: 'unreviewed' };

const THINGS = `(?:ai )?(?:tools?|systems?|uses?|apps?|applications?|products?|assistants?|chatbots?|things)`;
const OURS = `(?:(?:of )?(?:our|the|its) )?(?:approved |registered |declared )?`;
const END = String.raw`\s*[?.!]*\s*$`;

const COUNTS = new RegExp(
  String.raw`^\s*(?:so )?how many ${OURS}${THINGS} (?:do we (?:use|have|run|operate)|are (?:there|in use|approved|registered|in the register|used)|have we (?:approved|registered|declared)|does the company (?:use|have))(?: (?:here|now|today|at the moment|currently|in total|in use|approved|at work|in the register))*${END}`,
  'i',
);
const WHICH = String.raw`^\s*(?:so |and |please |can you )?(?:which|what|show(?: me)?(?: all| the| which| what)?|list(?: all| the| which)?|do any) `;
const BY_DATA = new RegExp(
  `${WHICH}${OURS}${THINGS}(?: that| which)? (?:currently )?(?:handles?|process(?:es)?|uses?|touch(?:es)?|sees?|gets?|works? with|deals? with|has access to|have access to|may (?:use|see|process)|are (?:fed|used) with|run on|contain) (.{3,60}?)${END}`,
  'i',
);
const HIGH_RISK = new RegExp(
  String.raw`${WHICH}${OURS}${THINGS}(?: that| which)? (?:are|is|count as|counts as) (?:the )?(?:high[- ]?risk|risky|the riskiest|critical)(?: ones?)?(?: (?:here|for us|under the (?:eu )?ai act))?${END}|^\s*(?:do we (?:have|use|run)|are there|list|show(?: me)?) (?:any |all |the |our )*high[- ]?risk (?:ai )?(?:systems?|uses?|tools?)(?: here)?${END}`,
  'i',
);
const ENDING = new RegExp(
  String.raw`^\s*(?:so |and )?(?:(?:which|what)(?: ${OURS}(?:${THINGS}|approvals?|reviews?))?|when do (?:our )?approvals|show(?: me)? what|list what)(?: that| which)? (?:expires?|ends?|runs? out|lapses?|(?:is|are|comes?|falls?) (?:due|up)(?: for (?:a )?review)?|(?:has|have) to be (?:reviewed|renewed)|needs? (?:a )?(?:review|renewal)|need to be (?:reviewed|renewed))(.{0,40}?)${END}`,
  'i',
);
const OVERDUE = new RegExp(
  String.raw`^\s*(?:(?:so |and )?(?:which|what|show(?: me)?(?: all| the| which| what)?|list(?: all| the| which)?|are there|do we have|any) )?(?:(?:any|all|the|of our|our) )*(?:overdue (?:${THINGS}|approvals?|(?:ai )?(?:impact )?assessments?|(?:next )?reviews?)|(?:${THINGS}|approvals?|(?:ai )?(?:impact )?assessments?|(?:next )?reviews?)(?: that| which)? (?:are|is) (?:overdue|late|past due)(?: for (?:a )?(?:next )?review)?)(?: (?:here|now|today|at the moment))*${END}`,
  'i',
);
const PROHIBITED = new RegExp(
  `${WHICH}${OURS}${THINGS}? ?(?:is|are|has been|have been) (?:not allowed|prohibited|banned|forbidden|blocked|rejected|off limits)(?: here| for us| at work)?${END}`,
  'i',
);
const UNREVIEWED = new RegExp(
  `${WHICH}${OURS}${THINGS} (?:(?:is|are|has|have)(?: been)? )?(?:not (?:been )?reviewed|unreviewed|nobody (?:has )?reviewed|still open|without a (?:review|decision))(?: yet)?${END}`,
  'i',
);

/** Everyday words for kinds of data, by the option ids of the declaration; special categories are personal data too. */
const CATEGORIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /special[- ]categor|sensitive (?:personal )?data|health|medical|patient|biometric|ethnic|religio|trade union/i,
    ['special-category'],
  ],
  [
    /personal|pii|private data|data (?:of|about|on) (?:people|persons|staff|employees)/i,
    ['personal', 'special-category'],
  ],
  [/customer|client/i, ['customer']],
  [/confidential|trade secret|business secret/i, ['confidential']],
  [/source code|our code/i, ['source-code']],
  [/credential|password|access key|api key/i, ['credentials']],
  [/internal/i, ['internal']],
  [/public/i, ['public']],
];

/** @param now the day from which "this quarter" is counted, in UTC. */
export function readOwnDataQuestion(text: string, now: Date): OwnDataQuestion | undefined {
  if (text.length > 200) return undefined;
  if (COUNTS.test(text)) return { kind: 'count' };
  if (HIGH_RISK.test(text)) return { kind: 'highRisk' };
  if (OVERDUE.test(text)) return { kind: 'overdue' };
  if (PROHIBITED.test(text)) return { kind: 'prohibited' };
  if (UNREVIEWED.test(text)) return { kind: 'unreviewed' };
  const ending = ENDING.exec(text);
  if (ending) {
    const window = readWindow(ending[1] ?? '', now);
    return window && { kind: 'ending', ...window };
  }
  const data = BY_DATA.exec(text)?.[1];
  const categories = data === undefined ? undefined : CATEGORIES.find(([pattern]) => pattern.test(data))?.[1];
  return categories && { kind: 'data', categories };
}

/** Uses in which something speaks for a high risk: a full assessment or legal was called for, or people are judged. */
export function isRisky({ use }: RegisteredUse): boolean {
  return use.lane === 'full' || use.lane === 'stop';
}

export function handles({ use }: RegisteredUse, categories: readonly string[]): boolean {
  return use.facets.data.some((id) => categories.includes(id));
}

/** Its approval or its next review falls into the time. */
export function endsWithin({ use }: RegisteredUse, from: Date, before: Date): boolean {
  return [use.validUntil, use.nextReviewAt].some((date) => date !== undefined && date >= from && date < before);
}

/** Its next review should have been before now. What has expired is no approval any more, and nothing to review. */
export function isReviewOverdue({ use }: RegisteredUse, now: Date): boolean {
  return use.nextReviewAt !== undefined && daysUntil(use.nextReviewAt, now) < 0;
}

export function dataInWords({ use }: RegisteredUse, words: FacetWords): string {
  return use.facets.data.map((id) => words.label('data', id)).join(', ') || 'no data';
}

interface Window {
  readonly from: Date;
  readonly before: Date;
  readonly said: string;
}

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
const SOON_DAYS = 90;

/** `undefined` for words that name no time we can count. */
function readWindow(words: string, now: Date): Window | undefined {
  const text = words.toLowerCase().trim();
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const day = (y: number, m: number, d = 1) => new Date(Date.UTC(y, m, d));
  const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
  const quarter = Math.floor(month / 3) * 3;
  if (/^(?:|soon|next|shortly)$/.test(text))
    return { from: now, before: later(SOON_DAYS), said: `within ${SOON_DAYS} days` };
  const [, count, unit] = /^(?:with)?in (?:the )?(?:next |coming )?(\d{1,3}) (day|week|month|year)s?$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return { from: now, before: later(Number(count) * (DAYS[unit] ?? 1)), said: `within ${count} ${unit}s` };
  }
  const [, which, span] =
    /^(?:in |during |by the end of )?(this|the|next|coming|current) (?:end of the )?(week|month|quarter|year)$/.exec(
      text,
    ) ?? [];
  if (span === undefined) return undefined;
  const ahead = which === 'next' || which === 'coming' ? 1 : 0;
  const said = `${ahead === 1 ? 'next' : 'this'} ${span}`;
  switch (span) {
    case 'week':
      return { from: later(7 * ahead), before: later(7 * (ahead + 1)), said };
    case 'month':
      return { from: ahead ? day(year, month + 1) : now, before: day(year, month + ahead + 1), said };
    case 'quarter':
      return { from: ahead ? day(year, quarter + 3) : now, before: day(year, quarter + 3 * (ahead + 1)), said };
    default:
      return { from: ahead ? day(year + 1, 0) : now, before: day(year + ahead + 1, 0), said };
  }
}

import { z } from 'zod';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, 'an id has small letters, digits and hyphens');
const Sentence = z.string().min(3);

/** A statement over facts; it is true, false or, where the facts it needs are unknown, unknown. */
export type Condition =
  | { readonly fact: string; readonly is: string | boolean }
  | { readonly fact: string; readonly anyOf: readonly string[] }
  | { readonly holds: string }
  | { readonly anyHolds: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: Id, is: z.union([z.boolean(), z.string()]) }),
      z.strictObject({ fact: Id, anyOf: z.array(Id).min(1) }),
      z.strictObject({ holds: Id }),
      z.strictObject({ anyHolds: z.array(Id).min(1) }),
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
    ],
    {
      error:
        'a condition is { fact, is }, { fact, anyOf }, { holds }, { anyHolds }, { all: [...] }, { any: [...] } or { not: ... }',
    },
  ),
);

const ROLES = [
  'provider',
  'deployer',
  'importer',
  'distributor',
  'authorised-representative',
  'product-manufacturer',
  'model-provider',
  'model-representative',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What a rule contributes to: a facet of the result, an obligation, or only the trace (`note`). */
const Facet = z.enum([
  'out-of-scope',
  'role',
  'prohibited',
  'annex-i',
  'annex-iii',
  'exemption',
  'transparency',
  'gpai',
  'obligation',
  'note',
]);

/** The first entry whose condition holds gives the date; one without a condition always does. */
const Dates = z.array(z.strictObject({ when: Condition.optional(), date: z.iso.date() })).min(1);
export type Dates = z.infer<typeof Dates>;

/** A piece of the law in our words: when its condition holds, it says this, from this day. */
export const Rule = z.strictObject({
  id: Id,
  facet: Facet,
  /** What it is about: the AI system (when nothing is said) or the general-purpose model. */
  subject: z.enum(['system', 'model']).default('system'),
  article: Sentence,
  text: Sentence,
  /** To be chosen from a list that has no room for the whole text. */
  short: Sentence.max(110).optional(),
  when: Condition,
  /** Whose role or obligation it is. */
  role: Role.optional(),
  /** A date, or the name of an entry of `dates`. */
  from: z.union([z.iso.date(), Id]).optional(),
  /** Holds when the obligation has been met already. */
  done: Condition.optional(),
  /** It rests on summaries and was not compared with the Official Journal. */
  unverified: z.boolean().default(false),
});
export type Rule = z.infer<typeof Rule>;

export const RuleFile = z.strictObject({
  id: Id,
  version: z.int().positive(),
  conditions: z.record(Id, Condition).default({}),
  dates: z.record(Id, Dates).default({}),
  rules: z.array(Rule).min(1),
});
export type RuleFile = z.infer<typeof RuleFile>;

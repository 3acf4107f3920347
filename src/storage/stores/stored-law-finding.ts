import { z } from 'zod';
import type { LawFinding } from '../../impact/law-finding.ts';
import { FACETS } from '../../law/result.ts';
import { Role } from '../../law/rules.ts';

const Words = z.object({ article: z.string(), text: z.string() });
const Applies = z.object({
  rule: z.string(),
  article: z.string(),
  from: z.string().nullable(),
  inForce: z.boolean().nullable(),
  unverified: z.boolean(),
});
const Finding = Applies.extend({ text: z.string() });
const FactValue = z.union([z.boolean(), z.string(), z.array(z.string())]);

const Result = z.object({
  prohibited: z.array(Finding.extend({ practice: z.string() })),
  highRisk: z.object({
    status: z.enum(['no', 'yes', 'presumed', 'exempt', 'undetermined']),
    basis: z.array(Finding),
  }),
  transparency: z.array(Finding.extend({ role: Role })),
  gpai: z.object({ status: z.enum(['no', 'model', 'systemic-risk', 'undetermined']), basis: z.array(Finding) }),
  roles: z.array(Words.extend({ role: Role })),
  outOfScope: z.array(Finding),
  undetermined: z.array(z.object({ facet: z.enum(FACETS), articles: z.array(z.string()), need: z.array(z.string()) })),
  because: z.array(Words),
  missing: z.array(z.string()),
  wouldChange: z.array(z.object({ fact: z.string(), to: FactValue, changes: z.array(z.enum(FACETS)) })),
  obligations: z.array(Applies.extend({ duty: z.string(), role: Role, done: z.boolean().nullable().exactOptional() })),
});

/** What the EU AI Act made of an assessment, as it comes back from the database. */
export const StoredLawFinding: z.ZodType<LawFinding> = z.object({
  on: z.string(),
  facts: z.record(z.string(), FactValue),
  result: Result,
});

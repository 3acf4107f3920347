import { z } from 'zod';
import { Condition } from '../interviews/questionnaire.ts';
import { IMPACT_LEVELS, OVERSIGHTS } from './levels.ts';
import { LIKELIHOODS, SEVERITIES, TREATMENTS } from './scales.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/u, 'an id has small letters, digits and hyphens');
const Sentence = z.string().min(10);

const Treatment = z.strictObject({
  kind: z.enum(TREATMENTS),
  /** Of Annex A. */
  controls: z.array(z.string()).default([]),
  what: Sentence,
});

const Risk = z.strictObject({
  cause: Sentence,
  consequence: Sentence,
  affected: z.string().min(3),
  /** Where the rule that proposes it says nothing greater. */
  likelihood: z.enum(LIKELIHOODS),
  severity: z.enum(SEVERITIES),
  treatment: Treatment,
});

/** A risk that is greater here: at least so likely and so severe, and as much as the answers to these questions say. */
const RaisedRisk = z.strictObject({
  risk: Id,
  likelihood: z.enum(LIKELIHOODS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  likelihoodOf: z.string().optional(),
  severityOf: z.string().optional(),
});

/** When its condition certainly holds, the level and the oversight are at least these, and these risks are proposed. */
const ImpactRule = z.strictObject({
  id: Id,
  /** Absent in exactly one rule: what holds for every system. */
  when: Condition.optional(),
  level: z.enum(IMPACT_LEVELS).optional(),
  oversight: z.enum(OVERSIGHTS).optional(),
  risks: z.array(z.union([Id, RaisedRisk])).default([]),
  because: Sentence,
  /** A clause or control of ISO/IEC 42001. */
  clause: z.string(),
});
export type ImpactRule = z.infer<typeof ImpactRule>;

/** The shape of the rules' file. Use `parseImpactRules`, which also checks what a shape cannot say. */
export const ImpactRules = z.strictObject({
  id: Id,
  version: z.int().positive(),
  /** The questionnaire whose answers the rules look at. */
  questionnaire: Id,
  /** Questions whose options stand from the least to the most: a rule that counts one option counts all above it. */
  scales: z.array(z.string()).default([]),
  risks: z.record(Id, Risk),
  rules: z.array(ImpactRule).min(1),
});
export type ImpactRules = z.infer<typeof ImpactRules>;

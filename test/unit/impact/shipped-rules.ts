import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { assessImpact } from '../../../src/impact/assess-impact.ts';
import type { ImpactResult } from '../../../src/impact/impact-result.ts';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../../src/impact/levels.ts';
import { TREATMENTS } from '../../../src/impact/scales.ts';
import { answered } from './small-rules.ts';

const knowledge = await loadKnowledgeBase();
const found = knowledge.questionnaires.find(({ id }) => id === 'ai-system-impact-assessment');
if (!found) throw new Error('The impact assessment is not shipped');

/** The questionnaire and the rules as they ship. */
export const questionnaire = found;
export const { impactRules } = knowledge;

const Value = z.union([z.string(), z.boolean(), z.number(), z.array(z.string()), z.null()]);
const Given = z.record(z.string(), Value);
export type Given = z.infer<typeof Given>;

const because = z.string().min(10);

/** A realistic system, with what an experienced assessor expects of it. `null` in the answers is "I don't know". */
const System = z.strictObject({
  name: z.string(),
  answers: Given,
  expect: z.strictObject({
    level: z.strictObject({ is: z.enum(IMPACT_LEVELS), because }),
    oversight: z.strictObject({ is: z.enum(OVERSIGHTS), because }),
    /** All risks that are to be proposed, and no other; `with` are controls that may not be missing. */
    risks: z.record(
      z.string(),
      z.strictObject({ treat: z.enum(TREATMENTS), with: z.array(z.string()).default([]), because }),
    ),
  }),
});

const here = new URL('./', import.meta.url);
const read = (file: string): unknown => parse(readFileSync(new URL(file, here), 'utf8'));
const careful = Given.parse(read('careful-project.yaml'));

/** Every system under `systems`, its answers completed with those of a careful project. */
export const systems = readdirSync(new URL('systems/', here)).map((file) => {
  const system = System.parse(read(`systems/${file}`));
  return { ...system, file: basename(file, '.yaml'), answers: { ...careful, ...system.answers } };
});

export function systemNamed(file: string): (typeof systems)[number] {
  const system = systems.find((one) => one.file === file);
  if (!system) throw new Error(`There is no system ${file}`);
  return system;
}

export function assess(answers: Given): ImpactResult {
  return assessImpact(impactRules, questionnaire, answered(answers));
}

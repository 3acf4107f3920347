import { z } from 'zod';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../impact/levels.ts';
import { LANES } from '../../interviews/screening.ts';
import type { Derived } from '../../reviews/submission.ts';
import { StoredLawFinding } from './stored-law-finding.ts';

export const StoredLane = z.enum(LANES);
export const StoredLevel = z.enum(IMPACT_LEVELS);
const StoredReason = z.object({ lane: StoredLane, text: z.string(), clause: z.string().exactOptional() });

/** What rules made of a submission's answers, as it comes back from the database. */
export const StoredDerived: z.ZodType<Derived> = z.object({
  because: z.array(StoredReason),
  unknowns: z.array(z.string()),
  contradictions: z.array(z.string()),
  impact: z
    .object({
      level: StoredLevel,
      oversight: z.enum(OVERSIGHTS),
      rules: z.object({ id: z.string(), version: z.number() }),
      because: z.array(
        z.object({
          rule: z.string(),
          level: StoredLevel.exactOptional(),
          oversight: z.enum(OVERSIGHTS).exactOptional(),
          text: z.string(),
          clause: z.string().exactOptional(),
        }),
      ),
    })
    .exactOptional(),
  law: StoredLawFinding.exactOptional(),
  treatedBy: z
    .object({ criteria: z.object({ id: z.string(), version: z.number() }), hash: z.string() })
    .exactOptional(),
  // What other features have frozen with a risk goes along.
  treatment: z
    .array(
      z.looseObject({
        ...{ id: z.string(), cause: z.string(), consequence: z.string(), affected: z.string() },
        ...{ likelihood: z.string(), severity: z.string() },
        treatment: z.looseObject({ kind: z.string(), controls: z.array(z.string()), what: z.string() }),
      }),
    )
    .exactOptional(),
});

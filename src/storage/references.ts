import { z } from 'zod';
import type { Scope } from './scope.ts';

const COUNTERS = {
  use: { column: 'lastUse', prefix: 'AIU' },
  system: { column: 'lastSystem', prefix: 'AIS' },
  supplier: { column: 'lastSupplier', prefix: 'SUP' },
  review: { column: 'lastReview', prefix: 'REV' },
  concern: { column: 'lastConcern', prefix: 'CON' },
  question: { column: 'lastQuestion', prefix: 'Q' },
  risk: { column: 'lastRisk', prefix: 'RSK' },
  control: { column: 'lastControl', prefix: 'OC' },
  assessment: { column: 'lastAssessment', prefix: 'ASM' },
} as const;

/** The next number that people will say, from the counter on the organisation's row; its lock keeps numbers unique. */
export async function nextReference({ organisationId, db }: Scope, thing: keyof typeof COUNTERS): Promise<string> {
  const { column, prefix } = COUNTERS[thing];
  const row = await db.organisation.update({ where: { id: organisationId }, data: { [column]: { increment: 1 } } });
  return `${prefix}-${z.number().parse(row[column])}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const FactValue = z.union([z.boolean(), z.string(), z.array(z.string())]);
const Articles = z.array(z.string());
const Day = z.iso.date();

/** What the Act makes of it. What is not named is expected to be absent, except under roles and duties. */
const Expectation = z.strictObject({
  prohibited: Articles.default([]),
  highRisk: Articles.default([]),
  presumed: Articles.default([]),
  exempt: Articles.default([]),
  transparency: Articles.default([]),
  outOfScope: z.string().optional(),
  gpai: z.enum(['no', 'model', 'systemic-risk']).default('no'),
  roles: z.array(z.string()).default([]),
  notRoles: z.array(z.string()).default([]),
  /** Duties that must be among ours, that must not, and those that have begun by the day or not. */
  duties: Articles.default([]),
  notDuties: Articles.default([]),
  inForce: Articles.default([]),
  notYet: Articles.default([]),
  /** True where the outcome rests on the amendments of 2026. */
  unverified: z.boolean().default(false),
});

const told = { name: z.string(), expect: Expectation, article: z.string(), why: z.string().max(260) };

const Pair = z.strictObject({
  pair: z.string(),
  field: z.string(),
  on: Day.default('2026-12-02'),
  facts: z.record(z.string(), FactValue),
  first: z.strictObject(told),
  second: z.strictObject({ ...told, differs: z.record(z.string(), FactValue).optional(), on: Day.optional() }),
});
type Pair = z.infer<typeof Pair>;

export interface WorkedCase {
  readonly pair: string;
  readonly name: string;
  readonly field: string;
  readonly on: string;
  readonly facts: Readonly<Record<string, z.infer<typeof FactValue>>>;
  readonly expect: z.infer<typeof Expectation>;
  readonly article: string;
}

export interface CasePair {
  readonly pair: string;
  readonly first: WorkedCase;
  readonly second: WorkedCase;
}

const FOLDER = new URL('cases/', import.meta.url);
const ORDINARY = 'ordinary.yaml';

/** The pairs of worked cases, each case with all its facts: those of the ordinary company and its own. */
export function workedPairs(): CasePair[] {
  const ordinary = z.record(z.string(), FactValue).parse(read(ORDINARY));
  const files = readdirSync(FOLDER).filter((name) => name !== ORDINARY);
  return files.flatMap((name) =>
    z
      .array(Pair)
      .parse(read(name))
      .map((pair) => complete(pair, ordinary)),
  );
}

function complete(pair: Pair, ordinary: WorkedCase['facts']): CasePair {
  const { first, second, field, on } = pair;
  const facts = { ...ordinary, ...pair.facts };
  return {
    pair: pair.pair,
    first: { pair: pair.pair, field, on, facts, ...first },
    second: { pair: pair.pair, field, ...second, on: second.on ?? on, facts: { ...facts, ...second.differs } },
  };
}

function read(name: string): unknown {
  return parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

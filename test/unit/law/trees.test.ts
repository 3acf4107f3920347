import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../../src/law/load-law.ts';
import { outcomeOf } from '../../../src/law/outcome.ts';
import { readConditions } from '../../../src/law/truth.ts';
import { COMMISSION_FILES, commissionPaths } from './commission-checker.ts';
import { commissionCase } from './commission-facts.ts';
import { createDutchReader } from './dutch-facts.ts';
import { DUTCH_FILE, dutchPaths } from './dutch-tree.ts';
import { type Compared, type Difference, type Disagreement, differences, type TreeCase } from './tree-comparison.ts';
import { DISAGREEMENTS } from './tree-disagreements.ts';

const data = process.env.TEST_DATA_DIR ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const folder = path.join(data, 'eu');
const isThere = [...COMMISSION_FILES, DUTCH_FILE].every((file) => existsSync(path.join(folder, file)));
if (!isThere) process.stdout.write('TEST_DATA_DIR is not there: the official decision trees are not compared.\n');
const NO_DATA = isThere ? '' : ' (skipped: TEST_DATA_DIR is not there)';

/** A day on which all that either tree knows applies: the Dutch one knows the bans of 2 December 2026. */
const ON = new Date('2026-12-02');
const law = await loadLaw();

/** Equal facts have equal results; thousands of paths share theirs. */
function createClassifier(): (facts: TreeCase['facts']) => Compared {
  const results = new Map<string, Compared>();
  return (facts) => {
    const key = JSON.stringify(Object.entries(facts).sort(([left], [right]) => (left < right ? -1 : 1)));
    const result = results.get(key) ?? consider(facts);
    results.set(key, result);
    return result;
  };
}

function consider(facts: TreeCase['facts']): Compared {
  const reading = readConditions(facts, law);
  const rules = law.rules.filter(({ condition }) => reading.truth(condition) === undefined);
  const open = rules.map(({ rule }) => `${rule.facet} ${rule.role ?? 'nobody'} ${rule.article}`);
  const covered = reading.truth({ holds: 'covered-system' });
  return { outcome: outcomeOf(reading, ON, law), open: covered === undefined ? [...open, 'covered-system'] : open };
}

type Answers = ReadonlyMap<string, number | readonly number[]>;

interface Comparison {
  paths: number;
  agreements: number;
  /** Single statements: one facet on one path. */
  statements: number;
  differing: number;
  readonly listed: Map<Disagreement, number>;
  /** What differs without standing in the table, with one path where it does. */
  readonly unlisted: Map<string, string>;
}

function compare(tree: Disagreement['tree'], cases: Iterable<{ answers: Answers; case: TreeCase }>): Comparison {
  const classifyOnce = createClassifier();
  const found: Comparison = {
    paths: 0,
    agreements: 0,
    statements: 0,
    differing: 0,
    listed: new Map(),
    unlisted: new Map(),
  };
  for (const { answers, case: each } of cases) {
    found.paths += 1;
    const differing = differences(each.says, classifyOnce(each.facts));
    found.statements += Object.keys(each.says).length;
    found.differing += differing.length;
    if (differing.length === 0) found.agreements += 1;
    for (const difference of differing) {
      const row = DISAGREEMENTS.find((one) => one.tree === tree && matches(one, difference, answers));
      if (row) found.listed.set(row, (found.listed.get(row) ?? 0) + 1);
      else found.unlisted.set(shown(difference), `${shownPath(answers)} ${JSON.stringify(each.facts)}`);
    }
  }
  return found;
}

function matches(row: Disagreement, difference: Difference, answers: Answers): boolean {
  if (row.facet !== difference.facet || row.they !== difference.they || row.we !== difference.we) return false;
  return Object.entries(row.path).every(([question, allowed]) => {
    const answer = answers.get(question);
    return answer !== undefined && [answer].flat().some((one) => allowed.includes(one));
  });
}

function shown({ facet, they, we }: Difference): string {
  return `${facet}: they say ${they}, we say ${we}`;
}

function shownPath(answers: Answers): string {
  return [...answers].map(([question, answer]) => `${question}=${[answer].flat().join('+')}`).join(' ');
}

function report(tree: Disagreement['tree'], { paths, agreements, statements, differing, listed }: Comparison): void {
  process.stdout.write(
    `${tree} tree: ${paths} paths, ${agreements} agree in everything; ${statements} statements, ${differing} differ, all within ${listed.size} listed rows.\n`,
  );
}

describe.skipIf(!isThere)(`official decision trees${NO_DATA}`, () => {
  it('it agrees with the Commission checker on every path, or the disagreement is listed', () => {
    const cases = function* () {
      for (const each of commissionPaths(folder)) yield { answers: each.answers, case: commissionCase(each) };
    };
    const found = compare('Commission', cases());
    report('Commission', found);
    expect([...found.unlisted]).toEqual([]);
    expect(DISAGREEMENTS.filter((row) => row.tree === 'Commission' && !found.listed.has(row))).toEqual([]);
  });

  it('it agrees with the Dutch tree on every path, or the disagreement is listed', () => {
    const read = createDutchReader();
    const cases = function* () {
      for (const each of dutchPaths(folder)) yield { answers: each.answers, case: read(each) };
    };
    const found = compare('Dutch', cases());
    report('Dutch', found);
    expect([...found.unlisted]).toEqual([]);
    expect(DISAGREEMENTS.filter((row) => row.tree === 'Dutch' && !found.listed.has(row))).toEqual([]);
  });
});

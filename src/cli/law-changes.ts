import { type ClassifiedSystem, type TouchedSystem, touchedSystems } from '../law/beginnings.ts';
import { loadLaw } from '../law/load-law.ts';
import { changeInWords, differenceInWords } from '../register/law-change-card.ts';
import { touchedBy } from '../register/law-changes.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { type Command, json, type Operator, Refused } from './command.ts';
import { dayIn } from './day.ts';
import { inOrganisation } from './organisation-in-use.ts';

export const lawChangesCommand: Command = {
  name: 'law changes',
  usage: '[--from YYYY-MM-DD --to YYYY-MM-DD] [--json]',
  help: 'which assessed systems of ours a span of days touches; without days, whom changes of rules and days have touched so far',
  options: { from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } },
  words: [0, 0],
  needsDatabase: () => true,
  async run(given, operator) {
    const [from, to] = [given.text('from'), given.text('to')];
    if (from === undefined && to === undefined) return recordedChanges(given.has('json'), operator);
    if (from === undefined || to === undefined)
      throw new Refused('Give both days: --from 2026-12-01 --to 2026-12-02', 2);
    const law = await loadLaw();
    const systems = await inOrganisation(operator, ({ stores }) => classifiedSystems(stores));
    const touched = touchedSystems(systems, dayIn(from), dayIn(to), law);
    if (given.has('json')) return { stdout: json({ from, to, looked: systems.length, touched }) };
    return { stdout: changesInWords(touched, systems.length) };
  },
};

/** The lists that the governance team got, the latest first. */
async function recordedChanges(asJson: boolean, operator: Operator): Promise<{ readonly stdout: string }> {
  const law = await loadLaw();
  const recorded = await inOrganisation(operator, async ({ stores }) => {
    const all = [];
    for (const change of await stores.lawRuns.changes(MOST_CHANGES)) {
      const { entries } = await touchedBy(stores, change.key, { skip: 0, take: change.touched }, law);
      all.push({ ...change, previous: change.previous ?? null, entries });
    }
    return all;
  });
  if (asJson) return { stdout: json(recorded) };
  const lines = recorded.flatMap(({ entries, previous, ...change }) => [
    `${change.completedAt.toISOString().slice(0, 10)} ${changeInWords({ ...change, previous: previous ?? undefined })}: ${change.touched} of ${change.looked} assessed systems are touched`,
    ...entries.map(
      ({ reference, name, difference, toDecide }) =>
        `  ${reference} ${name}: ${[...differenceInWords(difference, law), ...(toDecide ? ['legal decides again'] : [])].join('; ')}`,
    ),
  ]);
  return { stdout: [...(lines.length > 0 ? lines : ['Nothing was computed again so far.']), ''].join('\n') };
}

const MOST_CHANGES = 20;

/** Those whose assessment is approved, with the facts that it was told. */
async function classifiedSystems({ reviews, assessments, register }: Stores): Promise<readonly ClassifiedSystem[]> {
  const names = new Map((await register.systems()).map(({ id, reference, name }) => [id, `${name} (${reference})`]));
  const systems: ClassifiedSystem[] = [];
  for (const { assessmentId, law } of await reviews.lawOfApproved()) {
    const assessment = await assessments.find(assessmentId);
    if (!assessment) continue;
    const name = assessment.systemId === undefined ? undefined : names.get(assessment.systemId);
    systems.push({ reference: assessment.reference, name: name ?? 'not in the register yet', facts: law.facts });
  }
  return systems;
}

function changesInWords(touched: readonly TouchedSystem[], looked: number): string {
  const lines = touched.flatMap(({ reference, name, begins }) => [
    `${reference} ${name}`,
    ...begins.map(
      ({ article, text, days, need, unverified }) =>
        `  ${days.join(' or ')}, ${article}: ${text}${need.length > 0 ? ` Needed: ${need.join(', ')}.` : ''}${unverified ? ' Unverified.' : ''}`,
    ),
  ]);
  return [`${touched.length} of ${looked} assessed systems are touched`, ...lines, ''].join('\n');
}

import type { ExportedRisks } from '../register/export-risks.ts';
import { exportRisks, TABLE_FORMATS } from '../register/export-risks.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { isKept } from '../risks/risk.ts';
import { ratingOf } from '../risks/risk-criteria.ts';
import { type Command, type Operator, Refused } from './command.ts';
import { writeOut } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { table } from './words-on-screen.ts';

export const riskCommands: readonly Command[] = [
  {
    name: 'risks list',
    usage: '[--json]',
    help: 'the risks of all impact assessments, with what is done about them',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const read = await readRisks(operator);
      return { stdout: given.has('json') ? exportRisks('json', read) : inWords(read) };
    },
  },
  {
    name: 'risks export',
    usage: `--format ${TABLE_FORMATS.join('|')} [--out FILE]`,
    help: 'all risks and their treatment as one document without formulas; a demonstration says so on its face',
    options: { format: { type: 'string' }, out: { type: 'string' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const format = TABLE_FORMATS.find((known) => known === given.text('format'));
      if (!format) throw new Refused(`Give a format: --format ${TABLE_FORMATS.join('|')}`, 2);
      const read = await readRisks(operator);
      const document = exportRisks(format, read);
      const file = given.text('out');
      if (file === undefined) return { stdout: document };
      await writeOut(operator, file, document);
      return { stdout: `Wrote ${read.risks.length} risks to ${file}\n` };
    },
  },
];

async function readRisks(operator: Operator): Promise<ExportedRisks> {
  const { riskCriteria: criteria } = await operator.knowledge();
  return inOrganisation(operator, async ({ stores, organisation }) => {
    const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
    const risks = await stores.risks.list();
    const controls = await stores.controls.implementations();
    const references = new Map<string, string>();
    for (const id of new Set([...risks, ...controls].map(({ assessmentId }) => assessmentId))) {
      const assessment = await stores.assessments.find(id);
      if (assessment) references.set(id, assessment.reference);
    }
    return {
      ...{ risks, controls },
      criteria,
      demonstration: organisation.kind === 'demonstration',
      nameOf: (id) => names.get(id),
      assessmentOf: (id) => references.get(id),
    };
  });
}

function inWords({ risks, criteria, demonstration, nameOf, assessmentOf }: ExportedRisks): string {
  if (risks.length === 0) return 'No risk is recorded.\n';
  const rows = risks.map((risk) => {
    const treatment = isKept(risk) ? risk.treatment : undefined;
    return [
      ...[risk.reference, assessmentOf(risk.assessmentId) ?? '', risk.state, ratingOf(criteria, risk.description)],
      ...[risk.description.consequence, treatment?.kind ?? ''],
      ...[treatment ? ratingOf(criteria, treatment.residual) : '', nameOf(risk.ownerId) ?? ''],
    ];
  });
  const header = ['Reference', 'Assessment', 'State', 'Rating', 'Consequence', 'Treatment', 'Then', 'Owner'];
  return `${demonstration ? `${DEMONSTRATION_NOTICE}\n` : ''}${table(header, rows)}`;
}

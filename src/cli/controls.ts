import { exportStatement } from '../register/export-risks.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import { statementOfApplicability } from '../risks/statement.ts';
import { type Command, type Given, json, type Operator, type Output } from './command.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { table } from './words-on-screen.ts';

export const controlsCommand: Command = {
  name: 'controls',
  usage: '[--statement [--csv]] [--json]',
  help: 'the 38 controls of Annex A, in our own words; with --statement which of them apply, why, and how far they are',
  options: { json: { type: 'boolean' }, csv: { type: 'boolean' }, statement: { type: 'boolean' } },
  words: [0, 0],
  needsDatabase: (given) => given.has('statement'),
  async run(given, operator) {
    if (given.has('statement')) return statement(given, operator);
    const { controls } = await operator.iso42001();
    const listed = controls.map(({ id, title, area, summary }) => ({ id, title, area, summary }));
    return {
      stdout: given.has('json')
        ? json(listed)
        : table(
            ['Control', 'Title'],
            listed.map(({ id, title }) => [id, title]),
          ),
    };
  },
};

/** As far as the organisation's decisions and the approved treatments go. */
async function statement(given: Given, operator: Operator): Promise<Output> {
  const { controls: annexA } = await operator.iso42001();
  const { lines, demonstration } = await inOrganisation(operator, async ({ stores, organisation }) => ({
    lines: statementOfApplicability(annexA, await stores.controls.decisions(), await stores.controls.implementations()),
    demonstration: organisation.kind === 'demonstration',
  }));
  if (given.has('csv')) return { stdout: exportStatement('csv', lines, demonstration) };
  if (given.has('json')) return { stdout: exportStatement('json', lines, demonstration) };
  const rows = lines.map(({ control, applicability, because, state }) => [
    ...[
      control.id,
      control.title,
      applicability === 'undecided' ? 'not decided' : applicability === 'applicable' ? 'yes' : 'no',
    ],
    ...[state ?? '', because.join(' ')],
  ]);
  const words = table(['Control', 'Title', 'Applies', 'Status', 'Because'], rows);
  return { stdout: `${demonstration ? `${DEMONSTRATION_NOTICE}\n` : ''}${words}` };
}

import { EXPORT_FORMATS, exportRegister } from '../register/export.ts';
import { type Command, Refused } from './command.ts';
import { writeOut } from './files.ts';
import { readRegister } from './register-list.ts';

export const registerExportCommand: Command = {
  name: 'register export',
  usage: `--format ${EXPORT_FORMATS.join('|')} [--out FILE]`,
  help: 'the whole register as one document without formulas; a demonstration says so on its face',
  options: { format: { type: 'string' }, out: { type: 'string' } },
  words: [0, 0],
  needsDatabase: () => true,
  async run(given, operator) {
    const format = EXPORT_FORMATS.find((known) => known === given.text('format'));
    if (!format) throw new Refused(`Give a format: --format ${EXPORT_FORMATS.join('|')}`, 2);
    const read = await readRegister(operator);
    const document = await exportRegister(format, read.register, read);
    const file = given.text('out');
    if (file === undefined) return { stdout: document };
    await writeOut(operator, file, document);
    const { systems, uses } = read.register;
    return { stdout: `Wrote ${systems.length} systems and ${uses.length} uses to ${file}\n` };
  },
};

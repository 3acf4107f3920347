import { createClosedList } from '../controls/closed-list.ts';
import { type Fault, parseQuestionnaire } from '../interviews/parse-questionnaire.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { questionnaireDigest } from '../interviews/questionnaire-digest.ts';
import { type Command, json, type Operator, type Output, wordAt } from './command.ts';
import { readText } from './files.ts';
import { table } from './words-on-screen.ts';

export const questionnaireCommands: readonly Command[] = [
  {
    name: 'questionnaire list',
    usage: '[--json]',
    help: 'the shipped questionnaires with version and digest',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => false,
    async run(given, operator) {
      const { questionnaires } = await operator.knowledge();
      const listed = questionnaires.map((questionnaire) => {
        const { id, version, title } = questionnaire;
        return { id, version, title, digest: questionnaireDigest(questionnaire) };
      });
      if (given.has('json')) return { stdout: json(listed) };
      return {
        stdout: table(
          ['Id', 'Version', 'Title', 'Digest'],
          listed.map(({ id, version, title, digest }) => [id, String(version), title, digest]),
        ),
      };
    },
  },
  {
    name: 'questionnaire check',
    usage: 'FILE [--json]',
    help: 'every fault of a questionnaire file with its line; exit code 1 when there is one',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => false,
    async run(given, operator) {
      const file = wordAt(given, 0);
      const parsed = await parseFile(operator, file);
      if (!parsed.ok) return faultsOutput(file, parsed.faults, given.has('json'));
      const { id, version } = parsed.questionnaire;
      const questions = questionsOf(parsed.questionnaire).length;
      if (given.has('json')) return { stdout: json({ ok: true, id, version, questions, faults: [] }) };
      return { stdout: `${file}: ok (${id}, version ${version}, ${questions} questions)\n` };
    },
  },
];

/** Reads a questionnaire file, and checks that the clauses it names exist. */
export async function parseFile(operator: Operator, file: string) {
  const { isClauseOrControl } = createClosedList(await operator.iso42001());
  return parseQuestionnaire(await readText(operator, file), file, isClauseOrControl);
}

/** The faults are what was asked for, so they stand on standard output, a line each. */
export function faultsOutput(file: string, faults: readonly Fault[], asJson: boolean): Output {
  const lines = faults.map((fault) => `${fault.file}:${fault.line}: ${fault.message}\n`);
  return {
    stdout: asJson ? json({ ok: false, faults }) : lines.join(''),
    stderr: `${file} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
    exitCode: 1,
  };
}

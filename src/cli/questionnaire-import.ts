import path from 'node:path';
import { languagesOf } from '../interviews/in-language.ts';
import { parseQuestionnaire } from '../interviews/parse-questionnaire.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { greatestScores } from '../interviews/score.ts';
import { type ElementNote, importSurvey } from '../interviews/surveyjs/import-survey.ts';
import { writeQuestionnaire } from '../interviews/surveyjs/write-questionnaire.ts';
import { type Command, json, Refused, wordAt } from './command.ts';
import { readJson, writeOut } from './files.ts';

export const questionnaireImport: Command = {
  name: 'questionnaire import',
  usage: 'SURVEYJS.json --out FILE.yaml [--id ID] [--title TITLE] [--version N] [--json]',
  help: 'makes a questionnaire of a SurveyJS definition, and names every element that it cannot take; exit code 1 when there is one',
  options: {
    out: { type: 'string' },
    id: { type: 'string' },
    title: { type: 'string' },
    version: { type: 'string' },
    json: { type: 'boolean' },
  },
  words: [1, 1],
  needsDatabase: () => false,
  async run(given, operator) {
    const file = wordAt(given, 0);
    const out = given.text('out');
    if (out === undefined) throw new Refused('Say where the questionnaire is written: --out FILE.yaml', 2);
    const naming = namingOf(given.text('id'), given.text('title'), given.text('version'), file);
    const imported = importSurvey(await readJson(operator, file), naming);
    if (!imported.ok) throw new Refused(`${file} cannot be imported: ${imported.message}`);
    const { elements, notTaken, differences, remarks } = imported.value;
    const text = writeQuestionnaire(imported.value.questionnaire, path.basename(file));
    const parsed = parseQuestionnaire(text, out);
    if (!parsed.ok) {
      const [fault] = parsed.faults;
      throw new Refused(`${file} cannot be imported: ${fault?.path ?? ''}: ${fault?.message ?? 'it has faults'}`);
    }
    const { questionnaire } = parsed;
    await writeOut(operator, out, text);
    const summary = {
      ok: notTaken.length === 0,
      ...{ id: questionnaire.id, version: questionnaire.version, title: questionnaire.title, out },
      elements,
      taken: elements - notTaken.length,
      questions: questionsOf(questionnaire).length,
      languages: languagesOf(questionnaire),
      greatestScores: questionnaire.scoring ? greatestScores(questionnaire) : null,
    };
    const exit =
      notTaken.length === 0
        ? {}
        : { exitCode: 1, stderr: `${notTaken.length} of ${elements} elements of ${file} were not taken.` };
    if (given.has('json')) return { stdout: json({ ...summary, notTaken, differences, remarks }), ...exit };
    const { raw, mitigation } = summary.greatestScores ?? {};
    return {
      stdout: [
        `${out}: ${summary.id}, version ${summary.version}: ${summary.taken} of ${elements} elements, ` +
          `${summary.questions} questions, in ${summary.languages.join(', ')}`,
        ...(raw === undefined
          ? []
          : [
              `Scored: at most ${raw} raw, ${mitigation} mitigation. Weights, mitigation and levels stand in the file.`,
            ]),
        ...notTaken.map((note) => `Not taken: ${inWords(note)}`),
        ...differences.map((note) => `Different: ${inWords(note)}`),
        ...remarks,
        '',
      ].join('\n'),
      ...exit,
    };
  },
};

function inWords({ place, name, type, says }: ElementNote): string {
  return `${place}${name === '' ? '' : ` ${name}`}${type === '' ? '' : ` (${type})`}: ${says}`;
}

/** Named after the file where nothing else is said. @throws {Refused} */
function namingOf(id: string | undefined, title: string | undefined, version: string | undefined, file: string) {
  const stem = path.basename(file).replace(/\.[^.]*$/u, '');
  const number = Number(version ?? '1');
  if (!Number.isInteger(number) || number < 1) throw new Refused('The version is a whole number from 1 on.', 2);
  if (id !== undefined && !/^[a-z][a-z0-9-]*$/u.test(id))
    throw new Refused('The id has small letters, digits and hyphens, and starts with a letter.', 2);
  const fromFile = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[^a-z]+|-+$/gu, '');
  return { id: id ?? (fromFile === '' ? 'survey' : fromFile), version: number, title: title ?? stem };
}

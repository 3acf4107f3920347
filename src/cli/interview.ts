import { z } from 'zod';
import { type Played, playAnswers } from '../interviews/play.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { type Command, json, type Operator, type Output, Refused, wordAt } from './command.ts';
import { readJson } from './files.ts';
import { faultsOutput, parseFile } from './questionnaire.ts';

const AnswerFile = z.record(z.string(), z.unknown());

export const interviewCommand: Command = {
  name: 'interview run',
  usage: 'ID_OR_FILE --answers FILE.json [--json]',
  help: 'plays { questionId: value } through the interview; null means “I don’t know”. Nothing is stored',
  options: { answers: { type: 'string' }, json: { type: 'boolean' } },
  words: [1, 1],
  needsDatabase: () => false,
  async run(given, operator) {
    const file = given.text('answers');
    if (file === undefined) throw new Refused('Give the answers: --answers FILE.json', 2);
    const found = await findQuestionnaire(operator, wordAt(given, 0), given.has('json'));
    if ('output' in found) return found.output;
    const answers = AnswerFile.safeParse(await readJson(operator, file));
    if (!answers.success) throw new Refused(`${file} must hold one JSON object: { questionId: value }`);
    const played = playAnswers(found.questionnaire, answers.data);
    return { stdout: given.has('json') ? json(played) : inWords(played) };
  },
};

type Found = { readonly questionnaire: Questionnaire } | { readonly output: Output };

/** A shipped id, else a file. */
async function findQuestionnaire(operator: Operator, name: string, asJson: boolean): Promise<Found> {
  if (/\.ya?ml$|[\\/]/u.test(name)) {
    const parsed = await parseFile(operator, name);
    return parsed.ok ? parsed : { output: faultsOutput(name, parsed.faults, asJson) };
  }
  const { questionnaires } = await operator.knowledge();
  const questionnaire = questionnaires.find(({ id }) => id === name);
  if (questionnaire) return { questionnaire };
  throw new Refused(
    `There is no questionnaire “${name}”; there are: ${questionnaires.map(({ id }) => id).join(', ')}. A file is named with its ending, .yaml.`,
  );
}

function inWords({ asked, skipped, invalid, missing, complete, result }: Played): string {
  const list = (ids: readonly string[]) => ids.join(', ') || 'none';
  return [
    `Asked: ${list(asked)}`,
    `Did not apply: ${list(skipped)}`,
    ...invalid.map(({ questionId, message }) => `Not taken: ${questionId}: ${message}`),
    `Missing: ${list(missing)}`,
    complete ? 'Complete: it could be submitted' : 'Not complete',
    ...(result
      ? [`Lane: ${result.lane}`, ...result.because.map(({ text }) => `  ${text}`), `Unknown: ${list(result.unknowns)}`]
      : []),
    '',
  ].join('\n');
}

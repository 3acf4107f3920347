import { z } from 'zod';
import { assessImpact } from '../impact/assess-impact.ts';
import type { ImpactResult } from '../impact/impact-result.ts';
import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import { inLanguage, languagesOf } from '../interviews/in-language.ts';
import { type Played, playInterview } from '../interviews/play.ts';
import { describeAnswer } from '../interviews/present.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { type Command, json, type Operator, type Output, Refused, wordAt } from './command.ts';
import { readJson } from './files.ts';
import { faultsOutput, parseFile } from './questionnaire.ts';

const AnswerFile = z.record(z.string(), z.unknown());

export const interviewCommand: Command = {
  name: 'interview run',
  usage: 'ID_OR_FILE --answers FILE.json [--language LANGUAGE] [--json]',
  help: 'plays { questionId: value } through the interview; null means “I don’t know”; a language adds what was asked and answered, in words. Nothing is stored',
  options: { answers: { type: 'string' }, language: { type: 'string' }, json: { type: 'boolean' } },
  words: [1, 1],
  needsDatabase: () => false,
  async run(given, operator) {
    const file = given.text('answers');
    if (file === undefined) throw new Refused('Give the answers: --answers FILE.json', 2);
    const found = await findQuestionnaire(operator, wordAt(given, 0), given.has('json'));
    if ('output' in found) return found.output;
    const answers = AnswerFile.safeParse(await readJson(operator, file));
    if (!answers.success) throw new Refused(`${file} must hold one JSON object: { questionId: value }`);
    const language = given.text('language');
    const questionnaire =
      language === undefined ? found.questionnaire : spokenIn(found.questionnaire, language, wordAt(given, 0));
    const { played, answers: taken } = playInterview(questionnaire, answers.data);
    const impact = played.result ? found.impactOf?.(taken) : undefined;
    const shown = impact ? { ...played, result: { ...played.result, impact } } : played;
    // An assessment has no lanes: its level decides.
    const words = impact
      ? [inWords({ ...played, result: null }), ...impactInWords(impact)].join('\n')
      : inWords(played);
    if (language === undefined) return { stdout: given.has('json') ? json(shown) : words };
    const said = askedAndAnswered(questionnaire, played, taken);
    if (given.has('json')) return { stdout: json({ ...shown, language, inWords: said }) };
    const lines = said.map(({ section, ask, answer }) => `${section}: ${ask}\n  ${answer}\n`);
    return { stdout: `${lines.join('')}\n${words}` };
  },
};

/** @throws {Refused} naming the languages that there are. */
function spokenIn(questionnaire: Questionnaire, language: string, name: string): Questionnaire {
  const languages = languagesOf(questionnaire);
  if (languages.includes(language)) return inLanguage(questionnaire, language);
  throw new Refused(`${name} is not there in “${language}”, but in: ${languages.join(', ')}`);
}

/** Every question that was asked, with the answer that was taken. */
function askedAndAnswered(questionnaire: Questionnaire, { asked }: Played, answers: Answers) {
  return questionnaire.sections.flatMap((section) =>
    section.questions
      .filter(({ id }) => asked.includes(id))
      .map((question) => ({
        ...{ questionId: question.id, section: section.title, ask: question.ask },
        answer: describeAnswer(question, answerTo(answers, question.id)),
      })),
  );
}

type Found =
  | {
      readonly questionnaire: Questionnaire;
      /** What the shipped impact rules make of the answers, where the questionnaire is theirs. */
      impactOf?(answers: Answers): ImpactResult;
    }
  | { readonly output: Output };

/** A shipped id, else a file. */
async function findQuestionnaire(operator: Operator, name: string, asJson: boolean): Promise<Found> {
  if (/\.ya?ml$|[\\/]/u.test(name)) {
    const parsed = await parseFile(operator, name);
    return parsed.ok ? parsed : { output: faultsOutput(name, parsed.faults, asJson) };
  }
  const { questionnaires, impactRules } = await operator.knowledge();
  const questionnaire = questionnaires.find(({ id }) => id === name);
  if (questionnaire && questionnaire.id === impactRules.questionnaire)
    return { questionnaire, impactOf: (answers) => assessImpact(impactRules, questionnaire, answers) };
  if (questionnaire) return { questionnaire };
  throw new Refused(
    `There is no questionnaire “${name}”; there are: ${questionnaires.map(({ id }) => id).join(', ')}. A file is named with its ending, .yaml.`,
  );
}

function inWords({ asked, skipped, invalid, missing, unknown, complete, result }: Played): string {
  const list = (ids: readonly string[]) => ids.join(', ') || 'none';
  return [
    `Asked: ${list(asked)}`,
    `Did not apply: ${list(skipped)}`,
    ...invalid.map(({ questionId, message }) => `Not taken: ${questionId}: ${message}`),
    ...(unknown && unknown.length > 0 ? [`Not in this version: ${list(unknown)}`] : []),
    `Missing: ${list(missing)}`,
    complete ? 'Complete: it could be submitted' : 'Not complete',
    ...(result ? resultInWords(result) : []),
    '',
  ].join('\n');
}

function resultInWords({ lane, because, unknowns, score }: NonNullable<Played['result']>): readonly string[] {
  return [
    ...(lane === undefined ? [] : [`Lane: ${lane}`]),
    ...(because ?? []).map(({ text }) => `  ${text}`),
    ...(score
      ? [`Score: raw ${score.raw}, mitigation ${score.mitigation}, total ${score.total}: level ${score.level}`]
      : []),
    `Unknown: ${unknowns.join(', ') || 'none'}`,
  ];
}

function impactInWords({ level, oversight, because, risks, unknowns }: ImpactResult): readonly string[] {
  return [
    `Impact: ${level}; oversight: ${oversight}`,
    ...because.map(({ rule, text, clause }) => `  ${text}${clause === undefined ? '' : ` (${clause})`} [${rule}]`),
    'Risks:',
    ...risks.map(
      ({ id, severity, likelihood, consequence, treatment: { kind, controls } }) =>
        `  ${consequence} ${severity}, ${likelihood}; ${[kind, ...controls].join(' ')} [${id}]`,
    ),
    `Decisive and unknown: ${unknowns.join(', ') || 'none'}`,
    '',
  ];
}

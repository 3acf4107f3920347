import { adoptionSubject, adoptVersion } from '../adoption/capability.ts';
import { ADOPTING_ROLE, mayAdopt } from '../adoption/standing.ts';
import { policiesWith } from '../composition/knowledge-base.ts';
import { createClosedList } from '../controls/closed-list.ts';
import { withLawQuestions } from '../impact/ask-law.ts';
import type { PublishedVersion } from '../interviews/interview-store.ts';
import { type Fault, parseQuestionnaire } from '../interviews/parse-questionnaire.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { questionnaireDigest } from '../interviews/questionnaire-digest.ts';
import { loadLaw } from '../law/load-law.ts';
import { type Command, json, type Operator, type Output, Refused, wordAt } from './command.ts';
import { readText } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { requirePerson } from './person.ts';
import { questionnaireImport } from './questionnaire-import.ts';
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
  questionnaireImport,
  {
    name: 'questionnaire adopt',
    usage: 'ID [--version N] --as PERSON',
    help: 'puts the proposed version into force, decided by somebody of the governance team, as the button in chat does',
    options: { version: { type: 'string' }, as: { type: 'string' } },
    words: [1, 1],
    needsDatabase: () => true,
    async run(given, operator) {
      const knowledge = await operator.knowledge();
      return inOrganisation(operator, async ({ stores }) => {
        const by = await requirePerson(stores.people, given.text('as'), ADOPTING_ROLE);
        const versions = await stores.questionnaires.published();
        const version = versionNamed(versions, wordAt(given, 0), given.text('version'));
        const allowed = mayAdopt(version, versions, by.roles);
        if (!allowed.ok) throw new Refused(allowed.message);
        const now = operator.clock();
        const notes = await adoptVersion(stores, version, policiesWith(knowledge, version.id), by.id, now);
        stores.audit.record({ personId: by.id, process: 'aims' }, notes, now);
        await stores.outgoing.refresh([adoptionSubject(version)], now);
        return { stdout: `${version.id}, version ${version.version}, is in force\n` };
      });
    },
  },
];

/** The newest version unless another one is named. @throws {Refused} */
function versionNamed(versions: readonly PublishedVersion[], id: string, number: string | undefined): PublishedVersion {
  const known = versions.filter((version) => version.id === id);
  const version = number === undefined ? known.at(-1) : known.find((one) => String(one.version) === number);
  if (version) return version;
  const ids = [...new Set(versions.map((one) => one.id))].join(', ');
  throw new Refused(
    known.length > 0
      ? `There is no version ${number} of ${id}.`
      : `There is no questionnaire “${id}”; there are: ${ids}.`,
  );
}

/** Reads a questionnaire file, and checks that the clauses it names exist. */
export async function parseFile(operator: Operator, file: string) {
  const { isClauseOrControl } = createClosedList(await operator.iso42001());
  const parsed = parseQuestionnaire(await readText(operator, file), file, isClauseOrControl);
  return parsed.ok ? { ...parsed, questionnaire: withLawQuestions(parsed.questionnaire, await loadLaw()) } : parsed;
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

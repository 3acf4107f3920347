import { z } from 'zod';
import type { Answer, Assistant } from '../assistant/answer.ts';
import { noteOn } from '../assistant/card.ts';
import { readableText } from '../chat/text.ts';
import { createLibraries } from '../composition/library.ts';
import { askRegister } from './ask-register.ts';
import { type Command, type Given, json, type Operator, Refused } from './command.ts';
import { parseJson, readText } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { findPerson } from './person.ts';
import { wordAtTerminal } from './word-at-terminal.ts';

/** What `ask` promises to programs: exactly these fields. */
type Answered = Pick<Answer, 'citations' | 'band' | 'score' | 'abstained'> & { readonly answer: string };

interface Found {
  readonly answered: Answered;
  /** Where it came from the pages, and not from the register. */
  readonly fromPages?: Answer;
}

const QuestionLine = z.union([z.string(), z.object({ question: z.string() }).transform(({ question }) => question)]);

export const askCommand: Command = {
  name: 'ask',
  usage: '"QUESTION" | --file QUESTIONS.jsonl [--as PERSON] [--json]',
  help: 'an answer with citations; as a person also from the register. With a file one JSON line for each { "question" }, word for word from the pages',
  options: { as: { type: 'string' }, file: { type: 'string' }, json: { type: 'boolean' } },
  words: [0, 1],
  needsDatabase: (given) => given.has('as'),
  async run(given, operator) {
    const file = given.text('file');
    const [question] = given.words;
    if ((question === undefined) === (file === undefined))
      throw new Refused('Give one question, or --file QUESTIONS.jsonl', 2);
    if (file !== undefined) {
      const answers = await answerAll(await questionsIn(operator, file), given, operator);
      return { stdout: answers.map(({ answered }) => `${JSON.stringify(answered)}\n`).join('') };
    }
    const asked = readable(question ?? '', 'The question');
    const [found] = await answerAll([asked], given, operator);
    if (!found) throw new Error('A question was not answered');
    const shown = found.fromPages && (await wordAtTerminal(asked, found.fromPages, given.text('as'), operator));
    const answered = shown ? answeredBy(shown.answer) : found.answered;
    const stderr = shown ? { stderr: noteOn(shown.answer, shown.wording) } : {};
    return { stdout: given.has('json') ? json(answered) : inWords(answered), ...stderr };
  },
};

async function answerAll(questions: readonly string[], given: Given, operator: Operator): Promise<readonly Found[]> {
  const knowledge = await operator.knowledge();
  const fromPages = (question: string, assistant: Assistant): Found => {
    const answer = assistant.answer(question);
    return { answered: answeredBy(answer), fromPages: answer };
  };
  const name = given.text('as');
  if (name === undefined) return questions.map((question) => fromPages(question, knowledge.assistant));
  const libraryIn = createLibraries(knowledge);
  return inOrganisation(operator, async ({ stores, organisation }) => {
    const person = await findPerson(stores.people, name);
    const { assistant } = await libraryIn(stores);
    const answers: Found[] = [];
    for (const question of questions) {
      const asked = { question, person, organisationId: organisation.id, now: operator.clock(), newId: operator.newId };
      const told = await askRegister(asked, stores, knowledge, libraryIn);
      answers.push(
        told === undefined
          ? fromPages(question, assistant)
          : { answered: { answer: told, citations: [], band: 'answer', score: 1, abstained: false } },
      );
    }
    return answers;
  });
}

function answeredBy({ text, citations, band, score, abstained }: Answer): Answered {
  return { answer: text, citations: citations.map(({ id, title }) => ({ id, title })), band, score, abstained };
}

async function questionsIn(operator: Operator, file: string): Promise<readonly string[]> {
  const lines = (await readText(operator, file)).split(/\r?\n/u);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${file}:${index + 1}`;
    const read = QuestionLine.safeParse(parseJson(line, place));
    if (!read.success) throw new Refused(`${place} must be { "question": "…" } or a string.`);
    return [readable(read.data, place)];
  });
}

function readable(question: string, place: string): string {
  const read = readableText(question);
  if (!read.ok) throw new Refused(`${place}: ${read.message}`);
  return read.value;
}

function inWords({ answer, citations }: Answered): string {
  const sources = citations.map(({ id, title }, index) => `[${index + 1}] ${title} (${id})`);
  return `${[answer, ...(sources.length > 0 ? ['', ...sources] : [])].join('\n')}\n`;
}

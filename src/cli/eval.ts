import type { Band } from '../assistant/gate.ts';
import { type Evaluation, evaluate, type Figures } from '../evaluation/evaluate.ts';
import { QuestionLine } from '../evaluation/question-line.ts';
import { createSearch } from '../knowledge/search.ts';
import { type Command, json, type Operator, Refused } from './command.ts';
import { parseJson, readText } from './files.ts';
import { table } from './words-on-screen.ts';

/** As many files as are evaluated together. */
const MOST_FILES = 20;

export const evalCommand: Command = {
  name: 'eval',
  usage: 'FILE… [--json]',
  help: 'how well the questions of files are found and answered; each line { "question", "expected": [passage ids] or none, "kind" }',
  options: { json: { type: 'boolean' } },
  words: [1, MOST_FILES],
  needsDatabase: () => false,
  async run(given, operator) {
    const { passages, assistant } = await operator.knowledge();
    const search = createSearch(passages);
    const known = new Set(passages.map(({ id }) => id));
    const lines: QuestionLine[] = [];
    for (const file of given.words) lines.push(...(await questionsIn(operator, file, known)));
    const evaluation = evaluate(lines, {
      find: (question, limit) => search.find(question, limit).map(({ passage }) => passage.id),
      answer: (question) => {
        const { band, score, citations } = assistant.answer(question);
        return { band, score, cited: citations.map(({ id }) => id) };
      },
      clock: () => performance.now(),
    });
    return { stdout: given.has('json') ? json(evaluation) : inWords(evaluation) };
  },
};

async function questionsIn(
  operator: Operator,
  file: string,
  known: ReadonlySet<string>,
): Promise<readonly QuestionLine[]> {
  const lines = (await readText(operator, file)).split(/\r?\n/u);
  const read = lines.flatMap((text, index) => {
    if (text.trim() === '') return [];
    const place = `${file}:${index + 1}`;
    const line = QuestionLine.safeParse(parseJson(text, place));
    if (!line.success) throw new Refused(`${place} must be { "question": "…", "expected": ["…"] }.`);
    const unknown = line.data.expected.find((id) => !known.has(id));
    if (unknown !== undefined) throw new Refused(`${place} expects ${unknown}, and there is no such passage.`);
    return [line.data];
  });
  if (read.length === 0) throw new Refused(`${file} holds no question.`);
  return read;
}

const COLUMNS: readonly (readonly [title: string, of: (figures: Figures) => number | undefined])[] = [
  ['hit@1', ({ hitAt1 }) => hitAt1],
  ['hit@3', ({ hitAt3 }) => hitAt3],
  ['nDCG@10', ({ ndcgAt10 }) => ndcgAt10],
  ['cited@3', ({ citedAt3 }) => citedAt3],
  ['AUROC', ({ abstentionAuroc }) => abstentionAuroc],
  ['kept@5%', ({ keptAt5 }) => keptAt5],
  ['kept@2%', ({ keptAt2 }) => keptAt2],
];

function inWords({ all, halves, kinds, searchMs, answerMs }: Evaluation): string {
  const rows: readonly (readonly [string, Figures])[] = [
    ['all', all],
    ['development', halves.development],
    ['held out', halves.heldOut],
    ...Object.entries(kinds).flatMap(([kind, { development, heldOut }]) => [
      [`${kind}, development`, development] as const,
      [`${kind}, held out`, heldOut] as const,
    ]),
  ];
  const header = ['', 'questions', ...COLUMNS.map(([title]) => title), 'answerable by band', 'others by band'];
  const cells = rows
    .filter(([, { questions }]) => questions > 0)
    .map(([name, figures]) => {
      const { questions, answerable, answerableBands, unanswerableBands } = figures;
      return [
        name,
        String(questions),
        ...COLUMNS.map(([, of]) => rounded(of(figures), 3)),
        answerable > 0 ? bandsInWords(answerableBands) : '-',
        answerable < questions ? bandsInWords(unanswerableBands) : '-',
      ];
    });
  const times = [
    `search p50 ${rounded(searchMs.p50, 2)} ms, p99 ${rounded(searchMs.p99, 2)} ms`,
    `answer p50 ${rounded(answerMs.p50, 2)} ms, p99 ${rounded(answerMs.p99, 2)} ms`,
  ];
  return `${table(header, cells)}\n${times.join('\n')}\nBy band: answer / closest passages / abstain.\n`;
}

function bandsInWords(bands: Readonly<Record<Band, number>>): string {
  return [bands.answer, bands.unsure, bands.abstain].map((share) => rounded(share, 2)).join(' / ');
}

function rounded(value: number | undefined, digits: number): string {
  return value === undefined ? '-' : value.toFixed(digits);
}

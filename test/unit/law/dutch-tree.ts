import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The Dutch government's decision tree as data: answers add labels, redirects read them. */
const Answer = z.object({
  answer: z.string(),
  labels: z.array(z.string()).default([]),
  nextQuestionId: z.string().optional(),
  nextConclusionId: z.string().optional(),
  redirects: z
    .array(z.object({ nextQuestionId: z.string().optional(), nextConclusionId: z.string().optional(), if: z.string() }))
    .default([]),
});
const Tree = z.object({
  questions: z.array(z.object({ questionId: z.string(), answers: z.array(Answer) })),
  conclusions: z.array(z.object({ conclusionId: z.string(), obligation: z.string().default('') })),
});

export interface DutchPath {
  /** Question id to the place of the chosen answer, counted from 0. */
  readonly answers: ReadonlyMap<string, number>;
  readonly labels: ReadonlySet<string>;
  readonly conclusion: string;
  /** The tree's words on what follows. */
  readonly duties: string;
}

export const DUTCH_FILE = 'minbzk-decision-tree.yaml';

/** Every path through the tree, answer by answer. */
export function* dutchPaths(folder: string): Generator<DutchPath> {
  const tree = Tree.parse(parse(readFileSync(path.join(folder, DUTCH_FILE), 'utf8')));
  const questions = new Map(tree.questions.map((question) => [question.questionId, question]));
  const conclusions = new Map(tree.conclusions.map((conclusion) => [conclusion.conclusionId, conclusion.obligation]));

  function* from(id: string, labels: ReadonlySet<string>, answers: ReadonlyMap<string, number>): Generator<DutchPath> {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`The tree leads to question ${id}, which it does not have.`);
    for (const [place, answer] of question.answers.entries()) {
      const after = new Set([...labels, ...answer.labels]);
      const taken = new Map(answers).set(id, place);
      const target = answer.redirects.find((redirect) => holds(redirect.if, after)) ?? answer;
      if (target.nextQuestionId !== undefined) {
        yield* from(target.nextQuestionId, after, taken);
        continue;
      }
      const conclusion = target.nextConclusionId;
      if (conclusion === undefined) throw new Error(`Question ${id} of the tree has an answer that leads nowhere.`);
      const duties = conclusions.get(conclusion);
      if (duties === undefined) throw new Error(`The tree concludes ${conclusion}, which it does not have.`);
      yield { answers: taken, labels: after, conclusion, duties };
    }
  }

  yield* from('1.1', new Set(), new Map());
}

/** The tree's condition language: `"label" in labels`, `!(…)`, `&&`, `||` and brackets around alternatives. */
function holds(condition: string, labels: ReadonlySet<string>): boolean {
  const values = condition.replaceAll(/"([^"]+)" in labels/g, (_, label: string) => (labels.has(label) ? 'T' : 'F'));
  const plain = values.replaceAll(/\s/g, '');
  return reduce(plain) === 'T';
}

function reduce(expression: string): string {
  const next = expression
    .replaceAll('(T)', 'T')
    .replaceAll('(F)', 'F')
    .replaceAll('!T', 'F')
    .replaceAll('!F', 'T')
    .replaceAll(/([TF])&&([TF])/g, (_, left: string, right: string) => (left === 'T' && right === 'T' ? 'T' : 'F'));
  if (next !== expression) return reduce(next);
  const either = expression.replaceAll(/([TF])\|\|([TF])/g, (_, left: string, right: string) =>
    left === 'T' || right === 'T' ? 'T' : 'F',
  );
  if (either !== expression) return reduce(either);
  if (!/^[TF]$/.test(expression)) throw new Error(`The condition "${expression}" cannot be read.`);
  return expression;
}

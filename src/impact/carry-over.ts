import { z } from 'zod';
import type { Answers, AnswerValue, CarriedFrom } from '../interviews/answer.ts';
import type { KnownAnswer } from '../interviews/begin.ts';
import { answerTo } from '../interviews/conditions.ts';
import { describeValue } from '../interviews/present.ts';
import { CHANGES, type Change, type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import { shapeFaults } from '../interviews/shape-faults.ts';
import { validateAnswer } from '../interviews/validate-answer.ts';
import { readLocatedYaml } from '../kernel/located-yaml.ts';

const Carry = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** As the words of the answer, where the question to be answered is asked in words. */
  as: z.literal('label').exactOptional(),
  /** Which option stands for which; an option that is not named tells nothing. Without it the answer is taken as it is. */
  options: z.record(z.string(), z.string()).exactOptional(),
});
type Carry = z.infer<typeof Carry>;

/** What the answers to one questionnaire tell about the questions of another, as data. Use `parseCarryOver`. */
export const CarryOver = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  from: z.string(),
  to: z.string(),
  carry: z.array(Carry).min(1),
  /** Which answers of the first tell which change of what was assessed. */
  changes: z.partialRecord(z.enum(CHANGES), z.array(z.string()).min(1)),
  /** Questions of the second whose answers time alone makes doubtful: how what was approved has been running. */
  atInterval: z.array(z.string()).min(1),
  /** Questions of the second about who assesses and answers for it: another assessment says nothing about them. */
  ofEach: z.array(z.string()).min(1),
});
export type CarryOver = z.infer<typeof CarryOver>;

/** Reads the file; throws one error that names every fault with its place. */
export function parseCarryOver(
  yamlText: string,
  fileName: string,
  questionnaires: readonly Questionnaire[],
): CarryOver {
  const { content, broken, fault } = readLocatedYaml(yamlText, fileName);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const read = CarryOver.safeParse(content);
  const faults = read.success ? faultsIn(read.data, questionnaires) : shapeFaults(read.error.issues, content);
  if (read.success && faults.length === 0) return read.data;
  throw new Error(faults.map(({ path, message }) => fault(path, message)).join('\n'));
}

type FoundFault = ReturnType<typeof shapeFaults>[number];

function faultsIn(
  { from, to, carry, changes, atInterval, ofEach }: CarryOver,
  questionnaires: readonly Questionnaire[],
): readonly FoundFault[] {
  const [source, target] = [from, to].map((id) => questionnaires.find((one) => one.id === id));
  if (!source || !target) return [{ path: [source ? 'to' : 'from'], message: 'There is no such questionnaire.' }];
  const unknown = Object.entries(changes).flatMap(([change, ids]) =>
    ids.flatMap((id, index) =>
      questionIn(source, id) ? [] : [{ path: ['changes', change, index], message: `There is no question "${id}".` }],
    ),
  );
  const faults = carry.flatMap((one, index): readonly FoundFault[] => {
    const path = ['carry', index];
    const [asked, wanted] = [questionIn(source, one.from), questionIn(target, one.to)];
    if (!asked) return [{ path: [...path, 'from'], message: `There is no question "${one.from}".` }];
    if (!wanted) return [{ path: [...path, 'to'], message: `There is no question "${one.to}".` }];
    const [own, others] = [optionsOf(asked), optionsOf(wanted)];
    const pairs = Object.entries(one.options ?? (one.as ? {} : Object.fromEntries(own.map((id) => [id, id]))));
    return pairs.flatMap(([id, other]) => [
      ...(own.includes(id) ? [] : [{ path: [...path, 'options'], message: `"${one.from}" has no option "${id}".` }]),
      ...(others.includes(other) ? [] : [{ path, message: `"${one.to}" has no option "${other}".` }]),
    ]);
  });
  const notAsked = Object.entries({ atInterval, ofEach }).flatMap(([list, ids]) =>
    ids.flatMap((id, index) =>
      questionIn(target, id) ? [] : [{ path: [list, index], message: `There is no question "${id}".` }],
    ),
  );
  return [...faults, ...unknown, ...notAsked];
}

/** What the answers of two submissions tell apart, in the order of the kinds of change. */
export function declaredChanges({ changes }: CarryOver, before: Answers, after: Answers): readonly Change[] {
  const value = (answers: Answers, id: string) => {
    const answer = answerTo(answers, id);
    return answer?.kind === 'known' ? answer.value : answer?.kind;
  };
  return CHANGES.filter((change) =>
    (changes[change] ?? []).some((id) => !sameValue(value(before, id), value(after, id))),
  );
}

function questionIn(questionnaire: Questionnaire, id: string): Question | undefined {
  return questionsOf(questionnaire).find((question) => question.id === id);
}

function optionsOf(question: Question): readonly string[] {
  return 'options' in question ? question.options.map(({ id }) => id) : [];
}

/** What is known of the questions of the one questionnaire from the answers to the other; only what those accept. */
export function carriedOver(
  { carry }: CarryOver,
  source: Questionnaire,
  target: Questionnaire,
  answers: Answers,
  from: CarriedFrom,
): readonly KnownAnswer[] {
  const known = new Map<string, AnswerValue>();
  for (const one of carry) {
    const [asked, wanted] = [questionIn(source, one.from), questionIn(target, one.to)];
    const answer = answerTo(answers, one.from);
    if (!asked || !wanted || answer?.kind !== 'known') continue;
    const value = valueFor(one, asked, answer.value);
    const before = known.get(wanted.id);
    if (value === undefined || (before !== undefined && wanted.kind !== 'many-of')) continue;
    known.set(wanted.id, wanted.kind === 'many-of' ? united(before, value) : value);
  }
  return [...known].flatMap(([questionId, value]): readonly KnownAnswer[] => {
    const question = questionIn(target, questionId);
    const valid = question && validateAnswer(question, value);
    return valid?.ok ? [{ questionId, value: valid.value, from }] : [];
  });
}

function valueFor({ as, options }: Carry, asked: Question, value: AnswerValue): AnswerValue | undefined {
  if (as) return describeValue(asked, value);
  if (!options) return value;
  const named = listOf(value).flatMap((id) => (Object.hasOwn(options, id) ? (options[id] ?? []) : []));
  if (named.length === 0) return undefined;
  return typeof value === 'object' ? named : named[0];
}

function united(before: AnswerValue | undefined, value: AnswerValue): readonly string[] {
  return [...new Set([...(before === undefined ? [] : listOf(before)), ...listOf(value)])];
}

function listOf(value: AnswerValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

/** Lists are the same in whatever order. */
export function sameValue(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) => (Array.isArray(value) ? value.map(String).toSorted() : value);
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

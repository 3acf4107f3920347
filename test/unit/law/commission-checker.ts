import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The Commission's compliance checker as data: which answer sets which flags, and where it leads. */
const Flag = z.union([z.boolean(), z.string()]);
type Flags = ReadonlyMap<string, z.infer<typeof Flag>>;

const Condition = z.strictObject({
  answer_is: z.number().optional(),
  if_any_answer_in: z.array(z.number()).optional(),
  if_none_selected_in: z.array(z.number()).optional(),
  is_this_exact_match_selected: z.array(z.number()).optional(),
  flag_equals: z.object({ flag_name: z.string(), value: Flag }).optional(),
});
type Condition = z.infer<typeof Condition>;

const SetFlag = z.object({ flag_name: z.string(), value: Flag, condition: z.array(Condition).default([]) });
const SetFlags = z.array(SetFlag).default([]);

const Node = z.object({
  routing: z.array(z.object({ conditions: z.array(Condition).default([]), go_to: z.string(), set_flags: SetFlags })),
  answer_flags: z.record(z.string(), z.object({ set_flags: SetFlags })).default({}),
});
const Tree = z.object({ start: z.string(), nodes: z.record(z.string(), Node) });
const Questions = z.object({
  questions: z.record(z.string(), z.object({ options: z.array(z.object({ id: z.string() })).default([]) })),
});

export interface CheckerPath {
  /** Question id to the chosen options; a hub has none. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
  readonly flags: Flags;
}

interface Step {
  readonly selection: readonly number[];
  readonly flags: Flags;
  readonly next: string;
}

/** Questions whose answers the Act tells apart though the checker does not: every answer is followed to the end. */
const ALWAYS_IN_FULL =
  /^(QAIS_2|QAIS_2_1|QAIS_2_2|QAIS_3|QAIS_4|QAIS_5|QAIS_6_4|QAIS_6_4_\d|QAIS_7_\d|QAIS_8|QGPAI_\d.*)$/;
/** The only questions where several answers at once lead elsewhere than one. */
const COMBINATIONS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  QAIS_1_1: [[0, 1, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3], [5]],
};

export const COMMISSION_FILES = ['ec_servicedesk_checker_decision_tree.json', 'ec_servicedesk_checker_questions.json'];

/**
 * Every path through the checker, one option at each question. Options that set the same flags and lead to the same
 * place take turns, except where the Act tells them apart.
 */
export function* commissionPaths(folder: string): Generator<CheckerPath> {
  const [treeFile = '', questionsFile = ''] = COMMISSION_FILES;
  const tree = Tree.parse(JSON.parse(readFileSync(path.join(folder, treeFile), 'utf8')));
  const { questions } = Questions.parse(JSON.parse(readFileSync(path.join(folder, questionsFile), 'utf8')));
  const turns = new Map<string, number>();

  function* from(id: string, flags: Flags, answers: ReadonlyMap<string, readonly number[]>): Generator<CheckerPath> {
    if (id === 'END') {
      yield { answers, flags };
      return;
    }
    for (const step of steps(id, flags)) {
      const key = answers.has(id) ? `${id} again` : id;
      yield* from(step.next, step.flags, new Map(answers).set(key, step.selection));
    }
  }

  function steps(id: string, flags: Flags): Step[] {
    const node = tree.nodes[id];
    if (node === undefined) throw new Error(`The checker leads to ${id}, which it does not have.`);
    const options = questions[id]?.options.map((option) => [Number(option.id)]) ?? [[]];
    const all = (COMBINATIONS[id] ?? options).map((selection) => follow(node, selection, flags));
    if (ALWAYS_IN_FULL.test(id)) return all;
    const alike = Map.groupBy(all, (step) => JSON.stringify([step.next, [...step.flags]]));
    return [...alike].flatMap(([key, members]) => {
      const turn = turns.get(id + key) ?? 0;
      turns.set(id + key, turn + 1);
      return members.slice(turn % members.length, (turn % members.length) + 1);
    });
  }

  yield* from(tree.start, new Map(), new Map());
}

function follow(node: z.infer<typeof Node>, selection: readonly number[], before: Flags): Step {
  const flags = new Map(before);
  for (const answer of selection) setFlags(flags, node.answer_flags[String(answer)]?.set_flags ?? [], selection);
  const route = node.routing.find((each) => each.conditions.every((condition) => holds(condition, selection, flags)));
  if (route === undefined) throw new Error('The checker has an answer that leads nowhere.');
  setFlags(flags, route.set_flags, selection);
  return { selection, flags, next: route.go_to };
}

function setFlags(
  flags: Map<string, z.infer<typeof Flag>>,
  wanted: readonly z.infer<typeof SetFlag>[],
  selection: readonly number[],
): void {
  for (const each of wanted)
    if (each.condition.every((condition) => holds(condition, selection, flags))) flags.set(each.flag_name, each.value);
}

function holds(condition: Condition, selection: readonly number[], flags: Flags): boolean {
  const { answer_is, if_any_answer_in, if_none_selected_in, is_this_exact_match_selected, flag_equals } = condition;
  if (answer_is !== undefined && !selection.includes(answer_is)) return false;
  if (if_any_answer_in !== undefined && !if_any_answer_in.some((answer) => selection.includes(answer))) return false;
  if (if_none_selected_in?.some((answer) => selection.includes(answer))) return false;
  if (is_this_exact_match_selected !== undefined && is_this_exact_match_selected.join() !== selection.join())
    return false;
  return flag_equals === undefined || flags.get(flag_equals.flag_name) === flag_equals.value;
}

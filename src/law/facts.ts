import { z } from 'zod';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/u, 'an id has small letters, digits and hyphens');
const Sentence = z.string().min(3);

const Option = z.strictObject({
  id: Id,
  label: Sentence,
  /** At most 60 characters, for buttons and menus, where the label is longer. */
  short: Sentence.max(60).optional(),
  article: Sentence.optional(),
});

const told = {
  id: Id,
  /** The short name of the answer. */
  label: Sentence,
  article: Sentence,
  question: Sentence,
  /** An example for yes, or for one of the options. */
  inside: Sentence,
  /** An example just beyond the line. */
  outside: Sentence,
  /** Who usually knows. */
  knows: Sentence,
  /** Words in a description of a system that call for this question before others. They are no facts. */
  cues: z.array(z.string().min(2)).default([]),
  /** Which changes of a system make it doubtful, where it is others than of most facts. */
  touchedBy: z
    .array(z.enum(['purpose', 'data', 'model', 'people', 'region']))
    .min(1)
    .exactOptional(),
};

/** One thing that the law's application depends on, as a question that a layperson can answer. */
export const Fact = z.discriminatedUnion('type', [
  z.strictObject({ ...told, type: z.literal('boolean') }),
  z.strictObject({ ...told, type: z.literal('one-of'), options: z.array(Option).min(2) }),
  z.strictObject({ ...told, type: z.literal('many-of'), options: z.array(Option).min(2) }),
]);
export type Fact = z.infer<typeof Fact>;

export const FactFile = z.strictObject({ id: Id, version: z.int().positive(), facts: z.array(Fact).min(1) });
export type FactFile = z.infer<typeof FactFile>;

export type FactValue = boolean | string | readonly string[];

/** What is known. An absent fact is unknown; an empty list says that none of the options holds. */
export type Facts = Readonly<Record<string, FactValue>>;

export type CheckedFacts =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads facts from outside. Every fault is a sentence that names the fact; null counts as unknown. */
export function readFacts(content: unknown, catalogue: readonly Fact[]): CheckedFacts {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { ok: false, faults: ['The facts must be one JSON object, such as { "ai-system": true }.'] };
  const faults: string[] = [];
  const facts: Record<string, FactValue> = {};
  for (const [id, value] of Object.entries(content)) {
    const fact = catalogue.find((each) => each.id === id);
    if (!fact) faults.push(`There is no fact "${id}"; aims law facts lists them.`);
    else if (value !== null) {
      const read = readValue(fact, value);
      if (read.ok) facts[id] = read.value;
      else faults.push(`"${id}" ${read.fault}`);
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, facts };
}

/** The ids of a fact's options; a boolean has none. */
export function optionIds(fact: Fact): readonly string[] {
  return fact.type === 'boolean' ? [] : fact.options.map(({ id }) => id);
}

type ReadValue = { readonly ok: true; readonly value: FactValue } | { readonly ok: false; readonly fault: string };

function readValue(fact: Fact, value: unknown): ReadValue {
  const ids = optionIds(fact);
  if (fact.type === 'boolean')
    return typeof value === 'boolean' ? { ok: true, value } : { ok: false, fault: 'must be true or false.' };
  if (fact.type === 'one-of') {
    const known = typeof value === 'string' && ids.includes(value);
    return known ? { ok: true, value } : { ok: false, fault: `must be one of ${ids.join(', ')}.` };
  }
  const list = z.array(z.string()).safeParse(value);
  if (!list.success) return { ok: false, fault: `must be a list of ${ids.join(', ')}; [] means none of them.` };
  const strange = list.data.filter((id) => !ids.includes(id));
  if (strange.length > 0)
    return { ok: false, fault: `has no option "${strange.join('", "')}", only ${ids.join(', ')}.` };
  return { ok: true, value: ids.filter((id) => list.data.includes(id)) };
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadPrompt, parsePrompt } from './parse-prompt.ts';
import { fill, type PromptInput, placesIn } from './template.ts';

/** What a feature promises about a prompt: its id, what it is given and what comes back. */
export interface PromptShape<Input extends PromptInput, Output> {
  readonly id: string;
  readonly input: z.ZodObject & z.ZodType<Input>;
  /** Strict, and without optional fields: providers that enforce a schema demand both. */
  readonly output: z.ZodType<Output>;
}

/** A prompt file bound to its schemas. */
export interface Prompt<Input extends PromptInput, Output> {
  readonly id: string;
  readonly version: number;
  readonly purpose: string;
  /** SHA-256 of the file: the version says what was meant, this says what it was. */
  readonly digest: string;
  readonly output: z.ZodType<Output>;
  /** Reads what it is given, so that words can be changed before they are sent. */
  read(given: unknown): Input;
  /** The two messages; the words of others stand in named tags, as data. */
  render(input: Input): { readonly system: string; readonly user: string };
}

/** @throws {BadPrompt} when the file and the shape disagree, naming every fault. */
export function definePrompt<Input extends PromptInput, Output>(
  file: string,
  content: string,
  { id, input, output }: PromptShape<Input, Output>,
): Prompt<Input, Output> {
  const prompt = parsePrompt(file, content);
  const faults = [
    ...(prompt.id === id ? [] : [`its id is ${prompt.id}, but ${id} is asked for`]),
    ...disagreements(prompt.user, input),
    ...(/\{\{/u.test(prompt.system) ? ['"# System" is ours alone and has no places to fill'] : []),
  ];
  if (faults.length > 0) throw new BadPrompt(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  const digest = createHash('sha256').update(content).digest('hex');
  return {
    id,
    version: prompt.version,
    purpose: prompt.purpose,
    digest,
    output,
    read: (given) => input.parse(given),
    render: (given) => ({ system: prompt.system, user: fill(prompt.user, input.parse(given)) }),
  };
}

function disagreements(user: string, input: z.ZodObject): readonly string[] {
  const places = placesIn(user);
  const faults = places.outside.map((name) => `{{${name}}} stands in no tag of its own`);
  const fields = Object.entries(input.shape).map(([name, shape]) => ({ name, item: itemOf(shape) }));
  const named = [...places.words, ...Object.keys(places.lists)];
  for (const name of named.filter((place) => !fields.some((field) => field.name === place)))
    faults.push(`{{${name}}} is nothing that it is given`);
  for (const { name, item } of fields) {
    const has = item === undefined ? places.words.includes(name) : name in places.lists;
    if (!has) faults.push(`${item === undefined ? `{{${name}}}` : `{{#${name}}}…{{/${name}}}`} is missing`);
    const inItem = places.lists[name] ?? [];
    for (const part of item ?? [])
      if (has && !inItem.includes(part)) faults.push(`{{${part}}} is missing in {{#${name}}}`);
    for (const part of inItem) if (!item?.includes(part)) faults.push(`{{${part}}} is nothing that {{#${name}}} has`);
  }
  return faults;
}

/** The fields of a list's items; `undefined` for words. */
function itemOf(shape: unknown): readonly string[] | undefined {
  if (!(shape instanceof z.ZodArray)) return undefined;
  const { element } = shape;
  return element instanceof z.ZodObject ? Object.keys(element.shape) : [];
}

import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type FoundFault, missingConditions, type Names, ruleFaults } from './check-rules.ts';
import { FactFile } from './facts.ts';
import { assembleLaw, type Law } from './law.ts';
import { RuleFile } from './rules.ts';

export interface LawText {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the file of facts and the files of rules, which may refer to one another.
 * Throws one error that names every fault with its file and line.
 */
export function parseLaw(factText: LawText, ruleTexts: readonly LawText[]): Law {
  const factFile = read(factText, FactFile, repeatedFacts);
  const files = ruleTexts.map((ruleText) => ({ ruleText, ...read(ruleText, RuleFile, () => []) }));
  refuse([factFile, ...files].flatMap(({ faults }) => faults));

  const facts = factFile.value?.facts ?? [];
  const contents = files.flatMap(({ value }) => (value ? [value] : []));
  const rules = contents.flatMap((file) => file.rules);
  const named = Object.assign({}, ...contents.map((file) => file.conditions));
  const dates = Object.assign({}, ...contents.map((file) => file.dates));
  const law = assembleLaw(facts, rules, named, dates);
  const names: Names = { facts, rules, dates, conditions: law.conditions };
  refuse([
    ...files.flatMap(({ value, place }) => (value ? ruleFaults(value, names).map(place) : [])),
    ...missingConditions(names).map((message) => `${ruleTexts[0]?.name ?? 'rules'}:1: ${message}`),
  ]);
  return law;
}

interface ReadFile<Content> {
  readonly value: Content | undefined;
  readonly faults: readonly string[];
  place(fault: FoundFault): string;
}

function read<Content>(
  { name, text }: LawText,
  shape: z.ZodType<Content>,
  further: (content: Content) => readonly FoundFault[],
): ReadFile<Content> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = ({ path, message }: FoundFault): string => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (hasRange(node)) return `${name}:${lines.linePos(node.range[0]).line}: ${path.join('.')}: ${message}`;
    }
    return `${name}:1: ${path.join('.')}: ${message}`;
  };
  const broken = document.errors.map(({ pos, message }) => `${name}:${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) return { value: undefined, faults: broken, place };

  const parsed = shape.safeParse(document.toJS());
  if (!parsed.success) return { value: undefined, faults: parsed.error.issues.map(innermost).map(place), place };
  return { value: parsed.data, faults: further(parsed.data).map(place), place };
}

/** Where a condition is wrong, the schema blames the outermost one; the innermost is where the mistake stands. */
function innermost(issue: z.core.$ZodIssue): FoundFault {
  const { path, message } = issue;
  const within = issue.code === 'invalid_union' ? issue.errors.find(isAboutParts)?.[0] : undefined;
  if (!within) return { path, message };
  const found = innermost(within);
  return { path: [...path, ...found.path], message: found.message };
}

function isAboutParts(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.length > 0 && issues.every(({ code }) => code === 'invalid_union');
}

function repeatedFacts({ facts }: FactFile): readonly FoundFault[] {
  return facts.flatMap(({ id }, index) =>
    facts.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: ['facts', index, 'id'], message: `the id "${id}" is used twice` }],
  );
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

import type { z } from 'zod';
import type { FoundFault, Path } from './check-questionnaire.ts';

type Issue = z.core.$ZodIssue;

/** Turns the schema's findings into sentences that name the place and the remedy. */
export function shapeFaults(issues: readonly Issue[], content: unknown, under: Path = []): readonly FoundFault[] {
  return issues.flatMap((issue) => shapeFault(issue, content, [...under, ...issue.path.map(asKey)]));
}

function shapeFault(issue: Issue, content: unknown, path: Path): readonly FoundFault[] {
  const value = valueAt(content, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: `There is no "${key}" here.` }));
    case 'invalid_union':
      return unionFaults(issue, content, path);
    case 'invalid_type':
      if (value === undefined) return [{ path, message: `"${String(path.at(-1) ?? 'the file')}" is missing.` }];
      return [{ path, message: `This must be ${withArticle(issue.expected)}.` }];
    default:
      return [{ path, message: `${issue.message}.`.replace(/\.\.$/u, '.') }];
  }
}

/**
 * A union reports the faults of every form it could have. Only the form whose keys were written is of interest;
 * where no form fits, the forms are named.
 */
function unionFaults(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  content: unknown,
  path: Path,
): readonly FoundFault[] {
  if ('discriminator' in issue && issue.discriminator) {
    return [
      {
        path,
        message:
          'The kind of a question is text, long-text, one-of, many-of, countries, yes-no, number, date, person, link or ai-system.',
      },
    ];
  }
  const value = valueAt(content, path);
  const meant = issue.errors.find((branch) => isObject(value) && branch.every((fault) => !isAboutKeys(fault, value)));
  if (meant) return shapeFaults(meant, content, path);
  if (path.at(-1) === 'is') return [{ path, message: 'This must be a text, a number or true or false.' }];
  return [
    {
      path,
      message:
        'A condition is { question, is }, { question, anyOf: [...] }, { question, noneOf: [...] }, { question, atLeast }, ' +
        '{ question, sameText }, { question, containsText }, { question, answered }, { question, unknown }, { all: [...] }, { any: [...] } or { not: ... }.',
    },
  ];
}

function isAboutKeys(issue: Issue, value: object): boolean {
  if (issue.path.length === 0) return true;
  const key = issue.path[0];
  return issue.path.length === 1 && issue.code === 'invalid_type' && key !== undefined && !Object.hasOwn(value, key);
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    content,
  );
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function asKey(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

function withArticle(type: string): string {
  if (type === 'string') return 'a text (numbers and yes or no need quotation marks)';
  if (type === 'array') return 'a list';
  if (type === 'object') return 'a group of named fields';
  return type === 'boolean' ? 'true or false' : `a ${type}`;
}

import type { Document } from 'yaml';
import { isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Path } from './check-questionnaire.ts';
import { checkQuestionnaire } from './check-questionnaire.ts';
import { Questionnaire } from './questionnaire.ts';
import { shapeFaults } from './shape-faults.ts';

/** One thing that is wrong with a questionnaire file. Lines and columns count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  /** Where in the structure, such as `sections[0].questions[2].when`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ParsedQuestionnaire =
  | { readonly ok: true; readonly questionnaire: Questionnaire }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads a questionnaire file and names every fault with its place.
 * @param isClauseOrControl tells whether an id of ISO/IEC 42001 exists; without it clause ids are not checked.
 */
export function parseQuestionnaire(
  yamlText: string,
  fileName: string,
  isClauseOrControl: (id: string) => boolean = () => true,
): ParsedQuestionnaire {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const broken = [
    ...document.errors.map(({ pos, message }) => ({ ...at(pos[0]), path: '', message })),
    ...badAliases(document, at),
  ];
  if (broken.length > 0) return { ok: false, faults: broken };

  const content: unknown = document.toJS();
  const read = Questionnaire.safeParse(content);
  const found = read.success
    ? checkQuestionnaire(read.data, isClauseOrControl)
    : shapeFaults(read.error.issues, content);
  const faults = found
    .map(({ path, message }) => ({ ...at(offsetOf(document, path)), path: pathInWords(path), message }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
  return read.success && faults.length === 0 ? { ok: true, questionnaire: read.data } : { ok: false, faults };
}

/** Aliases are resolved only when the document becomes a value, and would throw there. */
function badAliases(document: Document.Parsed, at: (offset: number) => Pick<Fault, 'file' | 'line'>): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Alias(_key, alias) {
      const target = alias.resolve(document);
      const place = at(alias.range?.[0] ?? 0);
      if (!target)
        faults.push({ ...place, path: '', message: `There is no anchor &${alias.source} before this alias.` });
      else if (containsAlias(target))
        faults.push({ ...place, path: '', message: 'An anchor that is used by an alias must not contain aliases.' });
    },
  });
  return faults;
}

/** Aliases inside aliases can grow without limit or refer to themselves; no questionnaire needs them. */
function containsAlias(target: Parameters<typeof visit>[0]): boolean {
  let found = false;
  visit(target, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The offset of the deepest part of the path that is written in the file. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair =
      isNode(parent) && 'items' in parent
        ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
        : undefined;
    if (isPair(pair) && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function pathInWords(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

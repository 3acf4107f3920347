import { isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';

/** YAML as a plain value that still knows where each part of it is written. */
export interface LocatedYaml {
  readonly content: unknown;
  /** What YAML itself cannot read, each `file:line: what`; then the content means nothing. */
  readonly broken: readonly string[];
  /** A fault as `file:line: path: what`, at the deepest part of the path that is written. */
  fault(path: readonly PropertyKey[], message: string): string;
}

export function readLocatedYaml(text: string, fileName: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1);
  const broken = document.errors.map(({ pos, message }) => `${fileName}:${lineAt(pos[0])}: ${message}`);
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const parent = document.getIn(path.slice(0, depth - 1), true);
      const items = isNode(parent) && 'items' in parent ? parent.items : [];
      const pair = items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path[depth - 1]);
      const key = isPair(pair) ? pair.key : undefined;
      const node = isNode(key) ? key : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  return {
    content: broken.length > 0 ? undefined : document.toJS(),
    broken,
    fault: (path, message) => {
      const place = path.length > 0 ? ` ${path.map(String).join('.')}:` : '';
      return `${fileName}:${lineAt(offsetOf(path))}:${place} ${message}`;
    },
  };
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One import of one source file. */
export interface Import {
  /** The importing file, from `src`: `reviews/submit.ts`. */
  readonly from: string;
  /** A file of ours, from `src`, or the name of a package: `kernel/clock.ts`, `node:fs/promises`, `@slack/bolt`. */
  readonly to: string;
  readonly ours: boolean;
}

export interface SourceFile {
  /** From `src`. */
  readonly name: string;
  readonly text: string;
}

/** Written by Prisma, not by us. */
const GENERATED = path.join('storage', 'generated');

export async function readSources(directory: string): Promise<readonly SourceFile[]> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const own = names.filter((name) => !name.startsWith(GENERATED));
  return Promise.all(
    own.map(async (name) => ({
      name: name.replaceAll(path.sep, '/'),
      text: await readFile(path.join(directory, name), 'utf8'),
    })),
  );
}

// An import stands at the beginning of a line, after `}` of a list over several lines, or is a call.
const SPECIFIERS = [
  /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gmu,
  /^import\s*['"]([^'"]+)['"]/gmu,
  /\bimport\s*\(\s*['"]([^'"]+)['"]/gu,
  /\bimport\.meta\.resolve\(\s*['"]([^'"]+)['"]/gu,
  /\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]/gu,
];

export function importsOf({ name, text }: SourceFile): readonly Import[] {
  return SPECIFIERS.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, specifier = '']) =>
    specifier.startsWith('.')
      ? { from: name, to: path.posix.join(path.posix.dirname(name), specifier), ours: true }
      : { from: name, to: packageOf(specifier), ours: false },
  );
}

/** `@slack/bolt/dist/App.js` is of the package `@slack/bolt`; modules of Node keep their name. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

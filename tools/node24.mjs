// Finds a Node that runs TypeScript: this one, else the one of the npm package `node`. For Node >= 20, no dependencies.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;

/** The path of a fitting Node, or undefined. */
export function findNode() {
  if (majorOf(process.versions.node) >= NEEDED_MAJOR) return process.execPath;
  const program = inPackage('bin/node');
  if (!existsSync(program)) return undefined;
  const { version } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'));
  return majorOf(version) >= NEEDED_MAJOR ? program : undefined;
}

function inPackage(file) {
  return fileURLToPath(new URL(`../node_modules/node/${file}`, import.meta.url));
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

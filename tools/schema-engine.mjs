#!/usr/bin/env node
// Stands in for Prisma's schema-engine program: the CLI starts it with whichever Node is on the PATH.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode } from './node24.mjs';

const node = findNode();
if (node === undefined) {
  process.stderr.write('The schema engine needs Node 24: run "npm test" once, which installs it.\n');
  process.exit(1);
} else if (node === process.execPath) {
  const { runSchemaEngine } = await import('./schema-engine-server.mjs');
  await runSchemaEngine(process.argv.slice(2));
} else {
  const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

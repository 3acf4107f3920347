// `npm run check`: everything that can be said about the code without running it. All steps run; all failures are listed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const PRISMA = 'prisma/build/index.js';
const MIGRATED = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code'];

const steps = [
  { name: 'types', program: 'typescript/bin/tsc', words: ['--noEmit'] },
  { name: 'format and lint', program: '@biomejs/biome/bin/biome', words: ['check', '--error-on-warnings'] },
  { name: 'unused code', program: 'knip/bin/knip.js', words: [] },
  { name: 'database schema', program: PRISMA, words: ['validate'] },
  { name: 'database schema format', program: PRISMA, words: ['format', '--check'] },
  { name: 'migrations match the schema', program: PRISMA, words: ['migrate', 'diff', ...MIGRATED] },
];

const failed = steps.filter((step) => !passes(step));
for (const { name } of failed) say(`failed: ${name}`);
if (failed.length > 0) process.exitCode = 1;
else say('All checks passed.');

function passes({ name, program, words }) {
  const started = performance.now();
  const environment = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const command = [`node_modules/${program}`, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: repository,
    encoding: 'utf8',
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) say(`${stdout}${stderr}`.trimEnd());
  return status === 0;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

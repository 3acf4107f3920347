import { createPinoLog } from '../observability/pino-log.ts';
import { aims } from './aims.ts';

// Whoever reads may stop early, as `aims controls | head -1` does.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure;
});

const { stdout, stderr, exitCode } = await aims(process.argv.slice(2), {
  variables: process.env,
  workingDirectory: process.cwd(),
  log: createPinoLog('warn'),
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;

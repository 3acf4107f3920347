import { lockDirectory } from '../../../../src/storage/directory-lock.ts';

// Says "held", or why not, and then stays until it is killed.
const [, , file = ''] = process.argv;
try {
  await lockDirectory(file);
  process.stdout.write('held\n');
} catch (failure) {
  process.stdout.write(`${failure instanceof Error ? `${failure.name}: ${failure.message}` : 'unknown'}\n`);
}
setInterval(() => {}, 60_000);

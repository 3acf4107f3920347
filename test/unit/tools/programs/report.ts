// Says how it was started, waits for a signal when asked to, and ends with a code of its own.
const [, , ...words]: string[] = process.argv;
if (words.includes('wait')) {
  process.on('SIGTERM', () => process.exit(6));
  setInterval(() => {}, 60_000);
} else {
  process.exitCode = 5;
}
process.stdout.write(`${JSON.stringify({ typescript: Number(process.versions.node.split('.')[0]) >= 24, words })}\n`);

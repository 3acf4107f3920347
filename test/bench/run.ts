// npm run bench [-- NAME …] [--accept]
import { acceptAsBaseline, readBaseline, regressions } from './baseline.ts';
import type { Benchmark, Result } from './benchmark.ts';
import { consoleEvent } from './console-event.ts';
import { interviewStep } from './interview.ts';
import { lawClassification } from './law.ts';
import { searchQuestion } from './search.ts';
import { slackClicks } from './slack.ts';

const BENCHMARKS: readonly Benchmark[] = [consoleEvent, interviewStep, lawClassification, searchQuestion, slackClicks];
const USAGE = `npm run bench [-- NAME …] [--accept]; names: ${BENCHMARKS.map(({ name }) => name).join(', ')}`;

const words = process.argv.slice(2);
const accepting = words.includes('--accept');
const names = words.filter((word) => word !== '--accept');
const chosen = names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name));

if (names.some((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name))) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 1;
} else {
  await bench();
}

async function bench(): Promise<void> {
  const baseline = await readBaseline();
  const results: Result[] = [];
  say('', 'median ms', 'p99 ms', 'bare ms', 'ratio', 'accepted');
  for (const benchmark of chosen) {
    for await (const result of benchmark.run()) {
      results.push(result);
      const { name, medianMs, p99Ms, bareMs, ratio } = result;
      say(
        name,
        medianMs.toFixed(2),
        p99Ms.toFixed(2),
        bareMs.toFixed(2),
        ratio.toFixed(3),
        baseline[name]?.ratio.toFixed(3) ?? 'none yet',
      );
      if (result.note !== undefined) process.stdout.write(`  ${result.note}\n`);
    }
  }
  if (accepting) {
    await acceptAsBaseline(baseline, results, new Date());
    return;
  }
  const failures = regressions(baseline, results);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

function say(name: string, ...columns: readonly string[]): void {
  process.stdout.write(`${name.padEnd(32)}${columns.map((column) => column.padStart(10)).join('')}\n`);
}

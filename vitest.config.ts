import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/database-template.ts'],
    setupFiles: ['test/support/fail-on-refused-blocks.ts'],
    pool: 'forks',
    // Nothing of ours keeps a state in its modules, and each file would read them and the knowledge base anew.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // A worker with an embedded database needs 300 MB and one core.
    maxWorkers: 2,
    // Creating a database takes 3 s, four times that on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});

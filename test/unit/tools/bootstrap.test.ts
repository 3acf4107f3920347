import { describe, expect, it } from 'vitest';
import { startChild } from '../../support/child.ts';

const BOOTSTRAP = new URL('../../../tools/bootstrap.mjs', import.meta.url);
const REPORT = 'test/unit/tools/programs/report.ts';

describe('the bootstrap', () => {
  it('runs TypeScript with the given words and prints nothing else on standard output', async () => {
    const program = startChild(BOOTSTRAP, [REPORT, 'audit verify', '--json']);

    expect(await program.nextLine()).toBe('{"typescript":true,"words":["audit verify","--json"]}');
    expect(await program.nextLine()).toBeUndefined();
  });

  it('ends with the exit code of the program', async () => {
    const program = startChild(BOOTSTRAP, [REPORT]);

    expect(await program.ended()).toBe(5);
  });

  it('passes a signal on and waits for the program to end', async () => {
    const program = startChild(BOOTSTRAP, [REPORT, 'wait']);
    await program.nextLine();

    program.terminate();

    expect(await program.ended()).toBe(6);
  });
});

import type { Command, Operator, Output } from './command.ts';
import { Refused } from './command.ts';
import { readCommandLine, usageOf } from './command-line.ts';
import { COMMANDS } from './commands.ts';

/** What reaches the terminal, in bytes: the same whether the command ran here or in the server. */
export interface Finished {
  readonly stdout: Uint8Array;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs one command. Whatever goes wrong becomes one line on standard error and an exit code. */
export async function runCommand(words: readonly string[], operator: Operator): Promise<Finished> {
  try {
    if (asksForHelp(words)) return finished({ stdout: help(words, COMMANDS) });
    const { command, given } = readCommandLine(words, COMMANDS);
    return finished(await command.run(given, operator));
  } catch (failure) {
    return failed(failure);
  }
}

/** Whether the command works on the database; false where it cannot be read at all. */
export function needsDatabase(words: readonly string[]): boolean {
  if (asksForHelp(words)) return false;
  try {
    const { command, given } = readCommandLine(words, COMMANDS);
    return command.needsDatabase(given);
  } catch (failure) {
    if (failure instanceof Refused) return false;
    throw failure;
  }
}

export function failed(failure: unknown): Finished {
  const message = failure instanceof Error ? failure.message : String(failure);
  const exitCode = failure instanceof Refused ? failure.exitCode : 1;
  return finished({ stdout: '', stderr: oneLine(message) || 'The command failed.', exitCode });
}

function finished({ stdout, stderr, exitCode = 0 }: Output): Finished {
  const bytes = typeof stdout === 'string' ? Buffer.from(stdout) : stdout;
  return { stdout: bytes, stderr: stderr === undefined ? '' : `${stderr}\n`, exitCode };
}

function oneLine(message: string): string {
  const lines = message.split(/\r?\n/u).map((line) => line.trim());
  return lines.filter((line) => line !== '').join('; ');
}

function asksForHelp(words: readonly string[]): boolean {
  const [first] = words;
  return first === undefined || first === 'help' || words.some((word) => word === '--help' || word === '-h');
}

function help(words: readonly string[], commands: readonly Command[]): string {
  const asked = words.filter((word) => word !== 'help' && !word.startsWith('-')).join(' ');
  const meant = commands.filter(
    ({ name }) => asked === name || asked.startsWith(`${name} `) || name.startsWith(`${asked} `),
  );
  const shown = asked !== '' && meant.length > 0 ? meant : commands;
  const lines = shown.map((command) => `  ${usageOf(command)}\n      ${command.help}`);
  const note = 'A person is an id, a name that only one person has, or an account such as slack:U0123.';
  return `Usage: aims COMMAND\n\n${lines.join('\n')}\n  aims help [COMMAND]\n      this list\n\n${note}\n`;
}

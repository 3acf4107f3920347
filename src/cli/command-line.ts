import { parseArgs } from 'node:util';
import { type Command, type Given, Refused } from './command.ts';

export interface CommandLine {
  readonly command: Command;
  readonly given: Given;
}

/**
 * Finds the command and reads what follows it.
 * @throws {Refused} naming what exists.
 */
export function readCommandLine(words: readonly string[], commands: readonly Command[]): CommandLine {
  const command = findCommand(words, commands);
  const { values, positionals } = readOptions(command, words.slice(command.name.split(' ').length));
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) throw new Refused(`Usage: ${usageOf(command)}`, 2);
  return {
    command,
    given: {
      words: positionals,
      text: (option) => {
        const value = values[option];
        return typeof value === 'string' ? value : undefined;
      },
      has: (option) => values[option] !== undefined,
    },
  };
}

export function usageOf({ name, usage }: Pick<Command, 'name' | 'usage'>): string {
  return `aims ${name} ${usage}`.trimEnd();
}

function findCommand(words: readonly string[], commands: readonly Command[]): Command {
  const [first = '', second = ''] = words;
  const found =
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
  if (found) return found;
  const group = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  const asked = group.length > 0 ? words.slice(0, 2).join(' ') : first;
  const existing = group.length > 0 ? group : [...commands.map(({ name }) => name), 'help'];
  throw new Refused(`There is no command “${asked}”; there are: ${existing.join(', ')}.`, 2);
}

function readOptions(command: Command, words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: command.options, allowPositionals: true });
  } catch (failure) {
    if (!(failure instanceof TypeError && 'code' in failure && String(failure.code).startsWith('ERR_PARSE_ARGS')))
      throw failure;
    const unknown = /'(--?[^' ]+)[^']*'/u.exec(failure.message)?.[1];
    const fault =
      failure.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `There is no option ${unknown ?? ''}`
        : `${unknown ?? 'An option'} was not given as it must be`;
    throw new Refused(`${fault}. Usage: ${usageOf(command)}`, 2);
  }
}

import type { KnowledgeBase } from '../composition/knowledge-base.ts';
import type { Language } from '../composition/language.ts';
import type { Iso42001 } from '../controls/iso-42001.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Storage } from '../storage/open-storage.ts';

/** One thing that an operator or auditor can ask of `aims`. */
export interface Command {
  /** One or two words, such as `register list`. */
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  readonly help: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  /** How many words stand beside the options, at least and at most. */
  readonly words: readonly [number, number];
  /** While a server holds the embedded database, such a command is run by that server. */
  needsDatabase(given: Given): boolean;
  run(given: Given, operator: Operator): Promise<Output>;
}

/** What was written behind the command's name. */
export interface Given {
  readonly words: readonly string[];
  text(option: string): string | undefined;
  has(option: string): boolean;
}

export interface Output {
  readonly stdout: string | Uint8Array;
  /** One line, without its end. */
  readonly stderr?: string;
  /** 0 when it is not given. */
  readonly exitCode?: number;
}

/** What a command works with. Everything is opened when it is first asked for. */
export interface Operator {
  /** Where relative file names begin: the directory of whoever typed the command. */
  readonly workingDirectory: string;
  readonly clock: Clock;
  readonly newId: NewId;
  iso42001(): Promise<Iso42001>;
  knowledge(): Promise<KnowledgeBase>;
  /** `undefined` where no model is configured. */
  language(): Promise<Language | undefined>;
  /** @throws {Refused} when there is no database yet and none is to be created. */
  storage(whenMissing?: 'create' | 'refuse'): Promise<Storage>;
}

/** A sentence for the person at the terminal, and the exit code: 1 for “no”, 2 for a command that was mistyped. */
export class Refused extends Error {
  readonly exitCode: number;

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** The word at this place; the table of commands has checked that it is there. */
export function wordAt({ words }: Given, place: number): string {
  const word = words[place];
  if (word === undefined) throw new Refused('A word is missing; see: aims help', 2);
  return word;
}

export function json(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadIso42001, loadKnowledgeBase } from '../composition/knowledge-base.ts';
import type { Config } from '../config.ts';
import { lawRelevance } from '../impact/ask-law.ts';
import { systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';
import { loadLaw } from '../law/load-law.ts';
import type { Storage } from '../storage/open-storage.ts';
import { type Operator, Refused } from './command.ts';

export interface OperatorOptions {
  readonly workingDirectory: string;
  /** Reads the environment when something that needs it is first opened. */
  readonly config: () => Config;
  readonly log: Log;
}

/** Opens what a command asks for, once; closing it closes what was opened. */
export function createOperator({ workingDirectory, config, log }: OperatorOptions): Operator & Closable {
  const knowledge = once(() => loadKnowledgeBase());
  let opened: Promise<Storage> | undefined;

  async function open(whenMissing: 'create' | 'refuse'): Promise<Storage> {
    const settings = config();
    const database = path.resolve(settings.dataDirectory, 'database');
    if (whenMissing === 'refuse' && settings.databaseUrl === undefined && !existsSync(database))
      throw new Refused(
        `There is no database in ${path.dirname(database)} yet: start the demonstration with npm start, or run: aims organisation create NAME.`,
      );
    // Loaded only here: most of what a command waits for is the database's code.
    const { openStorage } = await import('../storage/open-storage.ts');
    return openStorage({ ...settings, relevance: lawRelevance(await loadLaw()), log, newId });
  }

  return {
    workingDirectory,
    clock: systemClock,
    newId,
    iso42001: () => loadIso42001(),
    knowledge,
    language: once(async () => {
      const { language } = config();
      if (!language) return undefined;
      const { openLanguage } = await import('../composition/language.ts');
      return openLanguage(language, systemClock);
    }),
    storage(whenMissing = 'refuse') {
      opened ??= open(whenMissing);
      return opened;
    },
    async close() {
      const storage = await opened?.catch(() => undefined);
      await storage?.close();
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

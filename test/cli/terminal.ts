import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Operator } from '../../src/cli/command.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { DEMONSTRATION, seedDemonstration } from '../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import type { Language } from '../../src/composition/language.ts';
import { publishQuestionnaires } from '../../src/composition/publish-questionnaires.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

export interface Shown {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface Terminal {
  readonly directory: string;
  readonly storage: Storage;
  readonly database: TestDatabase;
  run(...words: readonly string[]): Promise<Shown>;
  /** What a successful command printed, as JSON. */
  json(...words: readonly string[]): Promise<unknown>;
  write(file: string, content: string | Uint8Array): Promise<void>;
  read(file: string): Promise<Buffer>;
  inDemonstration<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const NOW = new Date('2027-03-01T10:00:00Z');
const knowledge = await loadKnowledgeBase();

/** Commands over a database of their own, in an empty directory; `empty` has no organisation yet. */
export async function openTerminal(
  contents: 'demonstration' | 'empty' = 'demonstration',
  language?: (clock: () => Date) => Promise<Language>,
): Promise<Terminal> {
  const directory = await mkdtemp(path.join(tmpdir(), 'aims-'));
  const database = await openTestDatabase();
  const storage = await createStorage(
    { pool: database.pool, embedded: true, close: () => database.close() },
    randomBytes(32),
    newId,
    knowledge.relevance,
  );
  const clock = () => NOW;
  if (contents === 'demonstration') {
    const organisation = await seedDemonstration(storage, clock);
    await publishQuestionnaires(storage, organisation, knowledge, clock);
  }
  const operator: Operator = {
    workingDirectory: directory,
    clock,
    newId,
    iso42001: async () => knowledge.iso42001,
    knowledge: async () => knowledge,
    language: async () => language?.(clock),
    storage: async () => storage,
  };

  async function run(...words: readonly string[]): Promise<Shown> {
    const { stdout, stderr, exitCode } = await runCommand(words, operator);
    return { stdout: Buffer.from(stdout).toString(), stderr, exitCode };
  }

  return {
    directory,
    storage,
    database,
    run,
    async json(...words) {
      const { stdout, stderr, exitCode } = await run(...words);
      if (exitCode !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    },
    write: (file, content) => writeFile(path.join(directory, file), content),
    read: (file) => readFile(path.join(directory, file)),
    inDemonstration: (work) => storage.transact(DEMONSTRATION.organisationId, work),
    async close() {
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const AuditLines = z.array(z.object({ payload: z.string() }));

/** The kinds of everything that the audit trail has noted, in order. */
export async function auditKinds({ inDemonstration }: Terminal): Promise<readonly string[]> {
  const entries = await inDemonstration(async ({ trail }) => Array.fromAsync(trail.entries()));
  return AuditLines.parse(entries).flatMap(({ payload }) => {
    const { notes } = z.object({ notes: z.array(z.object({ kind: z.string() })) }).parse(JSON.parse(payload));
    return notes.map(({ kind }) => kind);
  });
}

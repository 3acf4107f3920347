import { z } from 'zod';
import type { ConversationAddress, Platform } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Card, Context, SharedFile } from '../chat/vocabulary.ts';
import type { OutsideJob } from '../delivery/outside-jobs.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { ReadDocument } from '../knowledge/read-document.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { describedIn, type Reading, refused, showAnswers, underWay } from './answers-in-document.ts';
import { fetchDocument } from './fetch-document.ts';
import type { ModelReading } from './model-reading.ts';
import { proposeShared } from './propose-shared.ts';

export const FILE_JOB = 'files.read';

const PLATFORMS = ['console', 'slack', 'teams'] as const satisfies readonly Platform[];
const Address = z.object({
  platform: z.enum(PLATFORMS),
  workspace: z.string(),
  conversation: z.string(),
  visibility: z.enum(['direct', 'channel']),
});
const Work = z.object({
  /** The evidence whose interview it answers, or the person who proposes it as a document. */
  evidence: z.string().exactOptional(),
  person: z.string(),
  user: z.string(),
  file: z.string(),
  /** Of a document; an interview’s file has its name with its evidence. */
  name: z.string().exactOptional(),
  address: z.string().transform((text) => Address.parse(JSON.parse(text))),
});
type Work = z.infer<typeof Work>;

/** The platforms whose files can be read here; filled as the channels are built. */
export type FileSources = Map<Platform, FileSource>;

/** Queues the reading of a file; `false` where nobody can get at its content. */
export async function queueFile(
  { stores, actor, event, conversation, now }: Context<Stores>,
  file: SharedFile,
  sources: FileSources,
  evidenceId?: string,
): Promise<boolean> {
  const { platform, user } = event.identity;
  if (!sources.has(platform)) return false;
  if (platform === 'teams' && conversation.visibility !== 'direct') return false;
  if (platform === 'console' && !(await stores.consoleFiles.has(actor.personId, file.id))) return false;
  await stores.jobs.add({
    kind: FILE_JOB,
    payload: {
      ...{ person: actor.personId, user, file: file.id },
      ...(evidenceId === undefined ? { name: file.name } : { evidence: evidenceId }),
      address: JSON.stringify(conversation),
    },
    runAt: now,
  });
  return true;
}

export interface FileReadingParts {
  readonly sources: FileSources;
  readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  readonly interviewing: Reading;
  readonly newId: NewId;
  readonly clock: Clock;
  /** Asks a model to read the beginning as well, where there is one. */
  readonly readFurther?: ModelReading['readDocumentFurther'] | undefined;
}

/** Fetches a shared file, reads it and puts what it says before the person: proposals, a document, or why not. */
export function createFileJob({
  sources,
  transact,
  interviewing,
  newId,
  clock,
  readFurther,
}: FileReadingParts): OutsideJob<Stores> {
  return async (payload, signal, isLast) => {
    const given = Work.parse(payload);
    const work = { ...given, name: given.name ?? (await transact((stores) => nameOf(stores, given.evidence))) };
    const read = await fetchDocument(work, sources.get(work.address.platform), signal, isLast);
    const { evidence } = work;
    if (evidence === undefined) {
      return async (stores, now) => told(stores, work, await proposeShared(stores, work, read, newId, now), now);
    }
    const found = read.ok ? await transact((stores) => underWay(stores, evidence, interviewing)) : undefined;
    // A long document takes its time, which nobody's transaction should.
    const described = read.ok && found ? await describedIn(found, read.value, interviewing, clock()) : undefined;
    return async (stores, now) => {
      if (!read.ok) return told(stores, work, await refused(stores, work.name, evidence, read.message), now);
      const card = await showAnswers(stores, work, evidence, described, now);
      const open = readFurther && (await underWay(stores, evidence, interviewing));
      const by = { personId: work.person, messageId: work.file, newId, now };
      if (open) await readFurther(stores, by, open.interview, open.questionnaire, beginningOf(read.value));
      return told(stores, work, card, now);
    };
  };
}

/** What a model is given to read: it costs, and what a document is about stands at its beginning. */
const MODEL_CHARACTERS = 6_000;

function beginningOf({ sections }: ReadDocument): string {
  return sections
    .map(({ text }) => text)
    .join('\n\n')
    .slice(0, MODEL_CHARACTERS);
}

async function nameOf({ evidence }: Stores, evidenceId = ''): Promise<string> {
  return (await evidence.find(evidenceId))?.file?.name ?? 'the file';
}

async function told(stores: Stores, { person, address }: Work, card: Card | undefined, now: Date): Promise<undefined> {
  if (!card) return undefined;
  const to: { kind: 'conversation'; address: ConversationAddress } = { kind: 'conversation', address };
  await stores.outgoing.add([{ to, content: { kind: 'card', card, wordsOf: person } }], now, []);
  return undefined;
}

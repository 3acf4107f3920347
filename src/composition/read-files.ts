import { z } from 'zod';
import type { ConversationAddress, Platform } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Card, Context, SharedFile } from '../chat/vocabulary.ts';
import type { OutsideJob } from '../delivery/outside-jobs.ts';
import { DOCUMENTS_ROLE } from '../documents/decide.ts';
import { proposeDocument } from '../documents/propose-document.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { findInterview, goesOn, type OpenInterview } from '../interviews/open-interview.ts';
import { readDescription } from '../interviews/prefill/read-description.ts';
import { step } from '../interviews/step.ts';
import type { KnownProduct } from '../interviews/understanding.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { type Outcome, refuse } from '../kernel/outcome.ts';
import { type ReadDocument, readDocument } from '../knowledge/read-document.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { partsOfDocument } from './described-document.ts';
import type { ModelReading } from './model-reading.ts';

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

/** As many as people share; a longer document is for `aims knowledge add`. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Well below the lease of a job, which nobody else may take up meanwhile. */
const FETCH_WITHIN_MS = 60_000;

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
  readonly interviewing: Pick<InterviewOptions<Stores>, 'products' | 'registered' | 'complete'>;
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
    const read = await contentOf(work, sources.get(work.address.platform), signal, isLast);
    const { evidence } = work;
    if (evidence === undefined) {
      return async (stores, now) => told(stores, work, await propose(stores, work, read, newId, now), now);
    }
    const found = read.ok ? await transact((stores) => underWay(stores, evidence, interviewing)) : undefined;
    // A long document takes its time, which nobody's transaction should.
    const described = read.ok && found ? await describedIn(found, read.value, interviewing, clock()) : undefined;
    return async (stores, now) => {
      if (!read.ok) return told(stores, work, await refused(stores, work, evidence, read.message), now);
      const card = await answer(stores, work, evidence, described, now);
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

type Described = Awaited<ReturnType<typeof readDescription>>;

interface Found extends OpenInterview {
  readonly name: string;
  readonly registered: readonly KnownProduct[];
}

/** The interview that a file is evidence of, as long as it goes on and the file was not taken out. */
async function underWay(
  stores: Stores,
  evidenceId: string,
  { registered }: Pick<FileReadingParts['interviewing'], 'registered'>,
): Promise<Found | undefined> {
  const evidence = await stores.evidence.find(evidenceId);
  const found = evidence && (await findInterview(stores, evidence.interviewId));
  if (!evidence || evidence.state === 'dropped' || !found || !goesOn(found)) return undefined;
  const owner = await stores.people.find(evidence.personId);
  return { ...found, name: owner?.displayName ?? '', registered: await registered(stores) };
}

function describedIn(
  { questionnaire, interview, name, registered }: Found,
  document: ReadDocument,
  options: FileReadingParts['interviewing'],
  today: Date,
): Promise<Described> {
  const by = { stores: undefined, name, today };
  const { products, complete } = options;
  const given = { products, complete, registered: async () => registered };
  return readDescription(by, questionnaire, interview.state, partsOfDocument(document), given);
}

type NamedWork = Work & { readonly name: string };

async function nameOf({ evidence }: Stores, evidenceId = ''): Promise<string> {
  return (await evidence.find(evidenceId))?.file?.name ?? 'the file';
}

const NOT_FETCHED = {
  tooLarge: 'It is larger than the 10 MB that I read.',
  gone: 'It is not there any more. Please share it again.',
  expired: 'I can open a file only for a short while after it was shared. Please share it again, or paste its text.',
  away: 'I tried several times, and it could not be fetched. Please share it again later.',
  notAllowed: 'I am not allowed to open it here. Please paste its text.',
} as const;

async function contentOf(
  { name, user, file, address }: NamedWork,
  source: FileSource | undefined,
  signal: AbortSignal,
  isLast: boolean,
): Promise<Outcome<ReadDocument, string>> {
  const reference = { workspace: address.workspace, user, fileId: file };
  const within = AbortSignal.any([signal, AbortSignal.timeout(FETCH_WITHIN_MS)]);
  const fetched = source ? await source.fetch(reference, MOST_BYTES, within) : undefined;
  if (fetched?.kind === 'tryAgain') {
    if (isLast) return refuse('away', NOT_FETCHED.away);
    // The job is tried again, later each time.
    throw new Error(fetched.reason);
  }
  if (fetched?.kind !== 'fetched') {
    const reason = fetched?.reason ?? 'notAllowed';
    return refuse(reason, NOT_FETCHED[reason]);
  }
  return readDocument(name, fetched.bytes);
}

/** Nobody is told of a file that is taken out, or of an interview that is over. */
async function refused(stores: Stores, { name }: NamedWork, evidenceId: string, reason: string) {
  const evidence = await stores.evidence.find(evidenceId);
  return evidence && evidence.state !== 'dropped' ? notRead(name, reason) : undefined;
}

/** Puts the answers before the person whose interview it is. */
async function answer(
  stores: Stores,
  { person, name }: NamedWork,
  evidenceId: string,
  described: Described,
  now: Date,
): Promise<Card | undefined> {
  const evidence = await stores.evidence.find(evidenceId);
  const found = evidence && (await findInterview(stores, evidence.interviewId));
  if (!evidence || evidence.state === 'dropped' || !found || !goesOn(found)) return undefined;
  if (!described) return nothingRead(name);
  const { interview, questionnaire } = found;
  const source = { personId: person, at: now.toISOString(), messageId: evidence.messageId };
  const input = { kind: 'describe', described: { ...described, name, evidenceId }, source } as const;
  const { state, effects } = step(questionnaire, interview.state, input);
  if (!effects.some(({ kind }) => kind === 'described')) return nothingRead(name);
  await stores.interviews.save(interview, { state }, now);
  const view = { name: 'interview.described', subjectId: `${interview.id}/described` };
  const to = { kind: 'conversation', address: interview.conversation } as const;
  await stores.outgoing.add([{ to, content: { kind: 'view', view } }], now, [view.subjectId]);
  const questions = described.answers.map(({ questionId }) => questionId);
  const details = { evidenceId, questions };
  const note = { kind: 'interview.described', subjectId: interview.id, details };
  stores.audit.record({ process: 'reading' }, [note], now);
  return undefined;
}

/** A document of the organisation, to be approved by a colleague. */
async function propose(
  stores: Stores,
  { person, name }: NamedWork,
  read: Outcome<ReadDocument, string>,
  newId: NewId,
  now: Date,
): Promise<Card | undefined> {
  const proposer = await stores.people.find(person);
  if (!proposer?.roles.includes(DOCUMENTS_ROLE)) return notRead(name, 'Only the governance team adds documents.');
  if (!read.ok) return notRead(name, read.message);
  const proposed = await proposeDocument(stores.documents, read.value, { personId: person, newId, now });
  if (proposed === 'unchanged') return notRead(name, 'We have exactly this already.');
  await stores.outgoing.add([proposed.outgoing], now, []);
  stores.audit.record({ personId: person, process: 'reading' }, [proposed.note], now);
  return {
    headline: `${proposed.version.title} waits for a colleague’s approval`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: `I read ${read.value.sections.length} sections of “${name}”.`, subtle: true }],
  };
}

const notRead = (name: string, reason: string): Card => ({
  headline: `I could not read “${name}”`,
  tone: 'attention',
  blocks: [{ kind: 'text', text: reason }],
});

const nothingRead = (name: string): Card => ({
  headline: `“${name}” answers nothing that is still open`,
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'It can be evidence all the same.' }],
});

async function told(stores: Stores, { person, address }: Work, card: Card | undefined, now: Date): Promise<undefined> {
  if (!card) return undefined;
  const to: { kind: 'conversation'; address: ConversationAddress } = { kind: 'conversation', address };
  await stores.outgoing.add([{ to, content: { kind: 'card', card, wordsOf: person } }], now, []);
  return undefined;
}

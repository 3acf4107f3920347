import { z } from 'zod';
import type { ConversationAddress, Platform } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Card, Context, SharedFile } from '../chat/vocabulary.ts';
import type { OutsideJob } from '../delivery/outside-jobs.ts';
import { DOCUMENTS_ROLE } from '../documents/decide.ts';
import { proposeDocument } from '../documents/propose-document.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { findInterview, goesOn } from '../interviews/open-interview.ts';
import { readDescription } from '../interviews/prefill/read-description.ts';
import { step } from '../interviews/step.ts';
import type { NewId } from '../kernel/ids.ts';
import { type Outcome, refuse } from '../kernel/outcome.ts';
import { type ReadDocument, readDocument } from '../knowledge/read-document.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { partsOfDocument } from './described-document.ts';

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
}

/** Fetches a shared file, reads it and puts what it says before the person: proposals, a document, or why not. */
export function createFileJob({ sources, transact, interviewing, newId }: FileReadingParts): OutsideJob<Stores> {
  return async (payload, signal) => {
    const given = Work.parse(payload);
    const work = { ...given, name: given.name ?? (await transact((stores) => nameOf(stores, given.evidence))) };
    const read = await contentOf(work, sources.get(work.address.platform), signal);
    return async (stores, now) => {
      const card =
        work.evidence === undefined
          ? await propose(stores, work, read, newId, now)
          : await answer(stores, work, work.evidence, read, interviewing, now);
      if (card) await tell(stores, work, card, now);
      return undefined;
    };
  };
}

type NamedWork = Work & { readonly name: string };

async function nameOf({ evidence }: Stores, evidenceId = ''): Promise<string> {
  return (await evidence.find(evidenceId))?.file?.name ?? 'the file';
}

const NOT_FETCHED = {
  tooLarge: 'It is larger than the 10 MB that I read.',
  gone: 'It is not there any more. Please share it again.',
  notAllowed: 'I am not allowed to open it here. Please paste its text.',
} as const;

async function contentOf(
  { name, user, file, address }: NamedWork,
  source: FileSource | undefined,
  signal: AbortSignal,
): Promise<Outcome<ReadDocument, string>> {
  const reference = { workspace: address.workspace, user, fileId: file };
  const fetched = source ? await source.fetch(reference, MOST_BYTES, signal) : undefined;
  // The job is tried again, later each time.
  if (fetched?.kind === 'tryAgain') throw new Error(fetched.reason);
  if (fetched?.kind !== 'fetched') {
    const reason = fetched?.reason ?? 'notAllowed';
    return refuse(reason, NOT_FETCHED[reason]);
  }
  return readDocument(name, fetched.bytes);
}

/** Answers of the interview that the file is evidence of, as long as it goes on and the file was not taken out. */
async function answer(
  stores: Stores,
  { person, name }: NamedWork,
  evidenceId: string,
  read: Outcome<ReadDocument, string>,
  options: FileReadingParts['interviewing'],
  now: Date,
): Promise<Card | undefined> {
  const evidence = await stores.evidence.find(evidenceId);
  const found = evidence && (await findInterview(stores, evidence.interviewId));
  if (!evidence || evidence.state === 'dropped' || !found || !goesOn(found)) return undefined;
  if (!read.ok) return notRead(name, read.message);
  const { interview, questionnaire } = found;
  const owner = await stores.people.find(person);
  const by = { stores, name: owner?.displayName ?? '', today: now };
  const described = await readDescription(by, questionnaire, interview.state, partsOfDocument(read.value), options);
  if (!described) return nothingRead(name);
  const source = { personId: person, at: now.toISOString(), messageId: evidence.messageId };
  const input = { kind: 'describe', described: { ...described, name, evidenceId }, source } as const;
  const { state, effects } = step(questionnaire, interview.state, input);
  if (!effects.some(({ kind }) => kind === 'described')) return nothingRead(name);
  await stores.interviews.save(interview, { state }, now);
  const view = { name: 'interview.described', subjectId: `${interview.id}/described` };
  const to = { kind: 'conversation', address: interview.conversation } as const;
  await stores.outgoing.add([{ to, content: { kind: 'view', view } }], now, [view.subjectId]);
  const questions = described.answers.map(({ questionId }) => questionId);
  stores.audit.record(
    { process: 'reading' },
    [{ kind: 'interview.described', subjectId: interview.id, details: { evidenceId, questions } }],
    now,
  );
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

async function tell(stores: Stores, { person, address }: Work, card: Card, now: Date): Promise<void> {
  const to: { kind: 'conversation'; address: ConversationAddress } = { kind: 'conversation', address };
  await stores.outgoing.add([{ to, content: { kind: 'card', card, wordsOf: person } }], now, []);
}

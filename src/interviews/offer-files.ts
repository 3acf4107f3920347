import { z } from 'zod';
import {
  type Action,
  action,
  type Card,
  type Context,
  type ImmediateReply,
  type SharedFile,
} from '../chat/vocabulary.ts';
import type { EvidenceStore } from './evidence.ts';
import type { InterviewOptions } from './interview-options.ts';
import { findOwnInterview } from './open-interview.ts';
import type { InterviewStores } from './session.ts';

export type EvidenceStores = InterviewStores & { readonly evidence: EvidenceStore };

/** More files in one message are a folder, not evidence. */
const MOST_FILES = 10;
const MAX_NAME_CHARACTERS = 300;
const MAX_KIND_CHARACTERS = 100;
const MAX_LINK_CHARACTERS = 2000;

/** Asks of each file whether it belongs to this interview, and has documents read. Nothing counts before the answer. */
export async function offerFiles<Stores extends EvidenceStores>(
  context: Context<Stores>,
  messageId: string,
  files: readonly SharedFile[],
  interviewId: string,
  { readFile }: Pick<InterviewOptions<Stores>, 'readFile'>,
): Promise<void> {
  const { platform } = context.conversation;
  for (const shared of files.slice(0, MOST_FILES)) {
    const { id: fileId, bytes, ...file } = shared;
    const evidenceId = await context.stores.evidence.offer({
      id: context.newId(),
      ...{ interviewId, personId: context.actor.personId, messageId, platform, fileId },
      file: described(file),
      bytes: Number.isSafeInteger(bytes) && bytes >= 0 ? Math.min(bytes, LARGEST_BYTES) : 0,
      sharedAt: context.now,
    });
    context.changed(evidenceId);
    context.send({
      to: { kind: 'conversation', address: context.conversation },
      content: { kind: 'view', view: { name: 'interview.evidence', subjectId: evidenceId } },
    });
    if (!isDocument(file.name)) continue;
    const isRead = (await readFile?.(context, evidenceId, shared)) === true;
    context.answer(isRead ? reading(file.name) : cannotOpen(file.name));
  }
  if (files.length > MOST_FILES) context.answer(tooMany);
}

/** The database's integers end here; a larger file is as large as can be said. */
const LARGEST_BYTES = 2 ** 31 - 1;

function described({ name, mimeType, link }: Omit<SharedFile, 'id' | 'bytes'>): Omit<SharedFile, 'id' | 'bytes'> {
  const file = {
    name: beginning(name.trim(), MAX_NAME_CHARACTERS) || 'a file',
    mimeType: beginning(mimeType, MAX_KIND_CHARACTERS),
  };
  const isLink = link !== undefined && link.length <= MAX_LINK_CHARACTERS && URL.canParse(link);
  return isLink && new URL(link).protocol === 'https:' ? { ...file, link } : file;
}

function beginning(text: string, characters: number): string {
  return [...text].slice(0, characters).join('');
}

/** By its name, as nobody has opened it. */
function isDocument(name: string): boolean {
  return /\.(?:pdf|docx?|docm|md|markdown|txt|html?|odt|rtf)$/i.test(name.trim());
}

function reading(name: string): Card {
  return {
    headline: `I am reading “${beginning(name, MAX_NAME_CHARACTERS)}”`,
    tone: 'quiet',
    blocks: [
      { kind: 'text', text: 'What it says comes here as soon as I am through. You can go on meanwhile.', subtle: true },
    ],
  };
}

function cannotOpen(name: string): Card {
  return {
    headline: `I cannot open “${beginning(name, MAX_NAME_CHARACTERS)}” here`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'Paste its text, however long, and I propose answers from it.' }],
  };
}

const tooMany: Card = {
  headline: `I look at the first ${MOST_FILES} files of a message`,
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'Please share the others in another message.' }],
};

/** A file that nobody asked for anything with. @param also what else can be done with it */
export function noDeclarationForFiles([file]: readonly SharedFile[], also: readonly Action[]): Card {
  return {
    headline: 'I keep files as evidence of a declaration',
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'You have none under way, so I have not kept this one.' }],
    actions: file ? [action('interview.startWithFile', 'Declare an AI use with it', fileValue(file)), ...also] : [],
  };
}

/** As much of a file as a button can carry; what is fetched is looked at again. */
export function fileValue({ id, name, mimeType, bytes, link }: SharedFile): Record<string, string | number> {
  const value = { file: id, name: beginning(name, 200), mimeType: beginning(mimeType, MAX_KIND_CHARACTERS), bytes };
  return link === undefined || link.length > 1000 ? value : { ...value, link };
}

const Carried = z.object({
  file: z.string().min(1).max(300),
  name: z.string().max(300),
  mimeType: z.string().max(200),
  bytes: z.number(),
  link: z.string().exactOptional(),
});

export function fileOf(value: unknown): SharedFile | undefined {
  const read = Carried.safeParse(value);
  if (!read.success) return undefined;
  const { file: id, ...file } = read.data;
  return { id, ...file };
}

export const filesInCompany: Card = {
  headline: 'I keep files as evidence in our own conversation',
  tone: 'quiet',
  blocks: [
    { kind: 'text', text: 'Others read along here, so I have not opened it. Please share it there while you declare.' },
  ],
};

const noSuchFile: ImmediateReply = { kind: 'notice', text: 'This file is no longer there, or is not yours.' };
const closed: ImmediateReply = {
  kind: 'notice',
  text: 'Your declaration was submitted, so its evidence stays as it is. Reviewers may ask you to change it.',
};

/** The owner's word on one file. What was submitted stays as it was submitted. */
export async function decideOnFile<Stores extends EvidenceStores>(
  context: Context<Stores>,
  evidenceId: string,
  state: 'kept' | 'dropped',
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const evidence = await stores.evidence.find(evidenceId);
  const found = evidence && (await findOwnInterview(context, evidence.interviewId));
  if (!evidence || !found || (evidence.state === 'dropped' && state === 'kept')) return noSuchFile;
  if (!isOpenForFiles(found.interview.state.phase)) return closed;
  if ((await stores.evidence.decide(evidenceId, state, now)) === 'unchanged') return undefined;
  context.audit({
    kind: state === 'kept' ? 'evidence.kept' : 'evidence.dropped',
    subjectId: evidence.interviewId,
    details: { evidenceId, platform: evidence.platform, fileId: evidence.fileId },
  });
  context.changed(evidenceId);
  context.changed(`${evidence.interviewId}/summary`);
  return undefined;
}

export function isOpenForFiles(phase: string): boolean {
  return phase !== 'submitted' && phase !== 'cancelled';
}

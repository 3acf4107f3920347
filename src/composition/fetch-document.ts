import type { ConversationAddress } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Card } from '../chat/vocabulary.ts';
import { type Outcome, refuse } from '../kernel/outcome.ts';
import { type ReadDocument, readDocument } from '../knowledge/read-document.ts';

/** As many as people share; a longer document is for `aims knowledge add`. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Well below the lease of a job, which nobody else may take up meanwhile. */
const FETCH_WITHIN_MS = 60_000;

interface SharedDocument {
  readonly name: string;
  /** The platform's ids of who shared it, and of the file. */
  readonly user: string;
  readonly file: string;
  readonly address: Pick<ConversationAddress, 'workspace'>;
}

const NOT_FETCHED = {
  tooLarge: 'It is larger than the 10 MB that I read.',
  gone: 'It is not there any more. Please share it again.',
  expired: 'I can open a file only for a short while after it was shared. Please share it again, or paste its text.',
  away: 'I tried several times, and it could not be fetched. Please share it again later.',
  notAllowed: 'I am not allowed to open it here. Please paste its text.',
} as const;

/** Reads a shared file, or says why not. Throws where another attempt may get at it, unless this is the last. */
export async function fetchDocument(
  { name, user, file, address }: SharedDocument,
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

export const notRead = (name: string, reason: string): Card => ({
  headline: `I could not read “${name}”`,
  tone: 'attention',
  blocks: [{ kind: 'text', text: reason }],
});

import { z } from 'zod';
import { bytesWithin, type FetchedFile, type FileSource } from '../../chat/file-source.ts';
import { readFailure } from './call-failure.ts';
import type { SlackClients } from './clients.ts';

export interface SlackFilesOptions {
  readonly clientsFor: (workspace: string) => Promise<SlackClients | undefined>;
  readonly tokenFor: (workspace: string) => Promise<string | undefined>;
  /** Where else than at Slack a file may be, such as at an emulator: an origin. */
  readonly alsoAt?: string;
}

/** Where Slack keeps the files of its workspaces: https://docs.slack.dev/reference/objects/file-object */
const SLACK_FILES = 'https://files.slack.com';
const Info = z.object({
  file: z.object({ user: z.string(), size: z.number(), url_private_download: z.string().optional() }),
});
const GONE: readonly string[] = ['file_not_found', 'file_deleted'];

/** Fetches a file that this account shared. Needs the scope `files:read`, and so the feature `files`. */
export function createSlackFiles({ clientsFor, tokenFor, alsoAt }: SlackFilesOptions): FileSource {
  return {
    platform: 'slack',
    async fetch({ workspace, user, fileId }, mostBytes, signal) {
      const [clients, token] = await Promise.all([clientsFor(workspace), tokenFor(workspace)]);
      if (!clients || token === undefined) return { kind: 'refused', reason: 'notAllowed' };
      try {
        const { file } = Info.parse(await clients.bulk.files.info({ file: fileId }));
        if (file.user !== user) return { kind: 'refused', reason: 'notAllowed' };
        if (file.size > mostBytes) return { kind: 'refused', reason: 'tooLarge' };
        const url = file.url_private_download ?? '';
        const isKnown = URL.canParse(url) && [SLACK_FILES, alsoAt].includes(new URL(url).origin);
        return isKnown ? await download(url, token, mostBytes, signal) : { kind: 'refused', reason: 'notAllowed' };
      } catch (failure) {
        return failed(failure);
      }
    },
  };
}

function failed(failure: unknown): FetchedFile {
  if (failure instanceof z.ZodError) return { kind: 'refused', reason: 'notAllowed' };
  const read = readFailure(failure);
  if (read.kind !== 'refused') return { kind: 'tryAgain', reason: read.kind === 'limited' ? 'limited' : read.reason };
  return { kind: 'refused', reason: GONE.includes(read.code) ? 'gone' : 'notAllowed' };
}

/** The token goes to Slack and nowhere else, so no redirection is followed: it would be to a page for signing in. */
async function download(url: string, token: string, mostBytes: number, signal: AbortSignal): Promise<FetchedFile> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal });
  if (response.status >= 500 || response.status === 429) return { kind: 'tryAgain', reason: `HTTP ${response.status}` };
  if (response.status === 404) return { kind: 'refused', reason: 'gone' };
  if (!response.ok) return { kind: 'refused', reason: 'notAllowed' };
  const bytes = await bytesWithin(response, mostBytes);
  return bytes ? { kind: 'fetched', bytes } : { kind: 'refused', reason: 'tooLarge' };
}

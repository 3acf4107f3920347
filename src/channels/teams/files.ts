import type { VerifiedIdentity } from '../../chat/event.ts';
import { bytesWithin, type FetchedFile, type FileSource } from '../../chat/file-source.ts';
import type { Secret } from '../../kernel/secret.ts';
import { readThrown } from './call-failure.ts';

export interface TeamsFilesOptions {
  /** What opens this file, as long as it is kept, for the account that shared it and for nobody else. */
  readonly addressOf: (who: VerifiedIdentity, fileId: string) => Promise<Secret | undefined>;
  /** As `MicrosoftCloud` says. */
  readonly origins: readonly string[];
}

/** OneDrive may answer that the bytes are on another of its hosts. */
const MOST_REDIRECTIONS = 3;
const REDIRECTING: readonly number[] = [301, 302, 303, 307, 308];
/** What OneDrive answers to an address that was good once: https://microsoft.github.io/teams-sdk/typescript/in-depth-guides/file-handling/receiving-files */
const EXPIRED: readonly number[] = [401, 403];
const GONE: readonly number[] = [404, 410];
const ANY_SUBDOMAIN = 'https://*.';

const refused = (reason: Extract<FetchedFile, { kind: 'refused' }>['reason']): FetchedFile => ({
  kind: 'refused',
  reason,
});

/**
 * Fetches a file from the address that came with it. No token is sent, as the address carries its own right, so neither it
 * nor where it leads is ever told. It is written by somebody's client: nothing but OneDrive and SharePoint is asked, step by step.
 */
export function createTeamsFiles({ addressOf, origins }: TeamsFilesOptions): FileSource {
  async function download(address: string, mostBytes: number, signal: AbortSignal): Promise<FetchedFile> {
    let url = addressWithin(origins, address);
    for (let step = 0; url && step <= MOST_REDIRECTIONS; step += 1) {
      const answer = await fetch(url, { redirect: 'manual', signal });
      if (!REDIRECTING.includes(answer.status)) return read(answer, mostBytes);
      await answer.body?.cancel();
      url = addressWithin(origins, answer.headers.get('location') ?? '', url);
    }
    return refused('notAllowed');
  }

  return {
    platform: 'teams',
    async fetch({ workspace, user, fileId }, mostBytes, signal) {
      const address = await addressOf({ platform: 'teams', workspace, user }, fileId);
      if (address === undefined) return refused('expired');
      try {
        return await download(address.reveal(), mostBytes, signal);
      } catch (failure) {
        const thrown = readThrown(failure, true);
        return { kind: 'tryAgain', reason: 'reason' in thrown ? thrown.reason : thrown.kind };
      }
    },
  };
}

function addressWithin(origins: readonly string[], address: string, base?: URL): URL | undefined {
  if (!URL.canParse(address, base?.href)) return undefined;
  const url = new URL(address, base);
  const { protocol, hostname, port, origin, username, password } = url;
  if (username !== '' || password !== '') return undefined;
  const isKnown = origins.some((known) =>
    known.startsWith(ANY_SUBDOMAIN)
      ? protocol === 'https:' && port === '' && hostname.endsWith(known.slice(ANY_SUBDOMAIN.length - 1))
      : origin === known,
  );
  return isKnown ? url : undefined;
}

async function read(answer: Response, mostBytes: number): Promise<FetchedFile> {
  const { status, ok, headers } = answer;
  const isLarge = Number(headers.get('content-length') ?? 0) > mostBytes;
  if (ok && !isLarge && !isPage(headers)) {
    const bytes = await bytesWithin(answer, mostBytes);
    return bytes ? { kind: 'fetched', bytes } : refused('tooLarge');
  }
  await answer.body?.cancel();
  if (status >= 500 || status === 429) return { kind: 'tryAgain', reason: `HTTP ${status}` };
  if (EXPIRED.includes(status)) return refused('expired');
  if (GONE.includes(status)) return refused('gone');
  return refused(ok && isLarge ? 'tooLarge' : 'notAllowed');
}

/** Some clients give the address of a page for people, which wants them to sign in. A file comes to be saved. */
function isPage(headers: Headers): boolean {
  const isSaved = /^attachment\b/iu.test(headers.get('content-disposition') ?? '');
  return !isSaved && /^text\/html\b/iu.test(headers.get('content-type') ?? '');
}

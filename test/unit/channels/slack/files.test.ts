import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients } from '../../../../src/channels/slack/clients.ts';
import { createSlackFiles } from '../../../../src/channels/slack/files.ts';
import { type AnsweringSlack, type MethodAnswer, startAnsweringSlack } from '../../../support/slack/answering.ts';

const FILE = { workspace: 'T1', user: 'U1', fileId: 'F1' };
const MOST = 1000;

describe('a file in Slack', () => {
  const opened: { close(): void }[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  /** Where the bytes are, and what was asked for with which token. */
  async function startDownloads(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push({
      close() {
        server.closeAllConnections();
        server.close();
      },
    });
    const bound = server.address();
    return { asked, origin: `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}` };
  }

  async function filesOf(answer: MethodAnswer, alsoAt?: string) {
    const slack: AnsweringSlack = await startAnsweringSlack({ 'files.info': answer });
    opened.push(slack);
    const { apiUrl } = slack;
    const { fetch } = createSlackFiles({
      clientsFor: async (workspace) =>
        workspace === 'T1' ? createSlackClients({ token: 'xoxb-1', apiUrl }) : undefined,
      tokenFor: async () => 'xoxb-1',
      ...(alsoAt === undefined ? {} : { alsoAt }),
    });
    return (file = FILE, signal = new AbortController().signal) => fetch(file, MOST, signal);
  }

  const info = (file: object): MethodAnswer => ({ body: { file: { user: 'U1', size: 5, ...file } } });

  it('is fetched with the token of its workspace', async () => {
    const { asked, origin } = await startDownloads(200, 'words');
    const fetchFile = await filesOf(info({ url_private_download: `${origin}/F1/notes.md` }), origin);

    const fetched = await fetchFile();

    expect(fetched.kind === 'fetched' && Buffer.from(fetched.bytes).toString()).toBe('words');
    expect(asked).toEqual(['/F1/notes.md Bearer xoxb-1']);
  });

  it('is fetched for nobody but the account that shared it, and only where Steward is installed', async () => {
    const { asked, origin } = await startDownloads(200, 'words');
    const fetchFile = await filesOf(info({ url_private_download: `${origin}/F1` }), origin);

    expect(await fetchFile({ ...FILE, user: 'U2' })).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(await fetchFile({ ...FILE, workspace: 'T2' })).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(asked).toEqual([]);
  });

  it('never takes the token to another place, by address or by redirection', async () => {
    const elsewhere = await startDownloads(200, 'words');
    const redirecting = await startDownloads(302, '', { location: `${elsewhere.origin}/F1` });

    const away = await filesOf(info({ url_private_download: `${elsewhere.origin}/F1` }));
    const led = await filesOf(info({ url_private_download: `${redirecting.origin}/F1` }), redirecting.origin);
    const none = await filesOf(info({}));

    for (const fetchFile of [away, led, none])
      expect(await fetchFile()).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(elsewhere.asked).toEqual([]);
  });

  it('is left where it is when it is too large, whatever was said of its size', async () => {
    const { origin } = await startDownloads(200, 'w'.repeat(MOST + 1));
    const said = await filesOf(info({ size: MOST + 1, url_private_download: `${origin}/F1` }), origin);
    const unsaid = await filesOf(info({ url_private_download: `${origin}/F1` }), origin);

    expect(await said()).toEqual({ kind: 'refused', reason: 'tooLarge' });
    expect(await unsaid()).toEqual({ kind: 'refused', reason: 'tooLarge' });
  });

  it('is tried again when its time is over', async () => {
    const { asked, origin } = await startDownloads(200, 'words');
    const fetchFile = await filesOf(info({ url_private_download: `${origin}/F1` }), origin);

    expect(await fetchFile(FILE, AbortSignal.abort())).toMatchObject({ kind: 'tryAgain' });
    expect(asked).toEqual([]);
  });

  it('is tried again where Slack is busy or away, and not where it is gone', async () => {
    const { origin } = await startDownloads(503, '');
    const busy = await filesOf({ status: 429, headers: { 'retry-after': '2' } });
    const away = await filesOf(info({ url_private_download: `${origin}/F1` }), origin);
    const gone = await filesOf({ body: { ok: false, error: 'file_not_found' } });

    expect(await busy()).toMatchObject({ kind: 'tryAgain' });
    expect(await away()).toEqual({ kind: 'tryAgain', reason: 'HTTP 503' });
    expect(await gone()).toEqual({ kind: 'refused', reason: 'gone' });
  });
});

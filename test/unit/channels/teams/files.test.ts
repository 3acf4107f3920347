import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUBLIC_CLOUD } from '../../../../src/channels/teams/configuration.ts';
import { createTeamsFiles } from '../../../../src/channels/teams/files.ts';
import { Secret } from '../../../../src/kernel/secret.ts';
import { type FileHost, openFileHost } from '../../../support/teams/file-host.ts';

const FILE = { workspace: 'tenant', user: 'maya', fileId: 'file-1' };
const MOST = 1000;
const SECRET = 'tempauth=v1.secret';

describe('a file in Teams', () => {
  let oneDrive: FileHost;
  let inside: FileHost;
  beforeEach(async () => {
    oneDrive = await openFileHost();
    inside = await openFileHost();
    inside.holds('/admin', { body: 'the keys' });
  });
  afterEach(async () => {
    await oneDrive.close();
    await inside.close();
  });

  function fetchFrom(address: string | undefined, origins = [oneDrive.origin], file = FILE) {
    const { fetch } = createTeamsFiles({
      addressOf: async ({ platform, workspace, user }, fileId) =>
        `${platform}/${workspace}/${user}/${fileId}` === 'teams/tenant/maya/file-1' && address !== undefined
          ? new Secret(address)
          : undefined,
      origins,
    });
    return fetch(file, MOST, AbortSignal.timeout(500));
  }

  it('is fetched from the address that came with it, without a token', async () => {
    const address = oneDrive.holds(`/download.aspx?${SECRET}`, { body: 'words' });

    const fetched = await fetchFrom(address);

    expect(fetched.kind === 'fetched' && Buffer.from(fetched.bytes).toString()).toBe('words');
    expect(oneDrive.asked).toEqual([`/download.aspx?${SECRET} without a token`]);
  });

  it('is fetched for nobody but the account that shared it', async () => {
    const address = oneDrive.holds('/mine', { body: 'words' });

    for (const file of [
      { ...FILE, user: 'tom' },
      { ...FILE, workspace: 'other' },
      { ...FILE, fileId: 'file-2' },
    ])
      expect(await fetchFrom(address, [oneDrive.origin], file)).toEqual({ kind: 'refused', reason: 'expired' });
    expect(oneDrive.asked).toEqual([]);
  });

  it.each([
    'http://contoso.sharepoint.com/f',
    'https://contoso.sharepoint.com.example.com/f',
    'https://contososharepoint.com/f',
    'https://sharepoint.com/f',
    'https://contoso.sharepoint.com./f',
    'https://contoso.sharepoint.com:8443/f',
    'https://contoso.sharepoint.com@127.0.0.1/f',
    'https://user:word@contoso.sharepoint.com/f',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/admin',
    'https://localhost/admin',
    'file:///etc/passwd',
    'data:text/plain,words',
    '//contoso.sharepoint.com/f',
    'no address',
    '',
  ])('is not looked for at %j', async (address) => {
    expect(await fetchFrom(address, [...PUBLIC_CLOUD.fileOrigins])).toEqual({ kind: 'refused', reason: 'notAllowed' });
  });

  it('is not looked for on this machine, whatever is listening', async () => {
    const address = `${inside.origin}/admin`;

    expect(await fetchFrom(address, [...PUBLIC_CLOUD.fileOrigins])).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(inside.asked).toEqual([]);
  });

  it('is followed within OneDrive and nowhere else', async () => {
    oneDrive.holds('/bytes', { body: 'words' });
    const within = oneDrive.holds('/moved', { status: 302, headers: { location: '/bytes' } });
    const away = oneDrive.holds('/away', { status: 302, headers: { location: `${inside.origin}/admin` } });
    const around = oneDrive.holds('/around', { status: 307, headers: { location: '/around' } });
    const nowhere = oneDrive.holds('/nowhere', { status: 302 });

    expect(await fetchFrom(within)).toMatchObject({ kind: 'fetched' });
    for (const address of [away, around, nowhere])
      expect(await fetchFrom(address)).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(inside.asked).toEqual([]);
    expect(oneDrive.asked.filter((path) => path.startsWith('/around'))).toHaveLength(4);
  });

  it.each([
    [401, 'expired'],
    [403, 'expired'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'notAllowed'],
  ] as const)('that answers %i is %s', async (status, reason) => {
    const address = oneDrive.holds('/f', { status, body: 'x'.repeat(2 * MOST) });

    expect(await fetchFrom(address)).toEqual({ kind: 'refused', reason });
  });

  it('is left where it is when it is too large, whether or not its length is said', async () => {
    const body = 'w'.repeat(MOST + 1);
    const said = oneDrive.holds('/said', { body, headers: { 'content-length': String(MOST + 1) } });
    const unsaid = oneDrive.holds('/unsaid', { body, headers: { 'transfer-encoding': 'chunked' } });

    for (const address of [said, unsaid])
      expect(await fetchFrom(address)).toEqual({ kind: 'refused', reason: 'tooLarge' });
  });

  it('is no page that wants somebody to sign in, and may be a page that was shared', async () => {
    const type = { 'content-type': 'text/html; charset=utf-8' };
    const page = oneDrive.holds('/:w:/g/personal', { headers: type, body: 'Sign in' });
    const shared = oneDrive.holds('/shared', {
      headers: { ...type, 'content-disposition': "attachment;filename*=UTF-8''policy.html" },
      body: '<h1>Policy</h1>',
    });

    expect(await fetchFrom(page)).toEqual({ kind: 'refused', reason: 'notAllowed' });
    expect(await fetchFrom(shared)).toMatchObject({ kind: 'fetched' });
  });

  it('is tried again where OneDrive is busy, slow or away, without a word of its address', async () => {
    const busy = oneDrive.holds(`/busy?${SECRET}`, { status: 503 });
    const limited = oneDrive.holds(`/limited?${SECRET}`, { status: 429 });
    const slow = oneDrive.holds(`/slow?${SECRET}`, { hangs: true });
    const answers = [await fetchFrom(busy), await fetchFrom(limited), await fetchFrom(slow)];
    await oneDrive.close();
    answers.push(await fetchFrom(busy));
    oneDrive = await openFileHost();

    expect(answers.map(({ kind }) => kind)).toEqual(['tryAgain', 'tryAgain', 'tryAgain', 'tryAgain']);
    expect(JSON.stringify(answers)).not.toMatch(/secret|127\.0\.0\.1/u);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleUnderTest, startConsole } from './console-server.ts';

const KEY = '0193a1b2-0000-7000-8000-000000000001';

let console: ConsoleUnderTest;

beforeAll(async () => {
  console = await startConsole();
});

afterAll(() => console.close());

function message(changes: object = {}) {
  return { as: 'staff', conversation: 'dm:staff', text: 'hello', key: KEY, ...changes };
}

describe('the guard of the console', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('answers at the loopback name %s', async (name) => {
    const answer = await console.call('/console/api/people', { headers: { host: `${name}:${console.port}` } });

    expect(answer.status).toBe(200);
  });

  it.each([
    'steward.example:PORT',
    'localhost.example:PORT',
    'evil.localhost:PORT',
    '127.0.0.1.nip.io:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'user@127.0.0.1:PORT',
    'localhost:PORT@evil.example',
  ])('refuses the host "%s"', async (host) => {
    const headers = { host: host.replace('PORT', String(console.port)) };

    const answers = await Promise.all([
      console.call('/console/api/people', { headers }),
      console.call('/console/', { headers }),
      console.call('/console/api/messages', { headers, body: message() }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(console.received).toEqual([]);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1', 'https://127.0.0.1:PORT'])(
    'refuses the origin "%s"',
    async (origin) => {
      const headers = { origin: origin.replace('PORT', String(console.port)) };

      const answer = await console.call('/console/api/messages', { headers, body: message() });

      expect(answer.status).toBe(403);
      expect(console.received).toEqual([]);
    },
  );

  it.each(['cross-site', 'same-site'])('refuses what a %s page sends without an origin', async (site) => {
    const headers = { 'sec-fetch-site': site };

    const answers = await Promise.all([
      console.call('/console/api/people', { headers }),
      console.call('/console/api/messages', { headers, body: message() }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses a post as %s',
    async (type) => {
      const answer = await console.call('/console/api/messages', {
        headers: { 'content-type': type },
        body: message(),
      });

      expect(answer.status).toBe(415);
      expect(console.received).toEqual([]);
    },
  );

  it('accepts its own page', async () => {
    const headers = { origin: console.origin, 'sec-fetch-site': 'same-origin' };

    const answer = await console.call('/console/api/actions', {
      headers,
      body: { as: 'staff', conversation: 'dm:staff', action: 'interview.start', key: KEY },
    });

    expect(answer.status).toBe(200);
  });

  it('serves the page and the card renderer with a policy that allows no inline script and no frame', async () => {
    const answers = await Promise.all(
      ['/console/', '/console/console.js', '/console/cards.css', '/console/adaptivecards.js'].map((path) =>
        console.call(path),
      ),
    );

    for (const { status, headers } of answers) {
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('serves no file beside the page', async () => {
    const paths = ['/console/..%2frouter.ts', '/console/../router.ts', '/console/%2e%2e/ports.ts', '/console/nothing'];

    const answers = await Promise.all(paths.map((path) => console.call(path)));

    for (const { status, text } of answers) {
      expect([403, 404]).toContain(status);
      expect(text).not.toContain('import');
    }
  });
});

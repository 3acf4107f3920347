import { createPublicKey, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { MicrosoftCloud } from '../../../src/channels/teams/configuration.ts';
import { PUBLIC_CLOUD } from '../../../src/channels/teams/configuration.ts';

export const APP = { id: 'eac5e5c6-ab14-4f50-80cb-49213fe51b1a', password: 'canary-password' } as const;
const APP_TOKEN = 'token-of-the-app';
/** A port on which nobody listens. */
const NOWHERE = 'http://127.0.0.1:9/';

export interface TokenParts {
  readonly header?: object;
  readonly claims?: object;
  /** Whose key signs; by default the one that is published. */
  readonly key?: KeyObject;
  /** Instead of a signature. */
  readonly signature?: string;
}

/** Microsoft's login and keys on loopback, and whatever tokens a test wants. */
export interface FakeMicrosoft {
  readonly cloud: MicrosoftCloud;
  readonly publishedKey: string;
  readonly otherKey: KeyObject;
  /** The value of the header; a right one without parts. */
  bearer(serviceUrl: string, parts?: TokenParts): string;
  /** How often the app asked for a token, and with what. */
  readonly asked: readonly URLSearchParams[];
  /** What the login answers from now on. */
  login(status: number, body: object): void;
  close(): Promise<void>;
}

export interface FakeMicrosoftOptions {
  readonly endorsements?: readonly string[];
  /** Neither keys nor metadata can be read. */
  readonly isAway?: boolean;
  /** What the list of keys answers, where it fails. */
  readonly keysStatus?: number;
}

export async function openFakeMicrosoft(options: FakeMicrosoftOptions = {}): Promise<FakeMicrosoft> {
  const { endorsements = ['msteams'], isAway = false, keysStatus = 200 } = options;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements }];
  const asked: URLSearchParams[] = [];
  let login: { status: number; body: object } = { status: 200, body: { access_token: APP_TOKEN, expires_in: 3600 } };

  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const json = (status: number, answer: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    if (request.url === '/openid') return json(200, { jwks_uri: `${base}keys` });
    if (request.url === '/keys') return json(keysStatus, { keys });
    if (request.url?.startsWith('/login/')) {
      asked.push(new URLSearchParams(body));
      return json(login.status, login.body);
    }
    return json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const base = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/`;
  const cloud: MicrosoftCloud = {
    ...PUBLIC_CLOUD,
    // The library remembers keys by this address, so each test has its own.
    openIdMetadataUrl: isAway ? `${NOWHERE}${kid}` : `${base}openid`,
    tokenUrl: `${base}login/{tenant}`,
  };
  return {
    cloud,
    publishedKey: createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString(),
    otherKey: other.privateKey,
    bearer(serviceUrl, { header = {}, claims = {}, key = privateKey, signature } = {}) {
      const nowS = Math.floor(Date.now() / 1000);
      const head = { alg: 'RS256', typ: 'JWT', kid, ...header };
      const says = {
        iss: cloud.issuer,
        aud: APP.id,
        exp: nowS + 3600,
        nbf: nowS - 60,
        serviceurl: serviceUrl,
        ...claims,
      };
      const signed = [head, says].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const sign = () => createSign('RSA-SHA256').update(signed).sign(key).toString('base64url');
      return `Bearer ${signed}.${signature ?? sign()}`;
    },
    asked,
    login(status, body) {
      login = { status, body };
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

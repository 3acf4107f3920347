import { z } from 'zod';

/** As they are allowed for the connector's tokens; `none` and keys that we share with anybody are not among them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const;
/** On either side: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const CLOCK_TOLERANCE_S = 300;
const MAX_TOKEN_CHARACTERS = 10_000;

const BEARER = /^Bearer (?<header>[\w-]+)\.(?<payload>[\w-]+)\.(?<signature>[\w-]+)$/u;
const Header = z.object({ alg: z.enum(ALGORITHMS), kid: z.string().min(1) });
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
  appid: z.string().optional(),
  azp: z.string().optional(),
});

export interface Expected {
  readonly appId: string;
  readonly issuer: string;
  readonly now: Date;
}

export interface ClaimedToken {
  /** The address that the token vouches for, when it is genuine. */
  readonly serviceUrl: string;
}

/**
 * What a token says, without its signature: what is plainly not for us is turned away before anything is fetched for it,
 * and before a library that answers some of its faults as its own. `undefined`: turned away.
 */
export function readToken(
  authorization: string | undefined,
  { appId, issuer, now }: Expected,
): ClaimedToken | undefined {
  if (authorization === undefined || authorization.length > MAX_TOKEN_CHARACTERS) return undefined;
  const parts = BEARER.exec(authorization)?.groups;
  const header = Header.safeParse(decoded(parts?.header));
  const claims = Claims.safeParse(decoded(parts?.payload));
  if (!header.success || !claims.success) return undefined;
  const { iss, aud, exp, nbf = 0, serviceurl, appid = aud, azp = aud } = claims.data;
  const nowS = now.getTime() / 1000;
  if (iss !== issuer || aud !== appId) return undefined;
  // Another app calls as a skill: the connector itself names none, and not every library turns that away.
  if (appid !== aud || azp !== aud) return undefined;
  if (exp + CLOCK_TOLERANCE_S < nowS || nbf - CLOCK_TOLERANCE_S > nowS) return undefined;
  return { serviceUrl: serviceurl };
}

function decoded(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

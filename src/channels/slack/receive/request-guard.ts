import type { RequestHandler } from 'express';

/** The longest body that Slack sends is far below; more is no Slack. */
export const MAX_BODY_BYTES = 1_000_000;

/** On either side: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const CLOCK_TOLERANCE_S = 300;

/**
 * Turns away what Bolt would not: a timestamp in the future, which it takes for fresh, and a body that is no object,
 * on which it stumbles. The signature is Bolt's to check, over the body that is kept for it here, and so is what cannot
 * be parsed.
 */
export function guardRequests(clock: () => Date): RequestHandler {
  return async (request, response, next) => {
    const timestamp = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN);
    const apart = Math.abs(Math.floor(clock().getTime() / 1000) - timestamp);
    if (!(apart <= CLOCK_TOLERANCE_S)) return void response.sendStatus(401);

    const body = await readBody(request);
    if (body === 'tooLong') return void response.sendStatus(413);
    if (!isObject(body, request.headers['content-type'] ?? '')) return void response.sendStatus(400);
    // Bolt reads this instead of the stream, which has been read here.
    Object.assign(request, { rawBody: body });
    next();
  };
}

async function readBody(request: AsyncIterable<Buffer>): Promise<Buffer | 'tooLong'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return 'tooLong';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The shape alone, from how it begins; nothing of it is believed before the signature was checked. */
function isObject(body: Buffer, contentType: string): boolean {
  const text = body.toString('utf8');
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return /^\s*\{/u.test(text);
  const payload = /(?:^|&)payload=(?<begin>[^&]{0,3})/u.exec(text)?.groups?.begin;
  return payload === undefined ? /(?:^|&)(?:command|ssl_check)=/u.test(text) : /^(?:\{|%7B$)/iu.test(payload);
}

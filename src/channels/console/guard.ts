import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './refusal.ts';
import { UPLOAD_TYPE } from './requests.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

const HEADERS = {
  // Adaptive Cards sets its styles through the DOM, which no policy forbids, so no inline style is needed.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/**
 * The console believes whoever reaches it, so only this machine's own browser may: a page elsewhere must not act as
 * anybody, neither by a request of its own nor by a name that it lets resolve to this machine.
 */
export function guardLoopback(request: Request, response: Response, next: NextFunction): void {
  response.set(HEADERS);
  const host = request.headers.host ?? '';
  if (!LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '') || !isOwnHost(host, request.socket.localPort)) {
    throw new Refusal(403, 'The console answers only on this machine, at its own address.');
  }
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, 'The console does not answer to other pages.');
  }
  next();
}

/** Loading the page by a link from elsewhere is harmless; everything else must come from the page itself. */
export function guardApi(request: Request, response: Response, next: NextFunction): void {
  response.set('cache-control', 'no-store');
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Refusal(403, 'The console does not answer to other pages.');
  }
  // Other content types can be sent across origins without asking first.
  const isUpload = request.path === '/files' && request.is(UPLOAD_TYPE);
  if (request.method === 'POST' && !isUpload && !request.is('application/json')) {
    throw new Refusal(415, 'Send the request as application/json.');
  }
  next();
}

function isOwnHost(host: string, port: number | undefined): boolean {
  const match = /^(.*?)(?::(\d+))?$/.exec(host.toLowerCase());
  return LOOPBACK_NAMES.includes(match?.[1] ?? '') && Number(match?.[2] ?? 80) === port;
}

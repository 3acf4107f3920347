import type { FatedRequest } from './fake-connector.ts';

interface Window {
  readonly calls: number;
  readonly seconds: number;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, of two published numbers the lower one. */
const SENDING: readonly Window[] = [
  { calls: 7, seconds: 1 },
  { calls: 8, seconds: 2 },
  { calls: 60, seconds: 30 },
  { calls: 1800, seconds: 3600 },
];
const ROSTER: readonly Window[] = [
  { calls: 14, seconds: 1 },
  { calls: 16, seconds: 2 },
  { calls: 120, seconds: 30 },
  { calls: 3600, seconds: 3600 },
];
const TENANT: readonly Window[] = [{ calls: 30, seconds: 1 }];

/** A sentence for each call that Teams would have held back, and for each that came before the time that a 429 named. */
export function callsAboveLimits(requests: readonly FatedRequest[]): readonly string[] {
  const calls = requests.map((request) => ({ ...request, counted: `${isRoster(request)} ${threadOf(request)}` }));
  return calls.flatMap((call, place) => {
    const before = calls.slice(0, place);
    const alike = before.filter(({ counted }) => counted === call.counted);
    return [
      ...tooMany(call, alike, isRoster(call) ? ROSTER : SENDING, threadOf(call)),
      ...tooMany(call, before, TENANT, 'the tenant'),
      ...tooEarly(call, before),
    ];
  });
}

interface CountedCall extends FatedRequest {
  /** What is counted together. */
  readonly counted: string;
}

/** Microsoft's thread is a chat or a whole channel, whichever of its replies: the bot's conversation with them. */
function threadOf({ path, body }: FatedRequest): string {
  const conversation = decodeURIComponent(path.split('?')[0]?.split('/')[3] ?? '');
  if (conversation !== '') return conversation.split(';')[0] ?? '';
  const channel = /"channel":\{"id":"(?<id>[^"]+)"/u.exec(JSON.stringify(body.channelData ?? {}))?.groups?.id;
  return channel ?? 'new';
}

function isRoster({ method }: FatedRequest): boolean {
  return method === 'GET';
}

function tooMany(
  { atMs }: FatedRequest,
  before: readonly FatedRequest[],
  windows: readonly Window[],
  where: string,
): readonly string[] {
  return windows.flatMap(({ calls, seconds }) => {
    const recent = before.filter((other) => atMs - other.atMs < seconds * 1000).length + 1;
    return recent > calls ? [`${recent} calls in ${seconds} s in ${where}, of ${calls}`] : [];
  });
}

/** What left at the same moment, or while another call took its time, could not have known. */
function tooEarly(request: CountedCall, before: readonly CountedCall[]): readonly string[] {
  const waiting = before.find((other, place) => {
    if (other.fate.kind !== 'status' || other.fate.status !== 429 || other.counted !== request.counted) return false;
    const passedMs = request.atMs - other.atMs;
    return passedMs > slowMs(before.slice(place)) && passedMs < Number(other.fate.retryAfter ?? 30) * 1000;
  });
  return waiting ? [`${request.path} again ${request.atMs - waiting.atMs} ms after a 429 that asked for more`] : [];
}

function slowMs(requests: readonly FatedRequest[]): number {
  return requests.reduce((sum, { fate }) => sum + (fate.kind === 'slow' ? fate.tookMs : 0), 0);
}

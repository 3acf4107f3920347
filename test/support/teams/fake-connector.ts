import { createServer } from 'node:http';
import { z } from 'zod';
import { type Fate, isTaken, respond } from './fates.ts';

/** Somebody in the tenant, as Teams' rosters tell of them. */
export interface TeamsPerson {
  readonly user: string;
  readonly name: string;
  readonly email?: string;
  /** The name to sign in with, where it is not the address. */
  readonly principalName?: string;
  readonly role?: string;
  readonly tenant?: string;
  /** How Teams calls them to the app; made up from the user where nothing is said. */
  readonly member?: string;
}

export interface ConnectorRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** When it arrived, by the test's clock. */
  readonly atMs: number;
}

export interface FatedRequest extends ConnectorRequest {
  readonly fate: Fate;
}

export interface PostedMessage {
  readonly id: string;
  readonly conversation: string;
  activity: Readonly<Record<string, unknown>>;
  edits: number;
}

/** The Bot Connector of one tenant over HTTP on loopback, which fails as it is told. */
export interface FakeConnector {
  /** Ends with a slash. */
  readonly serviceUrl: string;
  /** In the order of arrival. */
  readonly requests: readonly FatedRequest[];
  readonly messages: readonly PostedMessage[];
  /** What stands in this conversation, or anywhere in this channel. */
  messagesIn(conversation: string): readonly PostedMessage[];
  /** From now on; without it everything is fine. */
  decide(fateOf: (request: ConnectorRequest) => Fate): void;
  /** Takes what was sent and is only arriving now. */
  settle(): void;
  /** Who is in a conversation, team or channel; everybody where nothing is said. */
  seat(conversation: string, users: readonly string[]): void;
  /** Teams' ids of a person and of their own conversation with the app. */
  memberOf(user: string): string;
  directOf(user: string): string;
  close(): Promise<void>;
}

export interface FakeConnectorOptions {
  readonly tenant: string;
  readonly people: readonly TeamsPerson[];
  readonly clock?: () => Date;
  /** Lets the test's time pass, for calls that take long. */
  readonly passes?: (milliseconds: number) => void;
}

const Body = z.record(z.string(), z.unknown()).catch({});
const Parameters = z.object({
  members: z.array(z.object({ id: z.string() })).default([]),
  activity: z.record(z.string(), z.unknown()).optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).optional() }).default({}),
});

export async function openFakeConnector(options: FakeConnectorOptions): Promise<FakeConnector> {
  const { tenant, people, clock = () => new Date(), passes = () => {} } = options;
  const requests: FatedRequest[] = [];
  let arriving: { readonly atMs: number; readonly request: ConnectorRequest }[] = [];
  const messages: PostedMessage[] = [];
  const seats = new Map<string, readonly string[]>();
  let fateOf: (request: ConnectorRequest) => Fate = () => ({ kind: 'fine' });
  let last = 1_700_000_000_000;

  const memberOf = (user: string) => people.find((one) => one.user === user)?.member ?? `29:${user}`;
  const directOf = (user: string) => `a:1on1-${user}`;
  const accountOf = ({ user, name, email, principalName, role = 'user', tenant: of = tenant }: TeamsPerson) => ({
    ...{ id: memberOf(user), aadObjectId: user, objectId: user, name, tenantId: of, userRole: role },
    userPrincipalName: principalName ?? email ?? `${user}@example.com`,
    ...(email === undefined ? {} : { email }),
  });
  const among = (conversation: string) =>
    people.filter(({ user }) => seats.get(conversation.split(';')[0] ?? '')?.includes(user) ?? true);
  const nextId = () => {
    last += 1;
    return String(last);
  };
  const post = (conversation: string, activity: PostedMessage['activity'], id = nextId()) => {
    messages.push({ id, conversation, activity, edits: 0 });
    return { id };
  };

  function create(body: PostedMessage['activity']): readonly [number, object] {
    const { members, activity, channelData } = Parameters.parse(body);
    const [member] = members;
    if (member) {
      const found = people.find(({ user }) => [user, memberOf(user)].includes(member.id));
      return found ? [201, { id: directOf(found.user) }] : [403, { error: { code: 'BotNotInConversationRoster' } }];
    }
    if (!activity || !channelData.channel) return [400, { error: { code: 'BadSyntax' } }];
    const id = nextId();
    const conversation = `${channelData.channel.id};messageid=${id}`;
    post(conversation, activity, id);
    return [201, { id: conversation, activityId: id }];
  }

  function take({ method, path, body }: ConnectorRequest): readonly [number, object] {
    const [place = '', query] = path.split('?');
    const [, , , conversation = '', what, id] = place.split('/').map(decodeURIComponent);
    if (method === 'POST' && conversation === '') return create(body);
    if (method === 'POST' && what === 'activities') return [201, post(conversation, body)];
    if (method === 'PUT' && what === 'activities') {
      const message = messages.find((one) => one.id === id && one.conversation === conversation);
      if (!message) return [404, { error: { code: 'ActivityNotFoundInConversation' } }];
      Object.assign(message, { activity: body, edits: message.edits + 1 });
      return [200, { id }];
    }
    if (method === 'GET' && what === 'pagedmembers') return [200, page(among(conversation).map(accountOf), query)];
    if (method === 'GET' && what === 'members') {
      const found = among(conversation).find(({ user }) => [user, memberOf(user)].includes(id ?? ''));
      return found ? [200, accountOf(found)] : [404, { error: { code: 'MemberNotFoundInConversation' } }];
    }
    return [404, { error: { code: 'NotFound' } }];
  }

  function settle(): void {
    const nowMs = clock().getTime();
    const arrived = arriving.filter(({ atMs }) => atMs <= nowMs);
    arriving = arriving.filter(({ atMs }) => atMs > nowMs);
    for (const { request } of arrived) take(request);
  }

  const server = createServer(async (request, response) => {
    const text = await Array.fromAsync(request).then(
      (chunks) => Buffer.concat(chunks).toString(),
      () => undefined,
    );
    // The caller gave up before it had sent everything.
    if (text === undefined) return;
    const { method = '', url: path = '', headers } = request;
    const atMs = clock().getTime();
    const body = Body.parse(text === '' ? {} : JSON.parse(text));
    const asked = { method, path, authorization: headers.authorization, body, atMs };
    const fate = fateOf(asked);
    requests.push({ ...asked, fate });
    settle();
    const answer = isTaken(fate) ? take(asked) : ([200, {}] as const);
    if (fate.kind === 'late') arriving.push({ atMs: atMs + fate.afterMs, request: asked });
    if (fate.kind === 'slow') passes(fate.tookMs);
    respond(response, fate, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    serviceUrl: `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/`,
    requests,
    messages,
    messagesIn: (conversation) => messages.filter((one) => one.conversation.split(';')[0] === conversation),
    decide(next) {
      fateOf = next;
    },
    settle,
    seat: (conversation, users) => void seats.set(conversation, users),
    memberOf,
    directOf,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** In two pages, so that whoever reads only the first one is found out. */
function page(members: readonly object[], query = ''): object {
  const from = Number(new URLSearchParams(query).get('continuationToken') ?? 0);
  const next = from + Math.ceil(members.length / 2);
  return { members: members.slice(from, next), ...(next < members.length ? { continuationToken: String(next) } : {}) };
}

import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** Somebody in the tenant, as Teams' rosters tell of them. */
export interface TeamsPerson {
  readonly user: string;
  readonly name: string;
  readonly email?: string;
  readonly role?: string;
  readonly tenant?: string;
  /** How Teams calls them to the app; made up from the user where nothing is said. */
  readonly member?: string;
}

/** What becomes of one call, on the wire. */
export type Fate =
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: object;
      readonly taken?: boolean;
    }
  /** The connection is cut before the answer. */
  | { readonly kind: 'cut'; readonly taken: boolean }
  /** Something that is no JSON stands where the answer should be. */
  | { readonly kind: 'garbled'; readonly taken: boolean }
  /** Never answered: the caller gives up. */
  | { readonly kind: 'silent'; readonly taken: boolean };

export interface ConnectorRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
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
  readonly requests: readonly ConnectorRequest[];
  readonly messages: readonly PostedMessage[];
  /** What stands in this conversation, or anywhere in this channel. */
  messagesIn(conversation: string): readonly PostedMessage[];
  /** From now on; without it everything is fine. */
  decide(fateOf: (request: ConnectorRequest) => Fate): void;
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
}

const Body = z.record(z.string(), z.unknown()).catch({});
const Parameters = z.object({
  members: z.array(z.object({ id: z.string() })).default([]),
  activity: z.record(z.string(), z.unknown()).optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).optional() }).default({}),
});

export async function openFakeConnector({ tenant, people }: FakeConnectorOptions): Promise<FakeConnector> {
  const requests: ConnectorRequest[] = [];
  const messages: PostedMessage[] = [];
  const seats = new Map<string, readonly string[]>();
  let fateOf: (request: ConnectorRequest) => Fate = () => ({ kind: 'fine' });
  let last = 1_700_000_000_000;

  const memberOf = (user: string) => people.find((one) => one.user === user)?.member ?? `29:${user}`;
  const directOf = (user: string) => `a:1on1-${user}`;
  const accountOf = ({ user, name, email, role = 'user', tenant: of = tenant }: TeamsPerson) => ({
    ...{ id: memberOf(user), aadObjectId: user, objectId: user, name, tenantId: of, userRole: role },
    userPrincipalName: email ?? `${user}@example.com`,
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

  const server = createServer(async (request, response) => {
    const text = await Array.fromAsync(request).then(
      (chunks) => Buffer.concat(chunks).toString(),
      () => undefined,
    );
    // The caller gave up before it had sent everything.
    if (text === undefined) return;
    const { method = '', url: path = '', headers } = request;
    const asked = {
      method,
      path,
      authorization: headers.authorization,
      body: Body.parse(text === '' ? {} : JSON.parse(text)),
    };
    requests.push(asked);
    const fate = fateOf(asked);
    const isTaken = fate.kind === 'fine' || fate.taken === true;
    respond(response, fate, isTaken ? take(asked) : [200, {}]);
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

function respond(response: ServerResponse, fate: Fate, [status, body]: readonly [number, object]): void {
  switch (fate.kind) {
    case 'fine':
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    case 'status': {
      const headers = {
        'content-type': 'application/json',
        ...(fate.retryAfter ? { 'retry-after': fate.retryAfter } : {}),
      };
      return void response.writeHead(fate.status, headers).end(JSON.stringify(fate.body ?? {}));
    }
    case 'cut':
      return void response.destroy();
    case 'garbled':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
    case 'silent':
      return;
  }
}

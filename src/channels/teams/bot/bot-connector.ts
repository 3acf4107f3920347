import { AsyncLocalStorage } from 'node:async_hooks';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { type AppToken, NoToken } from '../app-token.ts';
import { readStatus, readThrown } from '../call-failure.ts';
import type { MicrosoftCloud } from '../configuration.ts';
import { type Answered, type Authenticity, CALL_WITHIN_MS, type Connector, type ConnectorCall } from '../connector.ts';

/**
 * The one file that knows botbuilder, whose support has ended. Whoever puts another library in its place writes this file
 * anew, and nothing else. It is pinned to 4.23.3, because what follows reaches below its documented interface.
 */
export interface BotConnectorOptions {
  /** `undefined`: whatever comes is believed, and nothing proves who we are. For demonstrations on loopback. */
  readonly app: { readonly id: string; readonly token: AppToken } | undefined;
  readonly cloud: MicrosoftCloud;
  readonly withinMs?: number;
}

type Authentication = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
type Credentials = NonNullable<Authentication[1]>;
type HttpClient = NonNullable<NonNullable<Authentication[4]>['httpClient']>;

/** One call on its way through the library, and what really came back. */
interface UnderWay {
  readonly signal: AbortSignal;
  /** Sent as it is: the library would drop what its own models do not know, citations among it. */
  readonly body: string | undefined;
  sent: boolean;
  answer?: { readonly status: number; readonly retryAfter: string | undefined; readonly body: unknown };
}

/** What we use of the library's client, which it keeps behind a symbol without a type. */
interface ConnectorClient {
  readonly client: { readonly pipeline: { removePolicy(policy: { readonly name: string }): readonly object[] } };
  readonly conversations: {
    sendToConversation(conversation: string, activity: object): Promise<unknown>;
    updateActivity(conversation: string, id: string, activity: object): Promise<unknown>;
    createConversation(parameters: object): Promise<unknown>;
    getConversationMember(conversation: string, user: string): Promise<unknown>;
    getConversationPagedMembers(conversation: string, options: object): Promise<unknown>;
  };
}

/** It repeats every failed call up to three times, which doubles messages, and heeds no option that forbids it. */
const HIDDEN_RETRY = { name: 'defaultRetryPolicy' };
const PAGE = 200;
/** What jsonwebtoken says of a token that is not right; the library's own errors have a status. */
const TOKEN_FAULTS = ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'];

export function createBotConnector({ app, cloud, withinMs = CALL_WITHIN_MS }: BotConnectorOptions): Connector {
  const underWay = new AsyncLocalStorage<UnderWay>();

  const sendRequest: HttpClient['sendRequest'] = async (request) => {
    const call = underWay.getStore();
    if (!call) throw new Error('A call that nobody made');
    call.signal.throwIfAborted();
    call.sent = true;
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.rawHeaders(),
      ...(call.body === undefined ? {} : { body: call.body }),
      redirect: 'error',
      signal: call.signal,
    });
    const bodyAsText = await response.text();
    const retryAfter = response.headers.get('retry-after') ?? undefined;
    call.answer = { status: response.status, retryAfter, body: parsed(bodyAsText) };
    const headers = request.headers.clone();
    for (const name of headers.headerNames()) headers.remove(name);
    return { status: response.status, bodyAsText, headers, request };
  };
  const credentials: Credentials = {
    isValidAppId: async (id) => id === app?.id,
    isAuthenticationDisabled: async () => app === undefined,
    createCredentials: async () => ({
      async signRequest(request) {
        const signal = underWay.getStore()?.signal ?? AbortSignal.timeout(withinMs);
        if (app) request.headers.set('authorization', `Bearer ${await app.token.current(signal)}`);
        return request;
      },
    }),
  };
  // Where one of these is set, the library wants all.
  const endpoints = {
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: cloud.tokenUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    OAuthUrl: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    CallerId: 'steward',
  };
  const authentication = new ConfigurationBotFrameworkAuthentication(endpoints, credentials, undefined, undefined, {
    httpClient: { sendRequest },
  });
  const adapter = new CloudAdapter(authentication);

  return {
    async authenticate(authorization, about): Promise<Authenticity> {
      if (!app) return 'genuine';
      try {
        // Of an activity it reads these two for this.
        await authentication.authenticateRequest(about as Activity, authorization);
        return 'genuine';
      } catch (failure) {
        return isTokenFault(failure) ? 'forged' : 'unknown';
      }
    },
    async call(call) {
      const { serviceUrl } = call;
      const record: UnderWay = { signal: AbortSignal.timeout(withinMs), body: bodyOf(call), sent: false };
      const reference = {
        ...{ serviceUrl, channelId: 'msteams', bot: { id: `28:${app?.id ?? 'steward'}`, name: 'Steward' } },
        conversation: {
          id: 'conversation' in call ? call.conversation : 'new',
          name: '',
          isGroup: false,
          conversationType: '',
        },
      };
      try {
        await underWay.run(record, () =>
          adapter.continueConversationAsync(app?.id ?? '', reference, async (context) => {
            const client: ConnectorClient = context.turnState.get(adapter.ConnectorClientKey);
            client.client.pipeline.removePolicy(HIDDEN_RETRY);
            await make(client, call);
          }),
        );
      } catch (failure) {
        if (!record.answer) return notAnswered(failure, record);
      }
      return answered(record, app?.token);
    },
  };
}

function bodyOf(call: ConnectorCall): string | undefined {
  if ('activity' in call) return JSON.stringify(call.activity);
  return call.kind === 'create' ? JSON.stringify(call.parameters) : undefined;
}

async function make({ conversations }: ConnectorClient, call: ConnectorCall): Promise<unknown> {
  switch (call.kind) {
    case 'post':
      return conversations.sendToConversation(call.conversation, {});
    case 'update':
      return conversations.updateActivity(call.conversation, call.id, {});
    case 'create':
      return conversations.createConversation({});
    case 'member':
      return conversations.getConversationMember(call.conversation, call.user);
    case 'members':
      return conversations.getConversationPagedMembers(call.conversation, {
        pageSize: PAGE,
        ...(call.continuation === undefined ? {} : { continuationToken: call.continuation }),
      });
  }
}

function answered({ answer }: UnderWay, token: AppToken | undefined): Answered {
  if (!answer) return { kind: 'unclear', reason: 'no answer' };
  if (answer.status >= 200 && answer.status < 300) return { kind: 'done', value: answer.body };
  if (answer.status === 401) token?.forget();
  return readStatus(answer.status, answer.retryAfter, answer.body);
}

function notAnswered(failure: unknown, { sent }: UnderWay): Answered {
  const cause = failure instanceof Error && failure.cause instanceof NoToken ? failure.cause : failure;
  if (cause instanceof NoToken && cause.isRefused) return { kind: 'refused', status: 401, code: 'invalid_client' };
  return readThrown(failure, sent);
}

/** Everything else is a fault of Microsoft's keys, or of the way to them. */
function isTokenFault(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  if (TOKEN_FAULTS.includes(failure.name)) return true;
  return 'statusCode' in failure && failure.statusCode === 401;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

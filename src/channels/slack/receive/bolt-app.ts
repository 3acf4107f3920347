import { App, type AuthorizeResult, type AuthorizeSourceData, ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import { type Router as ExpressRouter, Router } from 'express';
import type { Closable } from '../../../kernel/lifecycle.ts';
import type { SlackDelivery } from '../configuration.ts';
import type { Installations } from '../installations.ts';
import { sdkLog } from '../sdk-log.ts';
import { workspaceOf } from '../workspace.ts';
import { acknowledgeAfterwards } from './deferred-ack.ts';
import { type ListenerOptions, listen } from './listeners.ts';
import { guardRequests, MAX_BODY_BYTES } from './request-guard.ts';

const EVENTS_PATH = '/slack/events';

/** Slack itself gives up after three seconds; until then the work may still be committed. */
const ANSWER_WITHIN_MS = 10_000;

export interface SlackReceiver extends Closable {
  /** `/slack/events`, to be mounted at the root; `undefined` in Socket Mode, where Slack calls nobody. */
  readonly http: ExpressRouter | undefined;
  /** Opens the socket, where there is one. */
  start(): Promise<void>;
}

export interface SlackReceiverOptions extends ListenerOptions {
  readonly delivery: SlackDelivery;
  readonly apiUrl: string;
  readonly installations: Installations;
  readonly clock: () => Date;
}

/** Takes what Slack sends, over HTTP or a socket, and acknowledges it once it is committed. */
export function createSlackReceiver(options: SlackReceiverOptions): SlackReceiver {
  const { delivery, apiUrl, installations, clock } = options;

  async function authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult> {
    const { teamId, enterpriseId, isEnterpriseInstall } = source;
    const workspace = workspaceOf({ teamId, enterpriseId, isEnterpriseInstall });
    const installed = workspace === undefined ? undefined : await installations.find(workspace);
    if (!installed) throw new Error('Steward is not installed there');
    const { botId, botUserId } = installed;
    return { workspace: installed.workspace, botId, botUserId, ...(teamId === undefined ? {} : { teamId }) };
  }

  const http = delivery.kind === 'http' ? Router() : undefined;
  http?.post(EVENTS_PATH, guardRequests(clock));
  const receiver =
    delivery.kind === 'http'
      ? new ExpressReceiver({
          signingSecret: delivery.signingSecret,
          endpoints: EVENTS_PATH,
          processBeforeResponse: true,
          unhandledRequestTimeoutMillis: ANSWER_WITHIN_MS,
          bodyLimit: MAX_BODY_BYTES,
          logger: sdkLog,
          ...(http ? { router: http } : {}),
        })
      : new SocketModeReceiver({
          appToken: delivery.appToken,
          logger: sdkLog,
          installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
        });
  const app = new App({
    receiver: acknowledgeAfterwards(receiver),
    authorize,
    logger: sdkLog,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
    // Bolt would keep something about every conversation in memory, for ever.
    convoStore: false,
  });
  // An error handler that returns would turn a failure into an acknowledgement.
  app.error(async (failure) => {
    throw failure;
  });
  listen(app, options);

  return {
    http,
    start: async () => void (delivery.kind === 'socket' && (await app.start())),
    close: async () => void (delivery.kind === 'socket' && (await app.stop())),
  };
}

import { type FetchFunction, WebClient } from '@slack/web-api';
import { sdkLog } from './sdk-log.ts';

/**
 * Two clients for the token of one workspace, so that a message that waits never holds up a dialog, whose trigger ends
 * after three seconds: https://docs.slack.dev/interactivity/handling-user-interaction#trigger-ids
 */
export interface SlackClients {
  /** For what a person is waiting for: dialogs and remarks for their eyes only. */
  readonly interactive: WebClient;
  /** For everything else. */
  readonly bulk: WebClient;
}

export interface SlackClientsOptions {
  readonly token: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly interactiveTimeoutMs?: number;
  readonly bulkTimeoutMs?: number;
}

const INTERACTIVE_TIMEOUT_MS = 2000;
const BULK_TIMEOUT_MS = 10_000;

/** Where Slack asks to wait without saying how long. Its limits are per minute. */
const UNNAMED_WAIT_S = 30;

export function createSlackClients(options: SlackClientsOptions): SlackClients {
  const { interactiveTimeoutMs = INTERACTIVE_TIMEOUT_MS, bulkTimeoutMs = BULK_TIMEOUT_MS } = options;
  return { interactive: createClient(options, interactiveTimeoutMs), bulk: createClient(options, bulkTimeoutMs) };
}

function createClient({ token, apiUrl }: SlackClientsOptions, timeout: number): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    logger: sdkLog,
    // By itself it posts again after a lost answer, and one 429 stops everything else that it does.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    allowAbsoluteUrls: false,
    fetch: fetchWithWait,
  });
}

/** The client takes a 429 that names no wait for an unknown failure, after which nothing may be repeated. */
const fetchWithWait: FetchFunction = async (url, init) => {
  const response = await fetch(url, init);
  if (response.status !== 429 || /^\d+$/u.test(response.headers.get('retry-after') ?? '')) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { 'retry-after': String(UNNAMED_WAIT_S) } });
};

import { createHmac } from 'node:crypto';
import { checkAnswer } from './check-shown.ts';

/** What Slack sends along with a body: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedHeaders(body: string, secret: string, at: Date, type = 'application/json') {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'content-type': type,
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${signature}`,
  };
}

/** A body with its type, before it is signed. */
export interface Delivery {
  readonly body: string;
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
}

/** The `number`th repetition of an event, which Slack believes to be lost for this reason. */
export interface Retry {
  readonly number: number;
  readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
}

export function eventDelivery(payload: object): Delivery {
  return { body: JSON.stringify(payload), type: 'application/json' };
}

/** Actions, submitted views and shortcuts come as one field of a form. */
export function interactionDelivery(payload: object): Delivery {
  return formDelivery({ payload: JSON.stringify(payload) });
}

export function formDelivery(fields: Readonly<Record<string, string>>): Delivery {
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

/** Signs and sends as Slack does, and checks as Slack would what the answer shows. */
export async function deliver(
  url: string,
  { body, type }: Delivery,
  { secret, at = new Date(), retry }: { readonly secret: string; readonly at?: Date; readonly retry?: Retry },
): Promise<Response> {
  const retried = retry && { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason };
  const headers = { ...signedHeaders(body, secret, at, type), ...retried };
  const response = await fetch(url, { method: 'POST', body, headers });
  if (response.ok) checkAnswer(await response.clone().text());
  return response;
}

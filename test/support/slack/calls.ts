import { z } from 'zod';
import { checkCall } from './check-shown.ts';

/** One call of Slack's Web API, as it arrived. */
export interface Call {
  readonly number: number;
  readonly atMs: number;
  readonly method: string;
  readonly token: string;
  /** What was JSON within the form is read. */
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Request {
  readonly method: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly body: string;
}

const JSON_FIELDS = ['blocks', 'attachments', 'view', 'metadata'];
const Fields = z.record(z.string(), z.unknown());

/** What it shows is checked as Slack would. */
export function readCall({ method, authorization, contentType, body }: Request, number: number, atMs: number): Call {
  const args = contentType.includes('json') ? Fields.parse(JSON.parse(body)) : readForm(body);
  const { token, ...rest } = args;
  checkCall(method, rest);
  const bearer = /^Bearer (.*)$/u.exec(authorization)?.[1];
  return { number, atMs, method, token: bearer ?? String(token ?? ''), args: rest };
}

function readForm(body: string): Record<string, unknown> {
  const fields = [...new URLSearchParams(body)].map(([name, value]) => [
    name,
    JSON_FIELDS.includes(name) ? JSON.parse(value) : value,
  ]);
  return Object.fromEntries(fields);
}

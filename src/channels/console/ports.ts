import type { Card } from '../../chat/card.ts';
import type { InboundEvent, Role } from '../../chat/event.ts';
import type { Content, ViewReference } from '../../chat/outgoing.ts';
import type { ImmediateReply } from '../../chat/reply.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Announcements } from './announcements.ts';

export interface ConsoleMessage {
  readonly id: string;
  readonly conversation: string;
  readonly author: { readonly kind: 'steward' } | { readonly kind: 'person'; readonly personId: string };
  readonly at: Date;
  readonly content: { readonly kind: 'text'; readonly text: string } | Content;
}

/** Keeps the console's conversations, as Slack and Teams keep theirs. */
export interface ConsoleMessages {
  /** 'already' when a message with this id is there; it is left as it was. */
  append(message: ConsoleMessage): Promise<'stored' | 'already'>;
  /** The newest `limit`, oldest first. */
  list(conversation: string, limit: number): Promise<readonly ConsoleMessage[]>;
}

/** Keeps what people upload, for the short time until it is read. */
export interface ConsoleFiles {
  keep(personId: string, fileId: string, bytes: Uint8Array, now: Date): Promise<void>;
  has(personId: string, fileId: string): Promise<boolean>;
  /** `undefined` when it is not there any more. */
  find(personId: string, fileId: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  forget(before: Date): Promise<void>;
}

export interface ConsolePerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly country: string;
  readonly roles: readonly Role[];
}

interface Passage {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** The day of the source's state, as the passage says it. */
  readonly asOf: string;
  readonly markdown: string;
}

interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: string | Uint8Array;
}

/** `failed` with `retry` was not kept: the same event may come again. Without it, it was kept for an operator. */
export type Received =
  | { readonly kind: 'done'; readonly reply?: ImmediateReply }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: boolean };

export interface ConsoleOptions {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly workspace: string;
  people(): Promise<readonly ConsolePerson[]>;
  readonly messages: ConsoleMessages;
  /** Keeps an uploaded file until Steward has read it. */
  keepFile(personId: string, fileId: string, bytes: Uint8Array): Promise<void>;
  receive(event: InboundEvent): Promise<Received>;
  /** For one reader, or, without, for all who read along. */
  render(view: ViewReference, personId: string | undefined): Promise<Card | undefined>;
  /** The desk of one person: what they owe, their submissions and approved uses; for reviewers the queue. */
  desk(personId: string): Promise<Card>;
  passage(id: string): Promise<Passage | undefined>;
  /** What a reply of the kind `file` names, made for this person; `undefined` when it is not there or not theirs. */
  file(reference: ViewReference, personId: string): Promise<MadeFile | undefined>;
  /** Shared with the channel, so that what is posted appears in open pages. */
  readonly announcements: Announcements;
  readonly log: Log;
  readonly clock: Clock;
}

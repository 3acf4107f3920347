import { z } from 'zod';

/**
 * What Slack sends, read no further than we use it: https://docs.slack.dev/interactivity and /reference/events.
 * Everything that has a name here was sent by Slack itself, as the signature proved; what people typed is only text.
 */

const Id = z.string().min(1).max(64);
const Timestamp = z.string().regex(/^\d{1,20}\.\d{1,10}$/);

const SharedFile = z.object({
  id: Id,
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
});

/** A message of a person. Edits, joins, bots and the like carry a subtype and are not taken for words said to Steward. */
export const PersonsMessage = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.literal('file_share').optional(),
  bot_id: z.undefined().optional(),
  user: Id,
  text: z.string().default(''),
  ts: Timestamp,
  thread_ts: Timestamp.optional(),
  channel: Id,
  channel_type: z.string().optional(),
  files: z.array(SharedFile).max(50).optional(),
});
export type PersonsMessage = z.infer<typeof PersonsMessage>;

export const HomeOpened = z.object({
  type: z.literal('app_home_opened'),
  user: Id,
  tab: z.string(),
  event_ts: z.string().optional(),
});

export const ChannelJoined = z.object({ type: z.literal('member_joined_channel'), channel: Id });

const Person = z.object({ id: Id });
const View = z.object({
  id: Id,
  hash: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  blocks: z.unknown().optional(),
  state: z.object({ values: z.unknown().optional() }).optional(),
});

export const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: Person,
  trigger_id: z.string(),
  actions: z.array(z.looseObject({ action_id: z.string(), action_ts: z.string() })).min(1),
  container: z.object({ type: z.string() }),
  channel: Person.optional(),
  message: z.object({ ts: Timestamp, thread_ts: Timestamp.optional() }).optional(),
  state: z.object({ values: z.unknown().optional() }).optional(),
  view: View.partial({ hash: true }).optional(),
});
export type BlockActions = z.infer<typeof BlockActions>;

export const ViewSubmission = z.object({ type: z.literal('view_submission'), user: Person, view: View });
export type ViewSubmission = z.infer<typeof ViewSubmission>;

export const ViewClosed = z.object({
  type: z.literal('view_closed'),
  user: Person,
  view: View.partial({ hash: true }),
});
export type ViewClosed = z.infer<typeof ViewClosed>;

export const Command = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: Id,
  channel_id: Id,
  trigger_id: z.string(),
});
export type Command = z.infer<typeof Command>;

export const Shortcut = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string(),
  user: Person,
  trigger_id: z.string(),
  action_ts: z.string(),
});

export const MessageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  user: Person,
  trigger_id: z.string(),
  action_ts: z.string(),
  channel: Person,
  message: z.object({ text: z.string().default(''), ts: Timestamp, user: Id.optional() }),
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

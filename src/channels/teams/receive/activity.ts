import { z } from 'zod';

/**
 * What Teams sends, read no further than we use it:
 * https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md. Who and where was vouched for by the
 * token; whatever stands in `value` comes from somebody's client, and is only what they say.
 */

const Id = z.string().min(1).max(500);
const Account = z.object({ id: Id, name: z.string().nullish(), aadObjectId: z.string().max(100).nullish() });

/** An odd entity or attachment is none; the message around it stays. */
const lenient = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(z.unknown())
    .max(200)
    .nullish()
    .catch([])
    .transform((all) => (all ?? []).flatMap((one) => shape.safeParse(one).data ?? []));

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().nullish(),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
});
export type Mention = z.infer<typeof Mention>;

/** A file as somebody sends it to a bot: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
const SharedAttachment = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().nullish(),
  contentUrl: z.string().nullish(),
  content: z.object({
    uniqueId: z.string().min(1).max(200),
    fileType: z.string().nullish(),
    // It is good for everybody who has it, without signing in.
    downloadUrl: z.string().max(8000).nullish().catch(undefined),
  }),
});

/** The message once more, as markup: all that is told of a file among others, whose content only Microsoft Graph has. */
const Markup = z.object({ contentType: z.literal('text/html'), content: z.string() });

const Named = z.object({ id: z.string() }).nullish().catch(undefined);

export const Activity = z.object({
  type: z.string().min(1).max(100),
  id: Id.nullish(),
  name: z.string().max(200).nullish(),
  channelId: Id,
  serviceUrl: z.url({ protocol: /^https?$/ }).max(500),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: Id.regex(/^\S+$/u),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: Id.nullish().catch(undefined),
  entities: lenient(Mention),
  attachments: lenient(z.discriminatedUnion('contentType', [SharedAttachment, Markup])),
  channelData: z.object({ tenant: Named, team: Named, channel: Named }).nullish().catch(undefined),
  action: z.string().nullish().catch(undefined),
  deliveryMode: z.string().nullish(),
});
export type Activity = z.infer<typeof Activity>;

/** `adaptiveCard/action`: a button of a card, or the card itself that comes into view. */
export const CardAction = z.object({ action: z.object({ data: z.unknown() }), trigger: z.string().nullish() });

/** `task/fetch`, `task/submit`: a dialog that opens, and one that was filled in. */
export const TaskRequest = z.object({ data: z.unknown() });

/** `composeExtension/fetchTask`, `composeExtension/submitAction`: our entries in the menus of Teams. */
export const ExtensionCommand = z.object({
  commandId: z.string().max(100),
  data: z.unknown().optional(),
  messagePayload: z
    .object({
      id: z.string().max(200).nullish(),
      linkToMessage: z.string().max(2000).nullish(),
      body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
      from: z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish(),
    })
    .nullish()
    .catch(undefined),
});
export type ExtensionCommand = z.infer<typeof ExtensionCommand>;

/** `message/submitAction`: Teams' own thumbs below an answer. */
export const GivenFeedback = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown().optional() }),
});

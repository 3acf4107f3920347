import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { InboundBody, InboundEvent } from '../../../chat/event.ts';
import { readableBody } from '../../../chat/readable-event.ts';
import { readSubmission } from '../../adaptive-cards/submission.ts';
import { OWN_ACTIONS, Stamp } from '../cards/stamp.ts';
import { COMMAND_ACTIONS } from '../commands.ts';
import { formatPosted } from '../conversation-id.ts';
import { type Activity, CardAction, ExtensionCommand, TaskRequest } from './activity.ts';
import type { OwnRequest, Received } from './received.ts';
import { sharedFiles } from './shared-files.ts';
import { htmlToText, readTeamsText } from './teams-text.ts';
import type { Whereabouts } from './whereabouts.ts';

export type Translated =
  | { readonly kind: 'deed'; readonly received: Received }
  | { readonly kind: 'own'; readonly request: OwnRequest }
  /** Nothing that was meant for Steward, or nothing of ours. */
  | { readonly kind: 'nothing' };

const nothing: Translated = { kind: 'nothing' };

/** Words, clicks, dialogs and menu entries. What else Teams tells is no deed of a person. */
export function translate(activity: Activity, where: Whereabouts): Translated {
  const { type, name, value } = activity;
  if (type === 'message') return value == null ? words(activity, where) : clicked(activity, where, value, 'oldCard');
  if (type !== 'invoke') return nothing;
  switch (name) {
    case 'adaptiveCard/action':
      return clicked(activity, where, CardAction.safeParse(value).data?.action.data, 'card');
    case 'task/fetch':
      return clicked(activity, where, TaskRequest.safeParse(value).data?.data, 'opening');
    case 'task/submit':
      return clicked(activity, where, TaskRequest.safeParse(value).data?.data, 'dialog');
    case 'composeExtension/submitAction':
      return clicked(activity, where, ExtensionCommand.safeParse(value).data?.data, 'dialog');
    case 'composeExtension/fetchTask':
      return command(activity, where, ExtensionCommand.safeParse(value).data);
    default:
      return nothing;
  }
}

/** The delivery itself. Teams repeats some under a new name, so clicks have a key of their own beside it. */
export function deliveryOf({ conversation, id }: Activity, { identity }: Whereabouts): string | undefined {
  return id == null ? undefined : `teams/${identity.workspace}/activity/${conversation.id}/${id}`;
}

function words(activity: Activity, where: Whereabouts): Translated {
  const text = readTeamsText(activity);
  const files = sharedFiles(activity);
  const deliveryKey = deliveryOf(activity, where);
  if (deliveryKey === undefined || (text === '' && files.length === 0)) return nothing;
  const messageId = formatPosted({ conversation: activity.conversation.id, activity: activity.id ?? '' });
  const body = { kind: 'message', messageId, text, ...(files.length > 0 ? { files } : {}) } as const;
  const { references: _references, ...told } = where;
  return {
    kind: 'deed',
    received: { event: { ...told, deliveryKey, body }, surface: { kind: 'beside' } },
  };
}

type Means = 'card' | 'oldCard' | 'opening' | 'dialog';

function clicked(activity: Activity, where: Whereabouts, data: unknown, means: Means): Translated {
  const submission = readSubmission(data);
  const stamp = Stamp.safeParse(data).data;
  if (!submission || !stamp) return nothing;
  const own = ownRequest(submission.kind === 'action' ? submission.action : undefined, stamp, means);
  if (own) return { kind: 'own', request: own };
  const { inputs } = submission;
  const body: InboundBody =
    submission.kind === 'action'
      ? { kind: 'action', actionId: submission.action, value: submission.value, inputs }
      : { kind: 'form', formId: submission.form, context: submission.context, inputs };
  const inPlace = body.kind === 'form' && (means === 'card' || means === 'oldCard');
  const event = { ...deed(activity, where, body, `card/${stamp.nonce}`), ...(inPlace && { hasNoNextPage: true }) };
  switch (means) {
    case 'card':
      return {
        kind: 'deed',
        received: { event, surface: { kind: 'card', stamp, inputs, isForm: body.kind === 'form' } },
      };
    case 'oldCard':
      return { kind: 'deed', received: { event, surface: { kind: 'oldCard', stamp, inputs } } };
    case 'opening':
    case 'dialog':
      return {
        kind: 'deed',
        received: { event, surface: { kind: 'dialog', stamp, inputs, opens: means === 'opening' } },
      };
  }
}

function ownRequest(action: string | undefined, stamp: Stamp, means: Means): OwnRequest | undefined {
  const surface = means === 'card' ? 'card' : means === 'oldCard' ? 'oldCard' : 'dialog';
  switch (action) {
    case OWN_ACTIONS.show:
      return { kind: 'show', stamp, surface };
    case OWN_ACTIONS.refresh:
      return { kind: 'refresh', stamp, surface };
    case OWN_ACTIONS.window:
      return { kind: 'window', stamp, surface };
    default:
      return undefined;
  }
}

/** An entry in a menu: what follows happens in the person's own conversation, as nobody else asked for it. */
function command(activity: Activity, where: Whereabouts, asked: ExtensionCommand | undefined): Translated {
  if (!asked || !Object.hasOwn(COMMAND_ACTIONS, asked.commandId)) return nothing;
  const { messagePayload: message, commandId } = asked;
  const { content } = message?.body ?? {};
  const text = content == null ? '' : htmlToText(content);
  const author = message?.from?.user?.displayName;
  const link = message?.linkToMessage;
  const inputs = {
    ...(text === '' ? {} : { text }),
    ...(author ? { author } : {}),
    ...(link ? { link } : {}),
  };
  const value = message?.id
    ? { message: formatPosted({ conversation: activity.conversation.id, activity: message.id }) }
    : {};
  const body = { kind: 'action', actionId: COMMAND_ACTIONS[commandId] ?? '', value, inputs } as const;
  const { identity, direct } = where;
  const event = deed(activity, { ...where, conversation: direct }, body, `command/${commandId}`);
  return {
    kind: 'deed',
    received: {
      event: { ...event, identity, direct },
      surface: { kind: 'dialog', stamp: undefined, inputs, opens: true },
    },
  };
}

/** What is done with the same picture of a card, by the same person and with the same entries, is one deed. */
function deed(activity: Activity, where: Whereabouts, body: InboundBody, what: string): InboundEvent {
  const { references: _references, ...told } = where;
  const { workspace, user } = where.identity;
  const digest = createHash('sha256')
    .update(canonicalize(readableBody(body)) ?? '')
    .digest('hex');
  const alsoKnownAs = deliveryOf(activity, where);
  return {
    ...told,
    deliveryKey: `teams/${workspace}/${what}/${user}/${digest}`,
    ...(alsoKnownAs === undefined ? {} : { alsoKnownAs }),
    body,
  };
}

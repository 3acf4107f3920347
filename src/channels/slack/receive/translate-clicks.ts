import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { InboundBody } from '../../../chat/event.ts';
import { readClick } from '../block-kit/clicked.ts';
import { readPrivateMetadata } from '../block-kit/private-metadata.ts';
import { readInputs } from '../block-kit/read-inputs.ts';
import { formatPosted, parseConversation } from '../conversation-id.ts';
import type { BlockActions, MessageShortcut, ViewClosed, ViewSubmission } from './payloads.ts';
import { addressIn, directOf, type Origin, type Place, type Received, threadIn } from './received.ts';
import { type NameOf, readSlackText } from './slack-text.ts';

/** A click on one of our buttons; `undefined` for a menu or box whose choice travels with a later click. */
export function translateClick(body: BlockActions, { workspace }: Origin): Received | undefined {
  const [clicked] = body.actions;
  const click = readClick(clicked);
  if (!clicked || !click) return undefined;
  const user = body.user.id;
  const direct = directOf(workspace, user);
  const place = placeOf(body);
  const deliveryKey = `slack/${workspace}/action/${user}/${clicked.action_ts}/${clicked.action_id}`;
  const identity = { platform: 'slack', workspace, user } as const;
  const inputs = readInputs(body.state?.values ?? body.view?.state?.values);
  const inbound: InboundBody = { kind: 'action', actionId: click.actionId, value: click.value, inputs };
  const trigger = body.trigger_id;
  if (!place) {
    return {
      event: { deliveryKey, identity, conversation: direct, body: inbound },
      surface: { kind: 'elsewhere', trigger },
    };
  }
  const beside = { channel: place.channel, thread: body.message?.thread_ts };
  return {
    event: { deliveryKey, identity, conversation: threadIn(workspace, user, place), direct, body: inbound },
    surface: { kind: 'click', beside, trigger },
  };
}

/** What follows from a click hangs in the thread of its message, so that channels and conversations stay readable. */
function placeOf({ channel, message }: BlockActions): Place | undefined {
  if (!channel) return undefined;
  return { channel: channel.id, thread: message?.thread_ts ?? message?.ts };
}

/** A dialog that was sent; `undefined` for one that is not ours. */
export function translateSubmission({ user, view }: ViewSubmission, { workspace }: Origin): Received | undefined {
  const metadata = readPrivateMetadata(view.private_metadata);
  const conversation = metadata && parseConversation(metadata.carried);
  if (!metadata || !conversation) return undefined;
  const values = view.state?.values;
  // After an error the same dialog is sent again, unchanged but for what was filled in.
  const digest = createHash('sha256')
    .update(canonicalize(values) ?? '')
    .digest('hex');
  return {
    event: {
      deliveryKey: `slack/${workspace}/view/${view.id}/${view.hash}/${digest}`,
      identity: { platform: 'slack', workspace, user: user.id },
      conversation: addressIn(workspace, conversation),
      direct: directOf(workspace, user.id),
      body: { kind: 'form', formId: view.callback_id, context: metadata.context, inputs: readInputs(values) },
    },
    surface: { kind: 'dialog', blocks: view.blocks },
  };
}

/** A dialog that was closed, where it wants something done then. */
export function translateDismissal({ user, view }: ViewClosed, { workspace }: Origin): Received | undefined {
  const metadata = readPrivateMetadata(view.private_metadata);
  const conversation = metadata && parseConversation(metadata.carried);
  if (!metadata?.dismissed || !conversation) return undefined;
  const { id, value } = metadata.dismissed;
  return {
    event: {
      deliveryKey: `slack/${workspace}/closed/${view.id}`,
      identity: { platform: 'slack', workspace, user: user.id },
      conversation: addressIn(workspace, conversation),
      direct: directOf(workspace, user.id),
      body: { kind: 'action', actionId: id, value, inputs: {} },
    },
    surface: { kind: 'none' },
  };
}

/** What the shortcuts of the manifest do: in the menu of Slack, and in the menu of a message. */
const SHORTCUTS: Readonly<Record<string, string>> = {
  declare: 'interview.startAsForm',
  declare_from_message: 'interview.declareFrom',
  report_concern: 'concern.report',
  report_concern_from_message: 'concern.report',
};

interface AnyShortcut {
  readonly callback_id: string;
  readonly user: { readonly id: string };
  readonly trigger_id: string;
  readonly action_ts: string;
}

/** `undefined` for a shortcut that the manifest does not name. */
export function translateShortcut(shortcut: AnyShortcut, { workspace }: Origin): Received | undefined {
  const actionId = Object.hasOwn(SHORTCUTS, shortcut.callback_id) ? SHORTCUTS[shortcut.callback_id] : undefined;
  if (actionId === undefined) return undefined;
  const user = shortcut.user.id;
  return {
    event: {
      deliveryKey: `slack/${workspace}/shortcut/${user}/${shortcut.action_ts}`,
      identity: { platform: 'slack', workspace, user },
      conversation: directOf(workspace, user),
      body: { kind: 'action', actionId, value: {}, inputs: {} },
    },
    surface: { kind: 'elsewhere', trigger: shortcut.trigger_id },
  };
}

/** The same with the words of the message in whose menu it stands. */
export function translateMessageShortcut(
  shortcut: MessageShortcut,
  origin: Origin,
  nameOf: NameOf,
): Received | undefined {
  const plain = translateShortcut(shortcut, origin);
  if (plain?.event.body.kind !== 'action') return undefined;
  const { channel, message } = shortcut;
  const author = message.user === undefined ? undefined : nameOf(message.user);
  const inputs = { text: readSlackText(message.text, nameOf), ...(author === undefined ? {} : { author }) };
  const value = { message: formatPosted({ channel: channel.id, ts: message.ts }) };
  return { ...plain, event: { ...plain.event, body: { ...plain.event.body, value, inputs } } };
}

import type { InboundBody, SharedFile } from '../../../chat/event.ts';
import { formatPosted } from '../conversation-id.ts';
import type { Command, PersonsMessage } from './payloads.ts';
import { directOf, type Origin, type Received, threadIn } from './received.ts';
import { type NameOf, readSlackText, withoutMention } from './slack-text.ts';

/** Words to Steward: in the direct conversation, or with its name in a channel. An answer hangs in a thread below them. */
export function translateMessage(
  message: PersonsMessage,
  { workspace, botUserId, takesFiles }: Origin,
  nameOf: NameOf,
): Received {
  const { channel, user, ts, thread_ts: thread = ts } = message;
  const text = readSlackText(withoutMention(message.text, botUserId), nameOf);
  const messageId = formatPosted({ channel, ts });
  const files = takesFiles ? sharedFiles(message) : [];
  return {
    // One text may arrive as `message` and as `app_mention`, with event ids of their own.
    event: {
      deliveryKey: `slack/${workspace}/message/${messageId}`,
      identity: { platform: 'slack', workspace, user },
      conversation: threadIn(workspace, user, { channel, thread }),
      direct: directOf(workspace, user),
      body: { kind: 'message', messageId, text, ...(files.length > 0 ? { files } : {}) },
    },
    surface: { kind: 'words', beside: { channel, thread: message.thread_ts } },
  };
}

/** Only what Slack says about them. A file of another company, or one that was deleted, has no name here. */
function sharedFiles({ files = [] }: PersonsMessage): readonly SharedFile[] {
  return files.flatMap(({ id, name, mimetype, size, permalink }) => {
    if (!name) return [];
    return [{ id, name, mimeType: mimetype ?? '', bytes: size ?? 0, ...(permalink ? { link: permalink } : {}) }];
  });
}

/** `/aims …` is answered in the direct conversation: what one asks in passing is nobody else's business. */
export function translateCommand(command: Command, { workspace }: Origin, nameOf: NameOf): Received {
  const { user_id: user, trigger_id: trigger } = command;
  return {
    event: {
      deliveryKey: `slack/${workspace}/command/${trigger}`,
      identity: { platform: 'slack', workspace, user },
      conversation: directOf(workspace, user),
      body: commandBody(readSlackText(command.text, nameOf).trim(), trigger),
    },
    surface: { kind: 'command', trigger },
  };
}

const DECLARE = /^declare\b\s*/i;

function commandBody(text: string, trigger: string): InboundBody {
  const said = (words: string): InboundBody => ({ kind: 'message', messageId: `command/${trigger}`, text: words });
  if (text === '') return said('help');
  if (/^declare$/i.test(text)) return { kind: 'action', actionId: 'interview.startAsForm', value: {}, inputs: {} };
  if (/^report$/i.test(text)) return { kind: 'action', actionId: 'concern.report', value: {}, inputs: {} };
  if (!DECLARE.test(text)) return said(text);
  const words = text.replace(DECLARE, '');
  return { kind: 'action', actionId: 'interview.start', value: {}, inputs: { text: words } };
}

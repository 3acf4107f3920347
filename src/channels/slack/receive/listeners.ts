import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import type { InboundEvent } from '../../../chat/event.ts';
import type { Receipt } from '../../../chat/router.ts';
import type { Log } from '../../../kernel/log.ts';
import { HOME_PAGE } from '../block-kit/render-home.ts';
import type { SlackClients } from '../clients.ts';
import type { Pacing } from '../pacing.ts';
import { removesInstallation } from '../removal.ts';
import { workspaceOf } from '../workspace.ts';
import {
  BlockActions,
  ChannelJoined,
  Command,
  HomeOpened,
  MessageShortcut,
  PersonsMessage,
  Shortcut,
  ViewClosed,
  ViewSubmission,
} from './payloads.ts';
import type { Origin, Received } from './received.ts';
import { type Acknowledgement, reply } from './reply.ts';
import { mentionedIn, type NameOf } from './slack-text.ts';
import {
  translateClick,
  translateDismissal,
  translateMessageShortcut,
  translateShortcut,
  translateSubmission,
} from './translate-clicks.ts';
import { translateHomeOpened } from './translate-home.ts';
import { translateCommand, translateMessage } from './translate-words.ts';

/** What receiving needs of the rest. */
export interface ListenerOptions {
  /** Handles one deed in one transaction; whoever is new to the organisation has been introduced by then. */
  readonly receive: (event: InboundEvent) => Promise<Receipt>;
  readonly clientsFor: (workspace: string) => Promise<SlackClients | undefined>;
  /** The names of the organisation's people among these Slack users. */
  readonly namesOf: (workspace: string, users: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Whether words in a thread are for Steward although they do not name it. */
  readonly followsThread: (received: Received) => Promise<boolean>;
  readonly takesFiles: boolean;
  /** Another page of somebody's App Home. */
  readonly turnHomePage: (workspace: string, user: string, page: number) => Promise<void>;
  readonly memberJoined: (workspace: string, channel: string) => void;
  readonly uninstalled: (workspace: string) => Promise<void>;
  readonly pacing: Pacing;
  readonly log: Log;
}

const HomePage = z.object({ page: z.coerce.number().int().min(1).max(1000) });
const InstalledAs = z.object({ workspace: z.string(), botUserId: z.string() });

/**
 * Few listeners, as Bolt walks all of them for every request; what is meant for whom is the router's to find. A
 * listener that throws leaves the deed unacknowledged, so that Slack delivers it again.
 */
export function listen(app: App, options: ListenerOptions): void {
  async function handle(received: Received | undefined, origin: Origin): Promise<Acknowledgement> {
    const clients = received && (await options.clientsFor(origin.workspace));
    if (!received || !clients) return undefined;
    return reply(await options.receive(received.event), received, clients, options);
  }

  async function namesIn(text: string, origin: Origin, others: readonly string[] = []): Promise<NameOf> {
    const users = [...mentionedIn(text), ...others].filter((user) => user !== origin.botUserId);
    const names = users.length > 0 ? await options.namesOf(origin.workspace, users) : new Map<string, string>();
    return (user) => names.get(user);
  }

  async function words(payload: unknown, origin: Origin): Promise<void> {
    const message = PersonsMessage.safeParse(payload).data;
    if (!message || message.user === origin.botUserId) return;
    const { takesFiles } = options;
    const received = translateMessage(message, { ...origin, takesFiles }, await namesIn(message.text, origin));
    const isForSteward =
      message.type === 'app_mention' ||
      received.event.conversation.visibility === 'direct' ||
      (await options.followsThread(received));
    if (isForSteward) await handle(received, origin);
  }

  app.event('message', ({ payload, context }) => words(payload, InstalledAs.parse(context)));
  app.event('app_mention', ({ payload, context }) => words(payload, InstalledAs.parse(context)));
  app.event('app_home_opened', async ({ payload, body, context }) => {
    const origin = InstalledAs.parse(context);
    const opened = HomeOpened.safeParse(payload).data;
    if (opened?.tab === 'home') await handle(translateHomeOpened(opened, body.event_id, origin), origin);
  });
  app.event('member_joined_channel', async ({ payload, context }) => {
    const joined = ChannelJoined.safeParse(payload).data;
    if (joined) options.memberJoined(InstalledAs.parse(context).workspace, joined.channel);
  });
  // Nothing of the installation is left then, so Bolt authorises neither and tells only where they come from.
  const removed = async ({ payload, context }: { payload: unknown; context: SlackContext }) => {
    const { teamId, enterpriseId, isEnterpriseInstall } = context;
    const workspace = workspaceOf({ teamId, enterpriseId, isEnterpriseInstall });
    if (workspace !== undefined && removesInstallation(payload)) await options.uninstalled(workspace);
  };
  app.event('app_uninstalled', removed);
  app.event('tokens_revoked', removed);

  app.action(/.*/, async ({ body, context, ack }) => {
    const origin = InstalledAs.parse(context);
    const clicked = BlockActions.safeParse(body).data;
    const received = clicked && translateClick(clicked, origin);
    const page = received && homePageIn(received);
    if (received && page !== undefined)
      await options.turnHomePage(origin.workspace, received.event.identity.user, page);
    else await handle(received, origin);
    await ack();
  });
  app.view({ type: 'view_submission', callback_id: /.*/ }, async ({ body, context, ack }) => {
    const origin = InstalledAs.parse(context);
    const submission = ViewSubmission.safeParse(body).data;
    await acknowledge(ack, await handle(submission && translateSubmission(submission, origin), origin));
  });
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ body, context, ack }) => {
    const origin = InstalledAs.parse(context);
    const closed = ViewClosed.safeParse(body).data;
    await handle(closed && translateDismissal(closed, origin), origin);
    await ack();
  });
  app.shortcut(/.*/, async ({ body, context, ack }) => {
    const origin = InstalledAs.parse(context);
    const shortcut = Shortcut.safeParse(body).data;
    const message = MessageShortcut.safeParse(body).data;
    if (shortcut) await handle(translateShortcut(shortcut, origin), origin);
    if (message) {
      const author = message.message.user === undefined ? [] : [message.message.user];
      const nameOf = await namesIn(message.message.text, origin, author);
      await handle(translateMessageShortcut(message, origin, nameOf), origin);
    }
    await ack();
  });
  app.command(/.*/, async ({ body, context, ack }) => {
    const origin = InstalledAs.parse(context);
    const command = Command.safeParse(body).data;
    const received = command && translateCommand(command, origin, await namesIn(command.text, origin));
    await acknowledge(ack, await handle(received, origin));
  });
}

/** Another page of App Home, which changes nothing but what is shown. */
function homePageIn({ event: { body } }: Received): number | undefined {
  if (body.kind !== 'action' || body.actionId !== HOME_PAGE) return undefined;
  return HomePage.safeParse(body.value).data?.page ?? 1;
}

type SlackContext = Pick<Context, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>;

type Acknowledge = (answer?: never) => Promise<void>;

function acknowledge(ack: unknown, answer: Acknowledgement): Promise<void> {
  // What Bolt types per kind of payload, Slack reads as the JSON that `reply` has built for it.
  return (ack as Acknowledge)(answer as never);
}

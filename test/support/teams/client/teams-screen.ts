import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { aChannelActivity, aPersonalActivity } from '../activities.ts';
import type { TeamsCompany } from '../company.ts';
import type { PostedMessage } from '../fake-connector.ts';
import { type ClientOptions, openClient } from './open-client.ts';

/** Somebody's own client of Teams, drawn, with the app behind it. */
export interface TeamsScreen {
  readonly page: Page;
  readonly dialog: Locator;
  /** Every invoke that the client sent, by name and trigger. */
  readonly invokes: readonly string[];
  /** What the conversation holds by now; `stale`: as it was some time ago. */
  show(messages?: readonly PostedMessage[]): Promise<void>;
  says(text: string): Promise<void>;
  clicks(label: string | RegExp): Promise<void>;
  /** The newest message with these words, once there is one. */
  reads(pattern: RegExp): Promise<string>;
  complaints(): Promise<readonly string[]>;
}

export interface ScreenOptions extends Pick<ClientOptions, 'theme' | 'old'> {
  readonly user: string;
  /** Instead of their own conversation. */
  readonly channel?: string;
  /** Learns nothing of what happens, and shows what it is given. */
  readonly asleep?: boolean;
}

const Attached = z.object({ attachments: z.tuple([z.object({ content: z.unknown() })]) });
const Told = z.object({
  entities: z
    .tuple([z.object({ citation: z.array(z.object({ appearance: z.object({ name: z.string() }) })) })])
    .optional(),
  channelData: z.object({ feedbackLoopEnabled: z.boolean() }).optional(),
});

export async function openTeamsScreen(
  browser: Browser,
  { teams, connector, passes }: TeamsCompany,
  { user, channel, asleep = false, ...look }: ScreenOptions,
): Promise<TeamsScreen> {
  const invokes: string[] = [];
  const about = { user, serviceUrl: connector.serviceUrl };
  const stands = () => connector.messagesIn(channel ?? connector.directOf(user));
  const posted = () => (asleep ? [] : stands());
  const activity = (more: object, id: string | undefined) => {
    const sent = { ...more, ...(id === undefined ? {} : { replyToId: id }) };
    if (channel === undefined) return aPersonalActivity({ ...about, more: sent });
    const thread = stands()
      .find((message) => message.id === id)
      ?.conversation.split(';messageid=')[1];
    return aChannelActivity({ ...about, more: sent }, channel, thread);
  };
  /** What is due is done, and arrives, after the answer to a click. */
  async function goesOn(): Promise<void> {
    await passes(2000);
    await show();
  }

  const client = await openClient(browser, {
    ...look,
    me: connector.memberOf(user),
    transport: {
      async invoke(name, value, id) {
        invokes.push([name, z.object({ trigger: z.string() }).safeParse(value).data?.trigger ?? ''].join(' ').trim());
        const answer = await teams.deliver(activity({ type: 'invoke', name, value }, id));
        setImmediate(() => void goesOn());
        return answer;
      },
      async send(value, id) {
        await teams.deliver(activity({ text: undefined, value }, id));
        await goesOn();
      },
    },
  });
  const { page } = client;

  async function show(messages: readonly PostedMessage[] = posted()): Promise<void> {
    for (const message of messages) {
      const { attachments, text, entities, channelData } = message.activity;
      const card = Attached.safeParse({ attachments }).data?.attachments[0].content;
      const told = Told.safeParse({ entities, channelData }).data;
      const shown = {
        ...{ id: message.id, edits: message.edits, card, text: String(text ?? '') },
        citations: told?.entities?.[0].citation.map(({ appearance }) => appearance.name),
        feedback: told?.channelData?.feedbackLoopEnabled ?? false,
      };
      await page.evaluate(`window.teams.show(${JSON.stringify(shown)})`);
    }
  }

  const articles = page.locator('article');
  const named = (label: string | RegExp) =>
    page.getByRole('button', typeof label === 'string' ? { name: label, exact: true } : { name: label });
  await show();
  return {
    page,
    invokes,
    show,
    dialog: page.getByRole('dialog'),
    complaints: client.complaints,
    async says(text) {
      await teams.deliver(activity({ text }, undefined));
      await goesOn();
    },
    clicks: (label) =>
      articles
        .filter({ has: named(label) })
        .last()
        .getByRole('button')
        .and(named(label))
        .last()
        .click(),
    async reads(pattern) {
      const article = articles.filter({ hasText: pattern }).last();
      await article.waitFor();
      return article.innerText();
    },
  };
}

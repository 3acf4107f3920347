import type { Browser, Locator, Page } from 'playwright-core';
import { fieldOf, fillCard } from './fill-card.ts';
import type { Entered } from './shown-card.ts';

/** Somebody at work in Microsoft’s playground, by its page. */
export interface PlaygroundPersona {
  readonly page: Page;
  /** Goes to their own chat with Steward, to the group chat or to a channel. */
  opens(place: string): Promise<void>;
  says(text: string): Promise<void>;
  /** Mentions Steward where others read along. */
  mentions(text: string): Promise<void>;
  /** The newest card with these words, once there is one. Answers all of its words. */
  reads(pattern: RegExp): Promise<string>;
  /** Clicks the newest button with this label. */
  clicks(label: string | RegExp, times?: number): Promise<void>;
  /** Fills in the newest card with a button that begins so, and clicks it. */
  fills(entered: Readonly<Record<string, Entered>>, submit: string | RegExp): Promise<void>;
  /** Takes a tick away in the newest card that has such a field. */
  clears(label: string, choice: string): Promise<void>;
  /** What the page says below the card that was clicked last. */
  toast(pattern: RegExp): Promise<void>;
  /** From now on the page learns nothing of what happens, as one that was left open on a sleeping laptop. */
  sleeps(): void;
  counts(pattern: RegExp): Promise<number>;
}

/** On a busy machine; a quiet one needs a second. */
const PATIENCE_MS = 30_000;

/** Nothing that a page wants from elsewhere is fetched; Microsoft’s wants fonts. */
export async function openPlaygroundPersona(browser: Browser, origin: string): Promise<PlaygroundPersona> {
  const context = await browser.newContext({ viewport: { width: 1500, height: 1100 } });
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  let isAsleep = false;
  await page.routeWebSocket(/./u, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (!isAsleep) socket.send(message);
    });
  });
  await page.goto(origin, { waitUntil: 'commit' });
  const cards = page.locator('.ac-adaptiveCard');
  const box = () => page.locator('div[role=textbox]').last();
  const send = () => page.getByRole('button', { name: /^(?:Send Message|Post)$/u }).last();
  const named = (label: string | RegExp): Locator =>
    page.getByRole('button', typeof label === 'string' ? { name: label, exact: true } : { name: label });
  const button = (label: string | RegExp) =>
    cards
      .filter({ has: named(label) })
      .last()
      .getByRole('button')
      .and(named(label))
      .last();
  await box().waitFor();

  async function types(text: string): Promise<void> {
    await page.keyboard.insertText(text);
    await send().click();
  }

  return {
    page,
    async opens(place) {
      await page.getByText(place, { exact: true }).first().click();
      await box().waitFor();
    },
    async says(text) {
      await box().click();
      await types(text);
    },
    async mentions(text) {
      await box().click();
      await page.keyboard.type('@Stew');
      await page.getByRole('listbox').getByText('Steward').click();
      await types(` ${text}`);
    },
    async reads(pattern) {
      const card = cards.filter({ hasText: pattern }).last();
      await card.waitFor();
      return card.innerText();
    },
    clicks: (label, times = 1) => button(label).click({ clickCount: times }),
    async fills(entered, submit) {
      await fillCard(cards.filter({ has: named(submit) }).last(), entered);
      await button(submit).click();
    },
    async clears(label, choice) {
      await fieldOf(cards.filter({ hasText: label }).last(), label)
        .getByRole('checkbox', { name: choice })
        .uncheck();
    },
    toast: (pattern) => page.getByText(pattern).last().waitFor(),
    sleeps() {
      isAsleep = true;
    },
    counts: (pattern) => cards.filter({ hasText: pattern }).count(),
  };
}

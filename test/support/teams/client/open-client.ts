import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { hostConfigOf, type Theme } from './host-configs.ts';

const RENDERER = fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const css = readFileSync(here('client.css'), 'utf8');

/** What a client sends, and what it gets. */
export interface ClientTransport {
  invoke(name: string, value: unknown, messageId: string | undefined): Promise<{ status: number; body: unknown }>;
  /** An Action.Submit of old clients: a message without words. */
  send(value: unknown, messageId: string): Promise<void>;
}

/** A page that draws cards as Teams does, with a person's own id in this theme. */
export interface Client {
  readonly page: Page;
  /** What the renderer or the browser complained about. */
  complaints(): Promise<readonly string[]>;
}

export interface ClientOptions {
  readonly theme?: Theme;
  readonly width?: number;
  /** Microsoft's id of whoever looks. */
  readonly me?: string;
  /** Knows no Action.Execute. */
  readonly old?: boolean;
  readonly transport?: ClientTransport;
}

export async function openClient(browser: Browser, options: ClientOptions = {}): Promise<Client> {
  const { theme = 'light', width = 700, me = '', old = false, transport } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('console', (message) => void heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (failure) => void heard.push(String(failure)));
  // Nothing is fetched from anywhere, whatever a card may say.
  await page.route('**/*', (route) => {
    heard.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  await page.setContent(
    `<!doctype html><html lang="en" data-theme="${theme}"><meta charset="utf-8"><title>Steward in Teams</title>` +
      `<style>${css}</style><body><main></main><dialog><h2></h2><div class="inside"></div></dialog></body></html>`,
  );
  await page.addScriptTag({ path: RENDERER });
  if (transport) {
    await page.exposeFunction('invoke', (name: string, value: unknown, id: string | undefined) =>
      transport.invoke(name, value, id),
    );
    await page.exposeFunction('send', (value: unknown, id: string) => transport.send(value, id));
  }
  await page.addScriptTag({ path: here('client.js') });
  await page.evaluate(`Object.assign(window.teams, ${JSON.stringify({ me, old, hostConfig: hostConfigOf(theme) })})`);
  if (old) await page.evaluate("AdaptiveCards.GlobalRegistry.actions.unregister('Action.Execute')");
  return {
    page,
    async complaints() {
      const drawn: unknown = await page.evaluate('window.teams.complaints');
      return [...heard, ...(Array.isArray(drawn) ? drawn.map(String) : [])];
    },
  };
}

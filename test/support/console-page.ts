import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { type Child, startChild } from './child.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether this machine has the browser; says so in one line where it does not. */
export const hasChromium = existsSync(executablePath);
if (!hasChromium) process.stdout.write('Chromium is not there (CHROMIUM_PATH): nothing is looked at in a browser.\n');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

export interface RunningServer {
  readonly address: string;
  /** kill -9. */
  kill(): Promise<void>;
}

/** The program as a person starts it, on an embedded database in this directory. */
export async function startServer(dataDirectory: string, port = 0): Promise<RunningServer> {
  const child: Child = startChild(new URL('../../src/main.ts', import.meta.url), [], {
    DATA_DIR: dataDirectory,
    PORT: String(port),
    HOST: '127.0.0.1',
    CHANNELS: 'console',
    DATABASE_URL: '',
    MIGRATION_DATABASE_URL: '',
    ENCRYPTION_KEY: '',
    NODE_ENV: '',
  });
  const line = await child.nextLine();
  const address = /http:\S+/.exec(line ?? '')?.[0];
  if (address === undefined) throw new Error(`The server did not start: ${line}`);
  return { address, kill: () => child.kill() };
}

/** A folder for screenshots: the one that SCREENSHOTS names is kept, with each in light and dark. */
export async function openScreenshots(): Promise<{
  /** With one more in the dark, unless the page has its own idea of that. */
  take(page: Page, name: string, inTheDark?: boolean): Promise<void>;
  close(): Promise<void>;
}> {
  const kept = process.env.SCREENSHOTS;
  const folder = kept ?? (await mkdtemp(path.join(tmpdir(), 'steward-screenshots-')));
  await mkdir(folder, { recursive: true });
  return {
    async take(page, name, inTheDark = true) {
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
      if (kept === undefined || !inTheDark) return;
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.screenshot({ path: path.join(folder, `${name}-dark.png`) });
      await page.emulateMedia({ colorScheme: 'light' });
    },
    async close() {
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One person's tab of the console. */
export interface Tab {
  readonly page: Page;
  says(text: string): Promise<void>;
  /** The newest button with this label, in the conversation. */
  button(label: string | RegExp): Locator;
  clicks(label: string | RegExp): Promise<void>;
  ticks(...labels: readonly string[]): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  /** How many messages of the conversation hold it. */
  counts(text: string | RegExp): Promise<number>;
  opens(tab: string): Promise<void>;
}

/** Opens the console as a new visitor does and picks a person. */
export async function openTab(
  browser: Browser,
  address: string,
  person: string,
  viewport = { width: 1400, height: 900 },
): Promise<Tab> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('navigation', { name: 'People' }).getByRole('button', { name: person }).click();
  const log = page.getByTestId('messages');
  const named = (label: string | RegExp) =>
    typeof label === 'string' ? { name: label, exact: true } : { name: label };
  const button = (label: string | RegExp) => log.getByRole('button', named(label)).last();
  return {
    page,
    button,
    async says(text) {
      await page.getByLabel('Message', { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    },
    clicks: (label) => button(label).click(),
    async ticks(...labels) {
      for (const label of labels) await log.getByLabel(label, { exact: true }).last().check();
    },
    sees: (text) => log.getByText(text).last().waitFor(),
    counts: (text) => log.getByRole('article').filter({ hasText: text }).count(),
    opens: (tab) => page.getByRole('tab', { name: tab }).click(),
  };
}

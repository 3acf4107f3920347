import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  hasChromium,
  openBrowser,
  openScreenshots,
  openTab,
  type RunningServer,
  startServer,
  type Tab,
} from '../support/console-page.ts';
import { docxOf } from '../support/document-files.ts';

const LINES = [
  '# Minutes with Otter',
  '## Purpose',
  'We would like to use Otter.ai to transcribe client calls. Clients are asked for consent at the start of the call.',
  '## Data',
  'The recordings contain the names and voices of our clients. We do not process health data.',
];

describe.skipIf(!hasChromium)('sharing a document in a browser', () => {
  let dataDirectory: string;
  let server: RunningServer;
  let browser: Browser;
  let screenshots: Awaited<ReturnType<typeof openScreenshots>>;
  let maya: Tab;

  beforeAll(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'steward-describing-'));
    screenshots = await openScreenshots();
    [server, browser] = await Promise.all([startServer(dataDirectory), openBrowser()]);
    maya = await openTab(browser, server.address, 'Maya Lindqvist');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await screenshots?.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('uploads it, shows what it says with the words and their place, and keeps what stays ticked', async () => {
    await maya.says('I want to declare an AI use');
    await maya.sees('Which AI tool do you want to use');
    const buffer = Buffer.from(docxOf(LINES));
    await maya.page.getByLabel('Share files').setInputFiles({ name: 'minutes.docx', mimeType: '', buffer });

    await maya.sees('I read this in “minutes.docx”. Is it right?');
    await maya.sees(/“transcribe client calls” \(under “Purpose”\)/);
    await screenshots.take(maya.page, 'describing-document');
    await maya.page.getByRole('checkbox', { name: 'Circumstances' }).uncheck();
    await maya.clicks('Keep what is ticked, go on');

    await maya.sees('Kept as evidence: minutes.docx');
    await maya.sees('People informed');
  });
});

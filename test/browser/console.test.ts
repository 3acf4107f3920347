import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasChromium,
  openBrowser,
  openScreenshots,
  openTab,
  type RunningServer,
  startServer,
  type Tab,
} from '../support/console-page.ts';

describe.skipIf(!hasChromium)('the console in a browser', () => {
  let dataDirectory: string;
  let server: RunningServer;
  let browser: Browser;
  let screenshots: Awaited<ReturnType<typeof openScreenshots>>;
  let maya: Tab;
  let priya: Tab;
  let tom: Tab;

  beforeAll(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'steward-browser-'));
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

  it('takes a declaration in plain words and proposes what it understood', async () => {
    await maya.says('I’d like to use Otter.ai to transcribe client calls');
    await maya.sees('Is this what you mean?');
    await maya.sees(/from your words: “transcribe client calls”/);
    expect(await maya.counts('a piece of software, not a person')).toBe(1);
    await screenshots.take(maya.page, '01-proposals');

    await maya.button('All correct').dblclick({ delay: 60 });

    await maya.sees('3 of 14');
    expect(await maya.counts('Which kind of account or plan')).toBe(1);
    await screenshots.take(maya.page, '02-question');
  });

  it('explains why it asks, and takes answers by button, by text and by ticking', async () => {
    await maya.clicks('Why?');
    await maya.sees('Why I ask');
    await maya.clicks('Company account, team or business plan');
    await maya.sees('Who will use it?');
    await maya.says('my team');
    await maya.page.getByPlaceholder('Search 249 choices').fill('swe');
    await maya.ticks('Sweden');
    await maya.page.getByPlaceholder('Search 249 choices').fill('germ');
    await maya.ticks('Germany');
    await screenshots.take(maya.page, '03-countries');
    await maya.clicks('Answer');
    await maya.sees('What kinds of information will go into it, or can it see?');

    await maya.says('actually the vendor is Otter.ai Inc');
    await maya.sees(/from Otter\.ai, Inc\. to Otter\.ai Inc/);
    await maya.ticks('Personal data (names, e-mails, voices)', 'Information about or from customers');
    await maya.clicks('Answer');

    await maya.sees('Does any of this apply? Choose all that fit.');
    await maya.sees('Germany, Sweden');
  });

  it('loses nothing and asks nothing twice when it is killed in the middle', async () => {
    await maya.ticks('People are recorded or affected by it');
    await maya.clicks('Answer');
    await maya.sees('Some uses of AI are forbidden by law. Does it do any of these?');
    const { port } = new URL(server.address);
    await server.kill();

    await maya.says('none of these');
    await maya.page.getByText('Not delivered yet, trying again').first().waitFor();
    await screenshots.take(maya.page, '04-killed');
    server = await startServer(dataDirectory, Number(port));

    await maya.sees('Is it in use already, or is it planned?');
    await maya.page.reload();
    await maya.sees('Is it in use already, or is it planned?');
    for (const question of [
      'Which kind of account or plan',
      'Who will use it?',
      'Does any of this apply?',
      'forbidden by law',
      'in use already, or is it planned?',
    ]) {
      const open = maya.page
        .getByTestId('card')
        .filter({ hasText: question })
        .filter({ has: maya.page.getByRole('button', { name: 'Why?' }) });
      expect(await open.count(), question).toBe(question.startsWith('in use') ? 1 : 0);
    }
    expect(await maya.counts(/^(?!.*Steward).*none of these$/)).toBe(1);
  });

  it('takes “I don’t know”, shows the summary and submits with a due date', async () => {
    await maya.clicks('Planned for later');
    await maya.sees('When should the use begin?');
    await maya.clicks('I don’t know');
    await maya.sees(/To which of your systems/);
    await maya.says('it joins from my calendar');
    await maya.clicks('A person checks everything');
    await maya.clicks('Yes, and they agreed');
    await maya.sees('Who will be responsible for this use from day to day?');
    await maya.says('me');
    await maya.clicks('Skip');
    await maya.sees('Please check, then submit');
    await screenshots.take(maya.page, '05-summary');

    await maya.button('Submit').dblclick();

    await maya.sees(/Submitted: Otter\.ai/);
    await maya.sees('Decision due');
    expect(await maya.counts(/Submitted: Otter\.ai/)).toBe(1);
    await screenshots.take(maya.page, '06-submitted');
  });

  it('lets a reviewer ask for a change, and the submitter answer it', async () => {
    priya = await openTab(browser, server.address, 'Priya Raman');
    await priya.opens('Governance team');
    await priya.sees(/REV-1 · Otter\.ai/);
    await priya.sees('Light: a review by governance is enough');
    await screenshots.take(priya.page, '07-review');
    await priya.clicks('Claim');
    await priya.sees('REV-1 is in review by Priya Raman.');

    await priya.clicks('Ask for changes');
    const dialog = priya.page.getByRole('dialog');
    await dialog.getByLabel('Human check').check();
    await dialog.getByRole('textbox', { name: 'What should change' }).fill('Who reads the transcript, and when?');
    await screenshots.take(priya.page, '08-changes');
    await dialog.getByRole('button', { name: 'Send to the submitter' }).click();

    await maya.sees('REV-1: Priya Raman asks for changes');
    await screenshots.take(maya.page, '09-asked');
    await maya.clicks('A person checks some of it');
    await maya.sees('Please check, then submit');
    await maya.clicks('Submit');
    await priya.sees('Human check: A person checks everything → A person checks some of it');
  });

  it('brings the decision with its condition, reason and receipt to the submitter', async () => {
    await priya.clicks('Approve with conditions');
    const dialog = priya.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Conditions' }).fill('Tell the client at the start of every call');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Fine for calls whose participants agreed.');
    await screenshots.take(priya.page, '10-conditions');
    await dialog.getByRole('button', { name: 'Approve with conditions' }).click();

    await maya.sees(/^Approved with conditions: Otter\.ai/);
    await maya.sees('Fine for calls whose participants agreed.');
    await maya.sees('Next review');
    await maya.sees('Receipt');
    const decision = maya.page.getByText(/^Approved with conditions: Otter\.ai/).last();
    await expect.poll(() => decision.evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(900);
    await screenshots.take(maya.page, '11-decision');
  });

  it('tells another colleague what differs, answers with sources that open, and says what it cannot answer', async () => {
    tom = await openTab(browser, server.address, 'Tom Okafor');
    await tom.says('can I use Otter.ai for meeting notes?');
    await tom.sees(/you asked about “Notes of internal meetings”/);
    await screenshots.take(tom.page, '12-differs');

    await tom.says('what does ISO 42001 want for impact assessments?');
    await tom.button(/iso42001:6\.1\.4/).click();
    await tom.page.getByTestId('passage').getByText('What it asks').waitFor();
    await screenshots.take(tom.page, '13-source');
    await tom.page.getByRole('button', { name: 'Close the source' }).click();

    await tom.says('What is the weather in Paris?');
    await tom.sees(/could not find that/);
    await screenshots.take(tom.page, '14-cannot');
  });

  it('shows hostile text as text', async () => {
    const hostile =
      '<img src=x onerror="document.title=1"><b>bold</b> [a](javascript:alert(1)) {{DATE(2017-02-14,SHORT)}}';
    await tom.says(hostile);

    await tom.sees(hostile);
    expect(await tom.page.title()).toContain('Tom Okafor');
  });

  it('fits a phone', async () => {
    const phone = await openTab(browser, server.address, 'Maya Lindqvist', { width: 420, height: 860 });
    await phone.sees(/^Approved with conditions: Otter\.ai/);
    await screenshots.take(phone.page, '15-phone');
    const overflow = Number(await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

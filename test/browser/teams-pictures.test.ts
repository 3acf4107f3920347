import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderFormDialog, renderTeamsCard } from '../../src/channels/teams/cards/render-teams-card.ts';
import { hasChromium, openBrowser, openScreenshots } from '../support/console-page.ts';
import type { Theme } from '../support/teams/client/host-configs.ts';
import { openClient } from '../support/teams/client/open-client.ts';
import { realCards, realForms } from '../unit/channels/slack/real-cards.ts';

const WIDTH = 700;
const stamp = { nonce: 'n' };

interface Posted {
  readonly from?: string;
  readonly text?: string;
  readonly card?: object;
}

/** The pictures of the README: `SCREENSHOTS=src/channels/teams/pictures npm test -- test/browser/teams-pictures.test.ts`. */
describe.skipIf(!hasChromium)('pictures of Steward in Teams', () => {
  let browser: Browser;
  let screenshots: Awaited<ReturnType<typeof openScreenshots>>;
  beforeAll(async () => {
    [browser, screenshots] = await Promise.all([openBrowser(), openScreenshots()]);
  });
  afterAll(async () => {
    await browser?.close();
    await screenshots?.close();
  });

  const says = (from: string, text: string): Posted => ({ from, text });
  const posted = (name: string): Posted => ({ card: renderTeamsCard(named(realCards, name), { stamp }) });

  it.each<[string, Theme, readonly Posted[], string | undefined]>([
    [
      'declaring',
      'light',
      [says('Maya Lindqvist', 'I’d like to use Otter.ai to transcribe client calls in my team'), posted('proposals')],
      undefined,
    ],
    ['asking', 'dark', [posted('answered question'), posted('question by boxes')], undefined],
    ['reviewing', 'light', [posted('review')], undefined],
    ['approving', 'dark', [posted('submission')], 'approve with conditions'],
    ['deciding', 'light', [posted('decision')], undefined],
    ['covered', 'dark', [says('Tom Okafor', 'can I use Otter.ai for meeting notes?'), posted('covered if')], undefined],
  ])('shows %s', async (name, theme, messages, dialog) => {
    const { page, complaints } = await openClient(browser, { theme, width: WIDTH });

    for (const [id, message] of messages.entries())
      await page.evaluate(`window.teams.show(${JSON.stringify({ id, edits: 0, ...message })})`);
    if (dialog !== undefined) {
      const form = named(realForms, dialog);
      const value = { title: form.title, card: { content: renderFormDialog(form, stamp) } };
      const answer = { status: 200, body: { task: { type: 'continue', value } } };
      await page.evaluate(`dialog(${JSON.stringify(answer)}, '0')`);
    }
    const height = await page.evaluate(
      'Math.max(document.body.scrollHeight, (document.querySelector("dialog[open]")?.scrollHeight ?? 0) / 0.84 + 20)',
    );
    await page.setViewportSize({ width: WIDTH, height: Math.ceil(Number(height)) });
    await screenshots.take(page, name, false);

    expect(await complaints()).toEqual([]);
    expect((await page.innerText('body')).length).toBeGreaterThan(80);
    await page.close();
  });
});

function named<Thing>(things: Readonly<Record<string, Thing>>, name: string): Thing {
  const thing = things[name];
  if (thing === undefined) throw new Error(`There is nothing named ${name}`);
  return thing;
}

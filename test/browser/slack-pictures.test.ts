import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCard } from '../../src/channels/slack/block-kit/render-card.ts';
import { renderForm } from '../../src/channels/slack/block-kit/render-form.ts';
import type { Card } from '../../src/chat/card.ts';
import { hasChromium, openBrowser, openScreenshots } from '../support/console-page.ts';
import { type Posted, renderPage } from '../support/slack/block-kit-page.ts';
import { realCards, realForms } from '../unit/channels/slack/real-cards.ts';

const WIDTH = 760;

/** The pictures of the README: `SCREENSHOTS=src/channels/slack/pictures npm test -- test/browser/slack-pictures.test.ts`. */
describe.skipIf(!hasChromium)('pictures of Steward in Slack', () => {
  let browser: Browser;
  let screenshots: Awaited<ReturnType<typeof openScreenshots>>;
  beforeAll(async () => {
    [browser, screenshots] = await Promise.all([openBrowser(), openScreenshots()]);
  });
  afterAll(async () => {
    await browser?.close();
    await screenshots?.close();
  });

  const from = (name: string, text: string): Posted => ({ from: name, text });
  const posted = (name: string): Posted => renderCard(cardNamed(name));

  it.each<[string, Parameters<typeof renderPage>[0], string | undefined]>([
    [
      'declaring',
      [from('Maya Lindqvist', 'I’d like to use Otter.ai to transcribe client calls in my team'), posted('proposals')],
      'Steward',
    ],
    ['asking', [posted('answered question'), posted('question by boxes')], 'Steward'],
    ['reviewing', [posted('review')], '# ai-governance'],
    ['deciding', [posted('decision')], 'Steward'],
    ['covered', [from('Tom Okafor', '@Steward can I use Otter.ai for client calls?'), posted('differs')], '# sales'],
    ['answering', [from('Tom Okafor', 'Who has to approve the AI policy?'), posted('answer')], 'Steward'],
    ['approving', renderForm(formNamed('approve with conditions'), 'C02GOV'), undefined],
  ])('shows %s', async (name, shown, place) => {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 200 }, deviceScaleFactor: 1.5 });

    await page.setContent(renderPage(shown, place === undefined ? {} : { place }));
    const height = await page.locator('html').evaluate((root) => root.scrollHeight);
    await page.setViewportSize({ width: WIDTH, height });
    await screenshots.take(page, name, false);

    const wide = await page.locator('html').evaluate((root) => root.scrollWidth);
    expect(wide, 'Nothing may be cut off at the side').toBeLessThanOrEqual(WIDTH);
    expect((await page.innerText('body')).length).toBeGreaterThan(80);
    await page.close();
  });
});

function cardNamed(name: string): Card {
  const card = realCards[name];
  if (!card) throw new Error(`There is no card named ${name}`);
  return card;
}

function formNamed(name: string) {
  const form = realForms[name];
  if (!form) throw new Error(`There is no form named ${name}`);
  return form;
}

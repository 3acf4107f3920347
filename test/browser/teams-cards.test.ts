import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  renderCardDialog,
  renderFormDialog,
  renderFormInPlace,
  renderTeamsCard,
} from '../../src/channels/teams/cards/render-teams-card.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { everythingShown } from '../support/authority/shown.ts';
import { createTrials } from '../support/authority/trial.ts';
import { createWorld } from '../support/authority/world.ts';
import { hasChromium, openBrowser } from '../support/console-page.ts';
import { THEMES } from '../support/teams/client/host-configs.ts';
import { openClient } from '../support/teams/client/open-client.ts';
import { actionsIn, inputsIn, ShownCard, wordsIn } from '../support/teams/shown-card.ts';
import { realCards, realForms } from '../unit/channels/slack/real-cards.ts';

const ID = '0196aaaa-0000-7000-8000-000000000001';
const stamp = { nonce: ID, row: ID, opened: ID };
const LONG = 300_000;

describe.skipIf(!hasChromium)('a card of Steward in a client of Teams', () => {
  let browser: Browser;
  let drawn: Readonly<Record<string, object>>;
  beforeAll(async () => {
    browser = await openBrowser();
    const world = await createWorld();
    const { cards, forms } = await everythingShown(world, createTrials(world));
    await world.close();
    drawn = everyPicture([...Object.entries(realCards), ...cards], [...Object.entries(realForms), ...forms]);
  }, LONG);
  afterAll(async () => {
    await browser?.close();
  });

  it('is one of very many', () => expect(Object.keys(drawn).length).toBeGreaterThan(250));

  it.each([...THEMES.map((theme) => ({ theme, width: 700 })), { theme: 'light', width: 360 } as const])(
    'is drawn whole, with nothing to complain about (theme $theme, $width pixels wide)',
    async (view) => {
      const client = await openClient(browser, view);

      await client.page.evaluate(`window.teams.gallery(${JSON.stringify(drawn)})`);

      expect(await client.complaints()).toEqual([]);
      const expected = Object.fromEntries(Object.entries(drawn).map(([name, card]) => [name, expectedOf(card)]));
      expect(await client.page.evaluate(`window.teams.look(${JSON.stringify(expected)})`)).toEqual([]);
      await client.page.close();
    },
    LONG,
  );
});

const file = path.join(process.env.TEST_DATA_DIR ?? '', 'naughty-strings.json');
const isThere = process.env.TEST_DATA_DIR !== undefined && existsSync(file);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not set: naughty strings are not drawn as Teams cards.\n');

describe.runIf(hasChromium && isThere)('a naughty string in a client of Teams', () => {
  it('is drawn as the text that it is, and makes no element, link or script', async () => {
    const strings = z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
    const more = [
      '[x](javascript:alert(1))',
      '![x](https://evil.example/x.png)',
      '<https://evil.example>',
      '<at>all</at>',
    ];
    const pictures = [...strings, ...more].flatMap((text, index) => [
      [`card ${index}`, renderTeamsCard(everywhere(text), { stamp })] as const,
      [`form ${index}`, renderFormDialog(askedFor(text), stamp)] as const,
    ]);
    const [browser, cards] = [await openBrowser(), Object.fromEntries(pictures)];
    const client = await openClient(browser);

    await client.page.evaluate(`window.teams.gallery(${JSON.stringify(cards)})`);

    const expected = Object.fromEntries(pictures.map(([name, card]) => [name, expectedOf(card)]));
    const faults = await client.page.evaluate(`window.teams.look(${JSON.stringify(expected)})`);
    const complaints = await client.complaints();
    await browser.close();
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 300_000);
});

function everywhere(text: string): Card {
  return {
    headline: `h ${text}`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text },
      { kind: 'heading', text },
      { kind: 'quote', text, from: text },
      { kind: 'facts', facts: [{ label: text, value: text, note: text }] },
      { kind: 'list', items: [text] },
      { kind: 'citations', citations: [{ id: 'iso42001:6.1.4', title: text }] },
    ],
    actions: [{ id: 'a.b', label: `b ${text}`, value: { text } }],
  };
}

function askedFor(text: string): Form {
  const choices = [{ id: 'a', label: `c ${text}` }];
  const base = { label: `l ${text}`, hint: text };
  return {
    ...{ id: 'a.b', title: text, intro: text, submitLabel: `s ${text}`, context: {} },
    inputs: [
      { kind: 'text', id: 'text', ...base, value: text, placeholder: text, multiline: true },
      { kind: 'choice', id: 'one', ...base, choices },
      { kind: 'choices', id: 'many', ...base, choices, values: ['a'] },
      { kind: 'choice', id: 'compact', ...base, choices, compact: true },
    ],
  };
}

describe.skipIf(!hasChromium)('the client of Teams of our own', () => {
  it('complains of what Teams would not show', async () => {
    const browser = await openBrowser();
    const client = await openClient(browser);
    const submit = (title: string) => ({ type: 'Action.Submit', title, data: {} });
    const cards = {
      'a card with an unknown element': card({ type: 'TextBlok', text: 'x' }),
      'a card with seven buttons in a row': card({ type: 'ActionSet', actions: [...'abcdefg'].map(submit) }),
      'a card with a link in Markdown': card({ type: 'TextBlock', text: '[x](https://evil.example)' }),
    };
    const none = { words: [], buttons: 7, links: 0 };

    await client.page.evaluate(`window.teams.gallery(${JSON.stringify(cards)})`);
    const expected = Object.fromEntries(Object.keys(cards).map((name) => [name, none]));
    const faults = String(await client.page.evaluate(`window.teams.look(${JSON.stringify(expected)}).join('\\n')`));
    const complaints = await client.complaints();
    await browser.close();

    expect(complaints).toEqual([expect.stringMatching(/TextBlok/u)]);
    expect(faults).toMatch(/seven buttons in a row has 6 of 7 buttons/u);
    expect(faults).toMatch(/link in Markdown reads “x” as Markdown/u);
  });
});

function card(...body: readonly object[]): object {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

/** Each as a message and in a dialog. */
function everyPicture(
  cards: readonly (readonly [string, Card])[],
  forms: readonly (readonly [string, Form])[],
): Readonly<Record<string, object>> {
  const pictures = [
    ...cards.flatMap(([name, card]) => [
      [name, renderTeamsCard(card, { stamp, inPlace: true })] as const,
      [`${name}, in a dialog`, renderCardDialog(card, stamp)] as const,
    ]),
    ...forms.flatMap(([name, form]) => [
      [name, renderFormInPlace(form, stamp)] as const,
      [`${name}, in a dialog`, renderFormDialog(form, stamp)] as const,
    ]),
  ];
  // Many things look the same in each of their states.
  return Object.fromEntries(
    new Map(pictures.map(([name, card]) => [JSON.stringify(card), [name, card] as const])).values(),
  );
}

/** What a reader has to find of it. */
function expectedOf(card: object) {
  const shown = ShownCard.parse(card);
  const [actions, inputs] = [actionsIn(shown), inputsIn(shown)];
  const words = [...wordsIn(shown), ...actions.map(({ title }) => title), ...inputs.map(({ label }) => label)];
  const links = JSON.stringify(card).split('"type":"Action.OpenUrl"').length - 1;
  return { words, buttons: actions.length, links };
}

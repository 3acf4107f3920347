import type { Locator } from 'playwright-core';
import type { Entered } from './shown-card.ts';

/** Enters into a card on a page as a person does: by a part of each input's label, choices by how they begin. */
export async function fillCard(card: Locator, entered: Readonly<Record<string, Entered>>): Promise<void> {
  for (const [label, what] of Object.entries(entered)) {
    const field = fieldOf(card, label);
    await field.waitFor();
    for (const one of [what].flat()) await enter(field, one);
  }
}

/** An input of a card with its label, as the renderer of Adaptive Cards draws them. */
export function fieldOf(card: Locator, label: string): Locator {
  return card.locator('div:has(> label.ac-richTextBlock)').filter({ hasText: label }).first();
}

async function enter(field: Locator, what: string): Promise<void> {
  const begins = new RegExp(`^${what.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')}`, 'u');
  const list = field.getByRole('combobox');
  if ((await list.count()) > 0) {
    if ((await list.evaluate((element) => element.tagName)) !== 'SELECT') {
      await list.click();
      await field.page().getByRole('option', { name: begins }).click();
      return;
    }
    const labels = await list.locator('option').allInnerTexts();
    await list.selectOption({ label: labels.find((text) => begins.test(text)) ?? what });
    return;
  }
  const text = field.getByRole('textbox').or(field.locator('input[type=date], input[type=number]'));
  if ((await text.count()) > 0) return text.fill(what);
  // A box is called by its field's name and its own.
  const ends = new RegExp(`(?:^|\\s)${begins.source.slice(1)}`, 'u');
  await field
    .getByRole('checkbox', { name: ends })
    .or(field.getByRole('radio', { name: ends }))
    .first()
    .check();
}

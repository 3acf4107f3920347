import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../../src/channels/slack/block-kit/render-card.ts';
import { renderForm } from '../../../../src/channels/slack/block-kit/render-form.ts';
import { renderHome } from '../../../../src/channels/slack/block-kit/render-home.ts';
import { renderPage } from '../../../support/slack/block-kit-page.ts';
import { openQuestion, realCards, realForms } from './real-cards.ts';

const visible = (page: string) => page.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, ' ');

describe('the picture of Block Kit', () => {
  it('shows what people and Steward say, one after the other', () => {
    const said = { from: 'Maya Lindqvist', text: 'I’d like to use <Otter.ai>' };

    const page = visible(renderPage([said, renderCard(openQuestion('data'))], { place: 'Maya Lindqvist' }));

    expect(page).toMatch(
      /Maya Lindqvist.*&lt;Otter\.ai&gt;.*Steward.*What kinds of information.*Source code.*As a form/s,
    );
  });

  it('shows a modal with its title, its fields and its buttons', () => {
    const form = realForms['supplier facts'];
    if (!form) throw new Error('No form');

    const page = visible(renderPage(renderForm(form, '')));

    expect(page).toMatch(/Supplier facts: REV-40.*Where the data goes.*Country or region.*Not known.*Cancel.*Save/s);
  });

  it('shows the App Home', () => {
    expect(visible(renderPage(renderHome(realCards['approved uses'] ?? { headline: '', blocks: [] })))).toMatch(
      /Home.*Messages.*AIU-12.*Open/s,
    );
  });

  it('draws every block and element that a real card or form has', () => {
    const pages = [
      ...Object.values(realCards).map((card) => renderPage(renderCard(card))),
      ...Object.values(realForms).map((form) => renderPage(renderForm(form, ''))),
    ];

    expect(pages.filter((page) => /class="unknown"|<mark>/.test(page))).toEqual([]);
  });
});

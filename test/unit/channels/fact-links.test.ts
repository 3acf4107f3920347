import { describe, expect, it } from 'vitest';
import { renderCard as renderAdaptiveCard } from '../../../src/channels/adaptive-cards/render-card.ts';
import { renderCard as renderBlockKit } from '../../../src/channels/slack/block-kit/render-card.ts';
import type { Card, Fact } from '../../../src/chat/card.ts';

const LINK = 'https://files.example.com/F1';
const cardOf = (fact: Fact): Card => ({ headline: 'Evidence', blocks: [{ kind: 'facts', facts: [fact] }] });
const FACT: Fact = { label: 'File', value: 'contract <@U1> *final*.pdf', note: '120 kB', link: LINK };
const RENDERERS = { 'Adaptive Cards': renderAdaptiveCard, 'Block Kit': renderBlockKit };

describe.each(Object.entries(RENDERERS))('a fact with a link in %s', (_name, render) => {
  it('opens the address, and shows the value as it is', () => {
    const drawn = JSON.stringify(render(cardOf(FACT)));

    expect(drawn).toContain(`"url":"${LINK}"`);
    expect(drawn).toContain(JSON.stringify(FACT.value));
    expect(drawn).toContain('120 kB');
  });

  it('opens it beside a button, too', () => {
    const action = { id: 'review.show', label: 'Open', value: { review: 'x' } };

    expect(JSON.stringify(render(cardOf({ ...FACT, action })))).toContain(`"url":"${LINK}"`);
  });

  it('opens nothing without one', () => {
    const { link: _, ...plain } = FACT;

    expect(JSON.stringify(render(cardOf(plain)))).not.toContain('"url"');
  });
});

import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../src/channels/adaptive-cards/limits.ts';
import { TooLarge } from '../../../../src/channels/adaptive-cards/render-card-within.ts';
import { formWithErrors } from '../../../../src/channels/teams/cards/form-with-errors.ts';
import { messageActivity } from '../../../../src/channels/teams/cards/message-activity.ts';
import {
  renderCardDialog,
  renderFormDialog,
  renderFormInPlace,
  renderTeamsCard,
} from '../../../../src/channels/teams/cards/render-teams-card.ts';
import type { Card } from '../../../../src/chat/card.ts';
import type { Form } from '../../../../src/chat/form.ts';
import { actionsIn, cardInWords, inputsIn, ShownCard } from '../../../support/teams/shown-card.ts';

const stamp = { nonce: 'nonce', row: '0196aaaa-0000-7000-8000-000000000001' };
const card: Card = {
  headline: 'REV-1 · <at>all</at> **bold** [x](https://evil.example)',
  tone: 'attention',
  blocks: [
    {
      kind: 'facts',
      facts: [{ label: 'Tool', value: 'Otter', action: { id: 'a.change', label: 'Change', value: {} } }],
    },
    { kind: 'quote', text: '{{DATE(2027-01-01T00:00:00Z)}}' },
  ],
  inputs: [{ kind: 'text', id: 'why', label: 'Why' }],
  actions: [
    { id: 'review.claim', label: 'Claim', value: { review: 'r', version: 2 }, style: 'primary' },
    { id: 'review.help', label: 'Help', value: {}, style: 'quiet' },
  ],
};
const form: Form = {
  ...{ id: 'review.reject', title: 'Reject', submitLabel: 'Reject it', context: { review: 'r' } },
  inputs: [
    { kind: 'text', id: 'reason', label: 'Reason', required: true },
    {
      kind: 'choices',
      id: 'data',
      label: 'Data',
      choices: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
    },
    { kind: 'number', id: 'days', label: 'Days' },
  ],
};
const shown = (rendered: object) => ShownCard.parse(rendered);
const bytes = (value: object) => Buffer.byteLength(JSON.stringify(value));

describe('a card in Teams', () => {
  it('offers each action to new clients and, with the very same words, to old ones', () => {
    const actions = actionsIn(shown(renderTeamsCard(card, { stamp })));

    expect(actions.map(({ title }) => title)).toEqual(['Change', 'Claim', 'Help']);
    for (const { type, data, fallback } of actions) {
      expect(type).toBe('Action.Execute');
      expect(fallback).toMatchObject({ type: 'Action.Submit', data });
    }
    expect(actions[1]).toMatchObject({
      ...{ verb: 'review.claim', style: 'positive' },
      data: { action: 'review.claim', value: { review: 'r', version: 2 }, ...stamp },
    });
  });

  it('has an element for nothing that is missing on phones or reads markup, and words for clients without cards', () => {
    const json = JSON.stringify(renderTeamsCard(card, { stamp }));

    expect(json).not.toMatch(/"type":"(?:Table|TextBlock|FactSet|ShowCard|Action\.OpenUrl)"/u);
    expect(json).toMatch(/"fallbackText":"REV-1/u);
    expect(json).not.toMatch(/\{\{DATE/u);
  });

  it('stays within Teams’ size whatever stands in it, and says what is left out', () => {
    const long = {
      ...card,
      blocks: Array.from({ length: 60 }, () => ({ kind: 'text', text: 'ä'.repeat(3000) }) as const),
    };

    for (const rendered of [renderTeamsCard(long, { stamp }), renderCardDialog(long, stamp)]) {
      expect(bytes(rendered)).toBeLessThanOrEqual(LIMITS.teamsCardBytes);
      expect(cardInWords(shown(rendered))).toMatch(/not shown here|not fit/u);
      expect(actionsIn(shown(rendered)).map(({ title }) => title)).toContain('Claim');
    }
  });

  it('asks for itself on behalf of sixty people at most, and of nobody rather than of some', () => {
    const of = (people: number) =>
      renderTeamsCard(card, { stamp, refreshedFor: Array.from({ length: people }, (_, one) => `29:${one}`) });

    expect(of(60).refresh).toMatchObject({ action: { verb: 'teams.refresh', data: stamp } });
    expect([of(61).refresh, of(0).refresh]).toEqual([undefined, undefined]);
  });

  it('has a way back where it stands in place of a message', () => {
    expect(actionsIn(shown(renderTeamsCard(card, { stamp, inPlace: true }))).at(-1)).toMatchObject({
      title: 'Back',
      data: { action: 'teams.show', row: stamp.row },
    });
    expect(cardInWords(shown(renderTeamsCard(card, { stamp: { nonce: 'n' }, inPlace: true })))).not.toContain('[Back]');
  });
});

describe('a form in Teams', () => {
  it('stands in place of a card, with a way back and one into a window', () => {
    const actions = actionsIn(shown(renderFormInPlace(form, { ...stamp, opened: 'key' })));

    expect(actions).toMatchObject([
      {
        type: 'Action.Execute',
        title: 'Reject it',
        data: { form: 'review.reject', context: { review: 'r' }, opened: 'key' },
      },
      { type: 'Action.Execute', title: 'Back', associatedInputs: 'none' },
      { type: 'Action.Submit', title: 'Open in a window', data: { msteams: { type: 'task/fetch' }, opened: 'key' } },
    ]);
  });

  it('goes on where it was opened when that is what going back means', () => {
    const dismissed = { id: 'interview.resume', value: { interview: 'i' } };

    const actions = actionsIn(shown(renderFormInPlace({ ...form, dismissed }, stamp)));

    expect(actions[1]).toMatchObject({
      title: 'Back',
      data: { action: 'interview.resume', value: { interview: 'i' } },
    });
  });

  it('is refused when it is longer than Teams takes, rather than cut', () => {
    const people = Array.from({ length: 900 }, (_, one) => ({ id: `${one}`, label: `Somebody called ${one}` }));
    const asks: Form = { ...form, inputs: [{ kind: 'choice', id: 'who', label: 'Who', choices: people }] };

    expect(() => renderFormInPlace(asks, stamp)).toThrow(TooLarge);
    expect(() => renderFormDialog(asks, stamp)).toThrow(TooLarge);
  });

  it('is sent from a dialog as dialogs take it', () => {
    const actions = actionsIn(shown(renderFormDialog(form, stamp)));

    expect(actions).toMatchObject([{ type: 'Action.Submit', data: { form: 'review.reject', nonce: 'nonce' } }]);
    expect(actions).toHaveLength(1);
  });

  it('is shown again as it was filled in, with what is wrong at its place', () => {
    const again = formWithErrors(
      form,
      { reason: 'Please say why.', other: 'Somebody decided meanwhile.' },
      { reason: 'x', data: ['a', 'b'], days: '12' },
    );
    const rendered = shown(renderFormDialog(again, stamp));

    expect(cardInWords(rendered)).toMatch(/⚠ Somebody decided meanwhile\.[\s\S]*Reason: x\n⚠ Please say why\./u);
    expect(inputsIn(rendered).map(({ value }) => value)).toEqual(['x', 'a,b', 12]);
    expect(formWithErrors(form, {}, { days: 'soon' }).inputs[2]).not.toHaveProperty('value');
  });
});

describe('a message to Teams', () => {
  const citations = Array.from({ length: 12 }, (_, index) => ({ id: `iso42001:${index}`, title: 'T'.repeat(200) }));
  const answer: Card = {
    headline: 'x'.repeat(500),
    blocks: [{ kind: 'citations', citations }],
    actions: [{ id: 'feedback.up', label: 'Helpful', value: { answer: 'a' } }],
  };

  it('cites ten sources, each within its size, where nobody else reads along', () => {
    const { entities, channelData, summary, text } = messageActivity(answer, renderTeamsCard(answer, { stamp }), true);

    const claims = Array.isArray(entities) ? entities[0].citation : [];
    expect(claims).toHaveLength(10);
    expect(claims[9]).toMatchObject({ position: 10, appearance: { '@type': 'DigitalDocument' } });
    for (const { appearance } of claims) {
      expect(appearance.name.length).toBeLessThanOrEqual(80);
      expect(appearance.abstract.length).toBeLessThanOrEqual(160);
    }
    expect(channelData).toEqual({ feedbackLoopEnabled: true });
    expect([String(summary).length <= 200, text]).toEqual([true, undefined]);
  });

  it('leaves that out in channels, whose cards show the sources as well', () => {
    const activity = messageActivity(answer, renderTeamsCard(answer, { stamp }), false);

    expect(activity).not.toHaveProperty('entities');
    expect(activity).not.toHaveProperty('channelData');
    expect(JSON.stringify(activity)).toContain('iso42001:11');
  });
});

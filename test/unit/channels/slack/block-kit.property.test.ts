import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClick } from '../../../../src/channels/slack/block-kit/clicked.ts';
import { readPrivateMetadata } from '../../../../src/channels/slack/block-kit/private-metadata.ts';
import { readInputs } from '../../../../src/channels/slack/block-kit/read-inputs.ts';
import { renderCard } from '../../../../src/channels/slack/block-kit/render-card.ts';
import { renderCardView, renderForm } from '../../../../src/channels/slack/block-kit/render-form.ts';
import { renderHome } from '../../../../src/channels/slack/block-kit/render-home.ts';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { isRecord } from '../../../support/slack/json-checks.ts';
import { anyCard, anyForm, anyText } from './arbitrary-cards.ts';
import { clicksIn, inputBlocks, optionsOf, stateOf, typesIn, wordsIn } from './block-json.ts';

const RUNS = { numRuns: 300 };

describe.skipIf(!hasBlockKitLimits)('any card', () => {
  it('is a message, a view and a home without a fault, and without markup', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 1, max: 4 }), (card, page) => {
        const shown = [renderCard(card), renderCardView(card, card.headline), renderHome(card, page)];
        expect(shown.flatMap(blockFaults)).toEqual([]);
        for (const type of ['mrkdwn', 'markdown', 'link', 'user', 'broadcast', 'emoji'])
          expect(shown.flatMap((one) => [...typesIn(one)])).not.toContain(type);
      }),
      RUNS,
    );
  });

  it('gives back each of its actions', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const clicks = clicksIn(renderCard(card).blocks).map(readClick);
        for (const { id, value } of card.actions ?? []) expect(clicks).toContainEqual({ actionId: id, value });
      }),
      RUNS,
    );
  });

  it('shows each of its inputs, or says where else it is answered', () => {
    fc.assert(
      fc.property(anyCard, ({ inputs = [], ...card }) => {
        const { blocks } = renderCard({ ...card, inputs });
        const shown = inputBlocks(blocks).length;
        const said = wordsIn(blocks).match(/too many for a message in Slack|there is nothing to choose from/g) ?? [];
        expect(shown + said.length).toBe(inputs.length);
      }),
      RUNS,
    );
  });
});

describe.skipIf(!hasBlockKitLimits)('any form', () => {
  it('is a view without a fault that carries its context', () => {
    fc.assert(
      fc.property(anyForm, anyText, (form, carried) => {
        const view = renderForm(form, carried.slice(0, 200));
        expect(blockFaults(view)).toEqual([]);
        expect(readPrivateMetadata(view.private_metadata)).toEqual({
          context: form.context,
          carried: carried.slice(0, 200),
        });
      }),
      RUNS,
    );
  });

  it('gives back what was there at first when nothing is changed', () => {
    fc.assert(
      fc.property(anyForm, ({ inputs, ...form }) => {
        const values = readInputs(stateOf(renderForm({ ...form, inputs }, '').blocks));
        for (const input of inputs) {
          if (input.kind === 'choice' && input.value !== undefined)
            expect(['', input.value, undefined]).toContain(values[input.id]);
          if (input.kind === 'choices') {
            const offered = input.choices.map(({ id }) => id).filter((id) => input.values?.includes(id));
            expect([offered, undefined]).toContainEqual(values[input.id]);
          }
          if (input.kind === 'date') expect(['', input.value]).toContain(values[input.id]);
          if (input.kind === 'number' && Number.isFinite(input.value))
            expect(Number(values[input.id])).toBeCloseTo(input.value ?? 0, 10);
        }
      }),
      RUNS,
    );
  });

  it('gives back whatever is entered', () => {
    fc.assert(
      fc.property(anyForm, fc.string(), fc.nat(), (form, text, seed) => {
        const { blocks } = renderForm(form, '');
        const entered = Object.fromEntries(
          inputBlocks(blocks).map(({ block_id: name, element }) => {
            const options = isRecord(element) ? optionsOf(element).map(({ value }) => String(value)) : [];
            const some = options.filter((_, index) => (seed >> (index % 20)) % 2 === 1);
            const isList = String(name).startsWith('many:');
            return [String(name), options.length === 0 ? text : isList ? some : (options[seed % options.length] ?? '')];
          }),
        );
        const expected = Object.entries(entered).map(([name, value]) => [name.replace(/^(one|many):/, ''), value]);
        expect(readInputs(stateOf(blocks, entered))).toEqual(Object.fromEntries(expected));
      }),
      RUNS,
    );
  });
});

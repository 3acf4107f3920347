import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LIMITS } from '../../../../src/channels/adaptive-cards/limits.ts';
import { messageActivity } from '../../../../src/channels/teams/cards/message-activity.ts';
import {
  renderCardDialog,
  renderFormDialog,
  renderFormInPlace,
  renderTeamsCard,
} from '../../../../src/channels/teams/cards/render-teams-card.ts';
import type { Card } from '../../../../src/chat/card.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '../../../../src/composition/knowledge-base.ts';
import { newInterview } from '../../../../src/interviews/interview-state.ts';
import { formInput, pageOf } from '../../../../src/interviews/section-form.ts';
import { actionsIn, cardInWords, ShownCard } from '../../../support/teams/shown-card.ts';
import { realCards, realForms } from '../slack/real-cards.ts';

const ID = '0196aaaa-0000-7000-8000-000000000001';
const stamp = { nonce: ID, row: ID, opened: 'k'.repeat(250) };
const bytes = (value: object) => Buffer.byteLength(JSON.stringify(value));

describe('what Steward really shows, in Teams', () => {
  let knowledge: KnowledgeBase;
  beforeAll(async () => {
    knowledge = await loadKnowledgeBase();
  });

  it.each(Object.entries(realCards))('fits as a card: %s', (_name, card) => {
    for (const rendered of [renderTeamsCard(card, { stamp, inPlace: true }), renderCardDialog(card, stamp)]) {
      expect(bytes(rendered)).toBeLessThanOrEqual(LIMITS.teamsCardBytes);
      const titles = actionsIn(ShownCard.parse(rendered)).map(({ title }) => title);
      for (const { label } of card.actions ?? []) expect(titles).toContain(label);
    }
  });

  it.each(Object.entries(realForms))('fits as a form: %s', (_name, form) => {
    for (const rendered of [renderFormInPlace(form, stamp), renderFormDialog(form, stamp)])
      expect(bytes(rendered)).toBeLessThanOrEqual(LIMITS.teamsCardBytes);
  });

  it('has room for every page of every shipped questionnaire, with something left for answers', () => {
    for (const { id, sections } of knowledge.questionnaires)
      for (const { title, questions, askedBy } of sections) {
        // Rules that choose the next question have it on a page alone.
        const pages = askedBy ? questions.map((question) => [question]) : [pageOf(questions)];
        for (const page of pages) {
          const inputs = page.map((question) => formInput(question, newInterview()));
          const context = { interview: ID, leftOut: '', section: 's' };
          const form = { id: 'interview.form', title, inputs, submitLabel: 'Save answers', context };

          expect(bytes(renderFormInPlace(form, stamp)), `${id}: ${title}`).toBeLessThan(0.9 * LIMITS.teamsCardBytes);
        }
      }
  });
});

const schemaFile = path.join(process.env.TEST_DATA_DIR ?? '', 'teams/adaptive-card-1.5.schema.json');
const hasSchema = process.env.TEST_DATA_DIR !== undefined && existsSync(schemaFile);
if (!hasSchema)
  process.stdout.write('TEST_DATA_DIR is not set: cards are not held to the schema of Adaptive Cards 1.5.\n');

describe.runIf(hasSchema)('what Steward really shows, by the schema of Adaptive Cards 1.5', () => {
  const validate = hasSchema ? validator() : undefined;
  const faults = (rendered: object) => {
    validate?.(JSON.parse(JSON.stringify(rendered)));
    return validate?.errors ?? [];
  };

  it('is valid as a card and as a form, wherever it stands', () => {
    const refreshedFor = ['29:priya'];
    for (const card of Object.values(realCards)) {
      expect(faults(renderTeamsCard(card, { stamp, inPlace: true, refreshedFor }))).toEqual([]);
      expect(faults(renderCardDialog(card, stamp))).toEqual([]);
    }
    for (const form of Object.values(realForms)) {
      expect(faults(renderFormInPlace(form, stamp))).toEqual([]);
      expect(faults(renderFormDialog(form, stamp))).toEqual([]);
    }
  });

  it('would not be, with an element that does not exist', () => {
    expect(faults({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlok', text: 'x' }] })).not.toEqual([]);
  });
});

/** The schema knows nothing of Teams' own property beside the card's. */
function validator() {
  const schema = z
    .looseObject({ definitions: z.looseObject({ AdaptiveCard: z.looseObject({ properties: z.looseObject({}) }) }) })
    .parse(JSON.parse(readFileSync(schemaFile, 'utf8')));
  const { id: _id, ...rest } = schema;
  Object.assign(rest.definitions.AdaptiveCard.properties, { msteams: { type: 'object' } });
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addMetaSchema(draft06);
  return ajv.compile(rest);
}

const file = path.join(process.env.TEST_DATA_DIR ?? '', 'naughty-strings.json');
const isThere = process.env.TEST_DATA_DIR !== undefined && existsSync(file);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not set: naughty strings are not shown in Teams cards.\n');

describe.runIf(isThere)('a naughty string in Teams', () => {
  const strings = isThere ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];

  it('stays the text that it is, wherever it stands, and mentions nobody', () => {
    expect(strings.length).toBeGreaterThan(500);
    for (const text of [...strings, '<at>Everyone</at>', '@everyone', '[x](javascript:alert(1))', '\u0000\ud800']) {
      const card: Card = {
        headline: text,
        blocks: [
          { kind: 'text', text },
          { kind: 'quote', text, from: text },
          { kind: 'facts', facts: [{ label: text, value: text, note: text }] },
          { kind: 'list', items: [text] },
        ],
        actions: [{ id: 'a.b', label: text, value: { text } }],
      };

      const rendered = renderTeamsCard(card, { stamp });
      const activity = messageActivity(card, rendered, true);

      const types = new Set(
        [...JSON.stringify(activity).matchAll(/"type":"(?<type>[^"]*)"/gu)].map(({ groups }) => groups?.type),
      );
      for (const markup of ['TextBlock', 'FactSet', 'mention', 'Media', 'Image']) expect(types).not.toContain(markup);
      expect(activity).not.toHaveProperty('entities');
      expect(activity).not.toHaveProperty('text');
      const [line = ''] = text.toWellFormed().split(/\r\n|[\n\r\u2028\u2029]/u);
      if (line.trim() !== '')
        expect(cardInWords(ShownCard.parse(rendered)).replaceAll('\n', '')).toContain(line.trim());
      expect(() => JSON.parse(JSON.stringify(activity))).not.toThrow();
    }
  });
});

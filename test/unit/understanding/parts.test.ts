import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Questionnaire, questionsOf } from '../../../src/interviews/questionnaire.ts';
import { createUnderstanding } from '../../../src/interviews/understanding/create-understanding.ts';
import { createNearWords, withinOneSlip } from '../../../src/interviews/understanding/near.ts';
import { parseProducts } from '../../../src/interviews/understanding/products.ts';
import { stem } from '../../../src/interviews/understanding/stem.ts';
import { tokensOf } from '../../../src/interviews/understanding/tokens.ts';
import { aContext } from './labelled.ts';

describe('stems', () => {
  // Pairs from Porter's published vocabulary.
  it.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['hopping', 'hop'],
    ['falling', 'fall'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['relational', 'relat'],
    ['vietnamization', 'vietnam'],
    ['triplicate', 'triplic'],
    ['hopefulness', 'hope'],
    ['adjustment', 'adjust'],
    ['adoption', 'adopt'],
    ['controlling', 'control'],
    ['rate', 'rate'],
  ])('cuts %s to %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it('meets in one stem across British and American spelling', () => {
    expect(stem('summarise')).toBe(stem('summarizing'));
    expect(stem('transcribing')).toBe(stem('transcribe'));
  });
});

describe('typing slips', () => {
  it('counts one letter added, lost, changed or two swapped', () => {
    expect(
      ['enterprise', 'enterprse', 'enterprize', 'entreprise'].every((word) => withinOneSlip('enterprise', word)),
    ).toBe(true);
    expect(withinOneSlip('enterprise', 'enterprses')).toBe(false);
  });

  it('does not choose between two words that are equally near', () => {
    const near = createNearWords(['medium', 'tedious', 'planner', 'planned'], 5);

    expect(near.find('mediun')).toBe('medium');
    expect(near.find('plannet')).toBeUndefined();
  });
});

describe('words of a text', () => {
  it('keeps their places in the original characters', () => {
    const text = 'Cafe\u0301 “İstanbul’s” e-mails: jane@example.com, https://a.example/x.';

    const raws = tokensOf(text).map((token) => text.slice(token.start, token.end));

    expect(raws).toEqual(['Cafe\u0301', 'İstanbul’s', 'e-mails', 'jane@example.com', 'https://a.example/x']);
  });
});

describe('a text that is too long to be read', () => {
  it('is handed on whole, for the limit of the question to refuse', () => {
    const { understand } = createUnderstanding([]);
    const text = 'word '.repeat(6000).trim();

    const [candidate] = understand(text, aContext({ asked: 'purposeDetail' })).candidates;

    expect(candidate).toMatchObject({ questionId: 'purposeDetail', value: text });
  });
});

describe('the list of products', () => {
  it('names every fault with its line', () => {
    const yaml =
      'products:\n  - { name: One, supplier: S }\n  - { supplier: S }\n  - { name: Two, aliases: x }\n  - { name: one }\n';

    expect(() => parseProducts(yaml)).toThrow(
      /line 3: name.*\nline 4: aliases.*\nline 5: one is listed on line 2 already/,
    );
  });

  it('refuses what is no list', () => {
    expect(() => parseProducts('products: 3')).toThrow('a list of products is expected');
    expect(() => parseProducts('- { name: "x')).toThrow(/line 1/);
  });
});

const shipped = (name: string): URL => new URL(`../../../knowledge/${name}`, import.meta.url);

describe('the shipped questionnaire and list of products', () => {
  const questionnaire = Questionnaire.parse(
    parse(readFileSync(shipped('questionnaires/ai-use-registration.yaml'), 'utf8')),
  );
  const products = parseProducts(readFileSync(shipped('products.yaml'), 'utf8'));
  const { understand } = createUnderstanding(products);
  const say = (text: string, asked?: string) => {
    const question = questionsOf(questionnaire).find(({ id }) => id === asked);
    const understood = understand(text, {
      questionnaire,
      asked: question,
      known: {},
      today: new Date('2026-11-25T09:00:00Z'),
      registered: [],
    });
    return Object.fromEntries(understood.candidates.map(({ questionId, value }) => [questionId, value]));
  };

  it('has at least 300 products, each found by its own name when it is asked for', () => {
    const lost = products.filter(({ name }) => say(name, 'tool').tool !== name).map(({ name }) => name);

    expect(products.length).toBeGreaterThanOrEqual(300);
    expect(lost).toEqual([]);
  });

  it('reads the first words of a declaration', () => {
    expect(say("I'd like to use Otter.ai to transcribe client calls")).toEqual({
      tool: 'Otter.ai',
      purpose: 'client-call-transcription',
    });
  });

  it('reads the purpose from the verb and the data from its object', () => {
    expect(say('We use ChatGPT to summarise customer e-mails')).toEqual({
      tool: 'ChatGPT',
      purpose: 'summarising',
      data: ['personal', 'customer'],
    });
  });

  it('reads no checklist from a remark, only when it was asked', () => {
    expect(say('It detects emotions of employees')).toEqual({});
    expect(say('It detects emotions of employees', 'prohibitedSignals')).toEqual({
      prohibitedSignals: ['emotion-recognition'],
    });
  });

  it('takes every label for its own option', () => {
    for (const question of questionsOf(questionnaire)) {
      if (question.kind !== 'one-of' && question.kind !== 'many-of') continue;
      for (const { id, label } of question.options) {
        expect(say(label, question.id)[question.id]).toEqual(question.kind === 'one-of' ? id : [id]);
      }
    }
  });
});

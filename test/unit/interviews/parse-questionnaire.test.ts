import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import { questionnaireDigest } from '../../../src/interviews/questionnaire-digest.ts';
import { aQuestionnaire, registrationText, theRegistration } from './shipped.ts';

const ids = JSON.stringify(
  parse(readFileSync(new URL('../../../knowledge/iso-42001/ids.yaml', import.meta.url), 'utf8')),
);
const isClauseOrControl = (id: string) => ids.includes(`"id":"${id}"`);

const valid = `id: tiny
version: 1
title: Tiny
notice: Software.
sections:
  - id: one
    title: One
    questions:
      - { id: kind, kind: one-of, label: Kind, ask: Which?, why: So., options: [{ id: a, label: A }, { id: b, label: B }] }
      - id: size
        kind: number
        label: Size
        ask: How many?
        why: So.
        when: { question: kind, is: a }
      - id: list
        kind: many-of
        label: List
        ask: Which?
        why: So.
        clause: A.4.2
        options:
          - { id: x, label: X }
          - { id: y, label: Y }
screening:
  - lane: full
    because: It is big.
    when: { any: [{ question: size, atLeast: 9 }, { question: list, anyOf: [x] }] }
    clause: "6.1.4"
`;

function faults(from: string, to: string) {
  if (!valid.includes(from)) throw new Error(`The test replaces nothing: ${from}`);
  const parsed = parseQuestionnaire(valid.replace(from, to), 'tiny.yaml', isClauseOrControl);
  return parsed.ok ? [] : parsed.faults;
}

describe('a questionnaire file', () => {
  it('is read when nothing is wrong, clauses included', () => {
    expect(parseQuestionnaire(valid, 'tiny.yaml', isClauseOrControl)).toMatchObject({ ok: true });
    expect(parseQuestionnaire(registrationText(), 'ai-use-registration.yaml', isClauseOrControl)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['a broken line', 'title: Tiny', 'title: "Tiny', 3, /quote/i],
    ['a repeated key', 'title: Tiny', 'title: Tiny\ntitle: Big', 4, /unique/i],
    ['an alias without anchor', 'title: Tiny', 'title: *nowhere', 3, /nowhere/],
    ['a missing field', '        label: Size\n', '', 10, /"label" is missing/],
    ['an unknown field', '        ask: How many?', '        ask: How many?\n        aks: Typo', 14, /no "aks"/],
    ['an unknown kind', 'kind: number', 'kind: numbre', 11, /kind of a question/],
    ['a wrong type', 'version: 1', 'version: one', 2, /number/],
    ['a condition of no form', '{ question: kind, is: a }', '{ question: kind, equals: a }', 15, /condition is/],
    [
      'a bad condition inside another',
      '{ question: size, atLeast: 9 }',
      '{ question: size, atLeast: many }',
      28,
      /number/,
    ],
    [
      'a repeated question',
      '      - id: list',
      '      - { id: size, kind: number, label: S, ask: S?, why: S. }\n      - id: list',
      16,
      /already a question "size"/,
    ],
    ['a repeated option', '{ id: y, label: Y }', '{ id: x, label: Y }', 24, /already an option "x"/],
    ['a condition on no question', '{ question: kind, is: a }', '{ question: knid, is: a }', 15, /no question "knid"/],
    [
      'a condition on a later question',
      '{ question: kind, is: a }',
      '{ question: list, anyOf: [x] }',
      15,
      /not asked before/,
    ],
    ['a condition on itself', '{ question: kind, is: a }', '{ question: size, atLeast: 1 }', 15, /not asked before/],
    ['an option that does not exist', '{ question: kind, is: a }', '{ question: kind, is: c }', 15, /no option "c"/],
    [
      'a kind of condition that does not fit',
      '{ question: size, atLeast: 9 }',
      '{ question: size, anyOf: [x] }',
      28,
      /no options/,
    ],
    ['"is" for a list', '{ question: list, anyOf: [x] }', '{ question: list, is: x }', 28, /several answers/],
    [
      '"atLeast" without a number',
      '{ question: size, atLeast: 9 }',
      '{ question: kind, atLeast: 9 }',
      28,
      /needs a number/,
    ],
    ['an invented control', 'clause: A.4.2', 'clause: A.4.1', 21, /no clause or control "A.4.1"/],
    ['an invented clause', 'clause: "6.1.4"', 'clause: "5.4"', 29, /no clause or control "5.4"/],
  ])('names the line of %s', (_name, from, to, line, message) => {
    const found = faults(from, to);

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ file: 'tiny.yaml', line, message: expect.stringMatching(message) });
  });

  it('names every fault at once, in the order of the lines', () => {
    const parsed = parseQuestionnaire(
      valid.replace('kind: number', 'kind: x').replace('because: It is big.', 'becuase: It'),
      'tiny.yaml',
    );

    expect(parsed.ok ? [] : parsed.faults.map(({ path }) => path)).toEqual([
      'sections[0].questions[1].kind',
      'screening[0].because',
      'screening[0].becuase',
    ]);
  });

  it.each(['', '[]', 'just words', '&a [*a]', '\0'])(
    'is refused without a crash when it is no questionnaire: %j',
    (text) => {
      expect(parseQuestionnaire(text, 'x.yaml')).toMatchObject({ ok: false, faults: [{ line: 1 }] });
    },
  );
});

describe('the digest of a questionnaire', () => {
  it('does not depend on comments and the order of keys, but on every word', () => {
    const reordered = valid.replace('version: 1\n', '# a comment\n').replace('title: Tiny', 'title: Tiny\nversion: 1');
    const reworded = valid.replace('How many?', 'How much?');
    const digest = (text: string) => {
      const parsed = parseQuestionnaire(text, 'tiny.yaml');
      return parsed.ok ? questionnaireDigest(parsed.questionnaire) : 'faulty';
    };

    expect(digest(reordered)).toBe(digest(valid));
    expect(digest(reworded)).not.toBe(digest(valid));
    expect(questionnaireDigest(theRegistration())).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a section', () => {
  it('lets a question name who knows it, else its section', () => {
    const { sections } = aQuestionnaire(`
id: known
version: 1
title: Known
notice: This is software.
sections:
  - id: data
    title: Data
    knower: the owner of the data
    questions:
      - { id: kinds, kind: text, label: Kinds, ask: Which data?, why: To know. }
      - { id: basis, kind: text, label: Basis, ask: What allows it?, why: To know., knower: the data protection officer }
`);

    expect(sections[0]?.questions.map(({ knower }) => knower)).toEqual([
      'the owner of the data',
      'the data protection officer',
    ]);
  });
});

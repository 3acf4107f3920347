import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLaw } from '../../../src/law/parse-law.ts';

const shipped = (name: string) => ({
  name,
  text: readFileSync(new URL(`../../../knowledge/rules/${name}`, import.meta.url), 'utf8'),
});
const FACTS = shipped('eu-ai-act-facts.yaml');
const RULES = shipped('eu-ai-act.yaml');
const DUTIES = shipped('eu-ai-act-duties.yaml');

/** The shipped text with one thing spoilt, and the line on which it stands. */
function spoilt(file: typeof RULES, from: string, to: string) {
  const at = file.text.indexOf(from);
  if (at < 0) throw new Error(`${file.name} has no ${from}`);
  const line = file.text.slice(0, at).split('\n').length;
  return { file: { ...file, text: file.text.replace(from, to) }, place: `${file.name}:${line}: ` };
}

describe('a file of rules', () => {
  it.each([
    [
      'a fact that does not exist',
      '{ fact: ai-system, is: true }',
      '{ fact: ai-sistem, is: true }',
      'there is no fact "ai-sistem"',
    ],
    [
      'an option that does not exist',
      'anyOf: [placed-in-eu]',
      'anyOf: [placed-in-uk]',
      '"eu-link" has no option "placed-in-uk"',
    ],
    [
      'one value for a list',
      '{ fact: changes-made, anyOf: [own-name] }',
      '{ fact: changes-made, is: own-name }',
      'is a list of options',
    ],
    ['a list for yes or no', '{ fact: profiling, is: false }', '{ fact: profiling, anyOf: [no] }', 'is true or false'],
    [
      'a condition that does not exist',
      '{ holds: linked }',
      '{ holds: linkt }',
      'there is no condition or rule "linkt"',
    ],
    ['a key that does not exist', '{ fact: ai-system, is: true }', '{ fact: ai-system, was: true }', 'a condition is'],
    ['a date that is none', 'date: 2030-08-02', 'date: 2030-08-32', 'date'],
    ['dates that do not exist', 'from: marking', 'from: markings', 'there is no entry "markings"'],
    ['a facet that does not exist', 'facet: prohibited', 'facet: forbidden', 'Invalid option'],
    ['an id that is used twice', 'id: iii-1b', 'id: iii-1a', 'the id "iii-1a" is used twice'],
  ])('names %s with its line', (_, from, to, message) => {
    const { file, place } = spoilt(RULES, from, to);

    const faults = faultsOf(FACTS, [file, DUTIES]);
    expect(faults.filter((fault) => fault.startsWith(place)).join('\n')).toContain(message);
  });

  it('names a condition that leads back to itself', () => {
    const { file, place } = spoilt(
      RULES,
      'filter: { all: [{ holds: small-part },',
      'filter: { all: [{ holds: exempt },',
    );

    expect(faultsOf(FACTS, [file, DUTIES])).toContainEqual(
      expect.stringMatching(new RegExp(`^${place}.*"filter" refers to itself`, 'u')),
    );
  });

  it('names an obligation without a role, and one of a role that nobody has', () => {
    const nobody = spoilt(DUTIES, '    role: importer\n', '');
    const stranger = spoilt(DUTIES, 'role: importer', 'role: reader');

    expect(faultsOf(FACTS, [RULES, nobody.file]).join()).toContain('must say whose role it is');
    expect(faultsOf(FACTS, [RULES, stranger.file]).join()).toContain(stranger.place);
  });

  it('names what the engine needs and does not find', () => {
    const { file } = spoilt(RULES, '  position-on-file:', '  position-in-file:');

    expect(faultsOf(FACTS, [file, DUTIES])).toContain('eu-ai-act.yaml:1: the condition "position-on-file" is missing');
  });

  it('names every fault at once, in both kinds of file', () => {
    const facts = spoilt(FACTS, 'type: one-of', 'type: some-of');
    const rules = spoilt(RULES, 'facet: role', 'facet: rule');

    expect(faultsOf(facts.file, [rules.file, DUTIES])).toEqual([
      expect.stringContaining('eu-ai-act-facts.yaml:'),
      expect.stringContaining(rules.place),
    ]);
  });

  it('names the line where YAML breaks', () => {
    expect(faultsOf(FACTS, [{ name: 'broken.yaml', text: 'id: a\nrules: [' }])).toEqual([
      expect.stringMatching(/^broken\.yaml:2: /u),
    ]);
  });
});

describe('what is shipped', () => {
  const law = parseLaw(FACTS, [RULES, DUTIES]);

  it('asks only for facts that some rule needs', () => {
    const text = RULES.text + DUTIES.text;

    expect(law.facts.filter(({ id }) => !text.includes(`fact: ${id},`)).map(({ id }) => id)).toEqual([]);
  });

  it('says what rests on the amendments of 2026, and prints no number of the Official Journal', () => {
    const amended = law.rules.filter(({ dates }) =>
      dates.some(({ date }) => ['2026-12-02', '2027-12-02', '2028-08-02'].includes(date)),
    );

    expect(amended.filter(({ rule }) => !rule.unverified).map(({ rule }) => rule.id)).toEqual([]);
    expect(RULES.text + DUTIES.text + FACTS.text).not.toMatch(/OJ [LC]|L_20\d\d|\(EU\) 202[56]\//u);
  });
});

function faultsOf(facts: typeof FACTS, rules: readonly (typeof RULES)[]): readonly string[] {
  try {
    parseLaw(facts, rules);
    return [];
  } catch (failure) {
    return failure instanceof Error ? failure.message.split('\n') : [];
  }
}

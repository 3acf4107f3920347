import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/chat/vocabulary.ts';
import type { LawFinding } from '../../../src/impact/law-finding.ts';
import { lawTrace } from '../../../src/impact/law-words.ts';
import { classify } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import { lawStandingBlocks } from '../../../src/reviews/law-blocks.ts';
import { lawStanding } from '../../../src/reviews/law-standing.ts';
import { StoredLawFinding } from '../../../src/storage/stores/stored-law-finding.ts';
import { workedPairs } from '../law/worked-case.ts';

const law = await loadLaw();
const cases = workedPairs().flatMap(({ first, second }) => [first, second]);

describe('what the AI Act makes of a system, in words', () => {
  it('says of a listed purpose which point it is, since when it counts, and what we have to do', () => {
    const words = inWords(findingOf(caseNamed('it ranks those who apply').facts, '2026-12-01'));
    expect(words).toContain('EU AI Act on 1 December 2026: a proposal to legal');
    expect(words).toMatch(/High-risk: (Yes|Presumed).*Annex III point 3\(a\)/);
    expect(words).toContain('from 2 December 2027');
    expect(words).toContain('unverified');
    expect(words).toContain('It hangs on:');
  });

  it('guesses nothing while facts are missing: it says what is needed and who would know', () => {
    const words = inWords(findingOf({ 'ai-system': true }, '2026-12-01'));
    expect(words).toContain('Undetermined:');
    expect(words).toContain('would know');
    expect(words).not.toContain('None found');
    expect(words).not.toContain('High-risk: No');
  });

  it('says no more than that it does not apply, where it does not', () => {
    const excluded = cases.find(({ expect: { outOfScope } }) => outOfScope !== undefined);
    const finding = findingOf(excluded?.facts ?? {}, '2026-12-01');
    expect(blocksOf(finding)[1]).toMatchObject({
      ...{
        kind: 'facts',
        facts: [{ label: 'Scope', value: expect.stringMatching(/^The Act does not apply\. Art\. \d/) }],
      },
    });
  });

  it('has an article for each line of the trace', () => {
    for (const { facts } of cases)
      for (const line of lawTrace(findingOf(facts, '2028-01-01').result)) expect(line).toMatch(/^(Art\.|Annex)/);
  });

  it('comes back from the database as it was frozen', () => {
    for (const { facts } of cases) {
      const finding = findingOf(facts, '2027-12-02');
      expect(StoredLawFinding.parse(JSON.parse(JSON.stringify(finding)))).toEqual(finding);
    }
  });
});

function caseNamed(name: string) {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`No case is named ${name}`);
  return found;
}

function findingOf(facts: Facts, on: string): LawFinding {
  return { on, facts, result: classify(facts, new Date(on), law) };
}

function blocksOf(finding: LawFinding): readonly Block[] {
  const standing = lawStanding(finding, { overrides: [], proposed: [] }, law);
  return lawStandingBlocks(standing, law, () => undefined);
}

function inWords(finding: LawFinding): string {
  return blocksOf(finding)
    .flatMap((block: Block) => {
      if (block.kind === 'facts')
        return block.facts.map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`);
      if (block.kind === 'list') return block.items;
      return block.kind === 'text' || block.kind === 'heading' ? [block.text] : [];
    })
    .join('\n');
}

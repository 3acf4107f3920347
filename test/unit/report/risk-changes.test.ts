import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../../src/law/load-law.ts';
import { toMarkdown } from '../../../src/report/markdown.ts';
import type { ReportedRisk } from '../../../src/report/reported-risk.ts';
import { riskChanges } from '../../../src/report/risk-changes.ts';
import { toWord } from '../../../src/report/word-document.ts';
import { parseRiskCriteria } from '../../../src/risks/risk-criteria.ts';
import { paragraphsOf } from '../../support/word-text.ts';

const CRITERIA = 'knowledge/rules/risk-criteria.yaml';
const file = readFileSync(new URL(`../../../${CRITERIA}`, import.meta.url), 'utf8');
const words = {
  names: { person: (id: string) => id, control: (id: string) => id },
  rules: { law: await loadLaw(), criteria: parseRiskCriteria(file, CRITERIA, () => true), policyVersion: 1 },
};

const treatment: NonNullable<ReportedRisk['treatment']> = {
  ...{ what: 'Test it for bias', controls: ['A.7.4'], ownerId: 'Olga', dueOn: '2027-06-01' },
  kind: 'modify',
  residual: { likelihood: 'rare', severity: 'minor' },
};
function aRisk(changed: Partial<ReportedRisk> = {}): ReportedRisk {
  return {
    ...{ id: 'one', reference: 'RSK-1', cause: 'Past hiring', consequence: 'Good people are passed over' },
    ...({ affected: 'applicants', likelihood: 'likely', severity: 'serious' } as const),
    ...{ ownerId: 'Maya', rule: 'ranks-people' },
    state: 'kept',
    treatment,
    ...changed,
  };
}
const accepted = {
  kind: 'accepted',
  byId: 'Ingrid',
  at: new Date('2027-01-12T10:00:00Z'),
  reason: 'It is little.',
} as const;
/** As the next version carried it over. */
const carried = (changed: Partial<ReportedRisk> = {}) => aRisk({ id: 'two', reference: 'RSK-7', ...changed });

describe('what changed in the risks between two versions', () => {
  it('is nothing where they say the same, under whichever number', () => {
    expect(riskChanges([aRisk()], [carried()], words)).toEqual([]);
  });

  it('names treatment, controls, what remains and acceptance, before and after', () => {
    const after = carried({
      treatment: {
        ...{ what: 'Keep it', controls: ['A.7.4', 'A.8.3'], ownerId: 'Tom', dueOn: '2027-06-01' },
        kind: 'retain',
        residual: { likelihood: 'possible', severity: 'minor' },
      },
    });

    const [change = ''] = riskChanges([aRisk({ word: accepted })], [after], words);

    expect(change).toMatch(/^RSK-7 \(RSK-1 before\) Good people are passed over: /);
    expect(change).toMatch(/Treatment: Modify[^;]* → Retain/);
    expect(change).toMatch(/What is done: Test it for bias → Keep it/);
    expect(change).toMatch(/Controls: A\.7\.4 → A\.7\.4, A\.8\.3/);
    expect(change).toMatch(/Done by: Olga, by 1 June 2027 → Tom, by 1 June 2027/);
    expect(change).toMatch(/What then remains: [^→]*rare, minor[^→]* → [^;]*possible, minor/);
    expect(change).toMatch(/Acceptance: Ingrid accepted what remains on 12 January 2027: It is little\. → nothing/);
    expect(change).not.toMatch(/Cause|Who suffers|Proposed by rule/);
  });

  it('tells what is new and what is gone', () => {
    const other = aRisk({ id: 'three', reference: 'RSK-2', consequence: 'Nobody can object', rule: 'no-redress' });

    expect(riskChanges([aRisk()], [other], words)).toEqual([
      expect.stringMatching(/^RSK-2 Nobody can object: new\. Cause: Past hiring; [\s\S]*Treatment: Modify/),
      'RSK-1 Good people are passed over: no longer among the risks',
    ]);
  });

  it('finds each risk once, where a rule proposed several', () => {
    const [one, other] = [aRisk(), aRisk({ id: 'three', reference: 'RSK-2', consequence: 'Nobody can object' })];
    const after = [carried({ id: 'four', reference: 'RSK-8', consequence: 'Nobody can object' }), carried()];

    expect(riskChanges([one, other], after, words)).toEqual([]);
  });

  it('reads the same in Markdown and in Word', async () => {
    const items = riskChanges([aRisk({ word: accepted })], [carried({ ownerId: 'T*m | <b>' })], words);
    const document = {
      ...{ title: 'T', reference: 'ASM-2', status: 'Draft', notices: [], facts: [] },
      sections: [{ title: 'Changed', blocks: [{ kind: 'list', items } as const] }],
    };

    const [markdown] = toMarkdown(document)
      .split('\n')
      .filter((line) => line.startsWith('- '));
    const word = await toWord(document).then(paragraphsOf);

    expect(items).toHaveLength(1);
    expect(markdown?.slice(2).replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1')).toBe(items[0]);
    expect(word.map(({ text }) => text)).toContain(items[0]);
  });
});

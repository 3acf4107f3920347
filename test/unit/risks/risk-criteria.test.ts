import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIKELIHOODS, SEVERITIES } from '../../../src/impact/scales.ts';
import { parseRiskCriteria, RISK_RATINGS, ratingOf } from '../../../src/risks/risk-criteria.ts';
import { CRITERIA, CRITERIA_TEXT, isAnnexControl } from './builders.ts';

const parse = (text: string) => parseRiskCriteria(text, 'criteria.yaml', isAnnexControl);

describe('the risk criteria', () => {
  it('never rate lower what is more likely or worse', () => {
    const step = <Step>(scale: readonly Step[]) => fc.integer({ min: 0, max: scale.length - 1 });
    const at = ([likelihood, severity]: readonly [number, number]) =>
      RISK_RATINGS.indexOf(
        ratingOf(CRITERIA, {
          likelihood: LIKELIHOODS[likelihood] ?? 'rare',
          severity: SEVERITIES[severity] ?? 'minor',
        }),
      );
    fc.assert(
      fc.property(step(LIKELIHOODS), step(SEVERITIES), step(LIKELIHOODS), step(SEVERITIES), (l1, s1, l2, s2) => {
        const [least, most] = [
          [Math.min(l1, l2), Math.min(s1, s2)] as const,
          [Math.max(l1, l2), Math.max(s1, s2)] as const,
        ];
        expect(at(least)).toBeLessThanOrEqual(at(most));
      }),
    );
  });

  it.each([
    [
      'a matrix that falls',
      CRITERIA_TEXT.replace('serious: { rare: medium', 'serious: { rare: low').replace(
        'critical: { rare: medium, possible: high',
        'critical: { rare: medium, possible: low',
      ),
      /criteria\.yaml:\d+: matrix\.critical\.possible: rates lower/,
    ],
    [
      'a control that does not exist',
      CRITERIA_TEXT.replace('A.2.2', 'A.2.1'),
      /leftOutReasons\.0\.controls\.0: there is no control A\.2\.1/,
    ],
    ['a step that is missing', CRITERIA_TEXT.replace(/ {2}frequent: \{ label.*\n/, ''), /likelihood\.frequent/],
    [
      'a role that does not exist',
      CRITERIA_TEXT.replace('retainedBy: [management]', 'retainedBy: [boss]'),
      /retainedBy/,
    ],
  ])('name %s with its line', (_, text, fault) => {
    expect(text).not.toBe(CRITERIA_TEXT);
    expect(() => parse(text)).toThrow(fault);
  });
});

import { describe, expect, it } from 'vitest';
import { createSpelling } from '../../../src/knowledge/spelling.ts';

const correct = createSpelling(
  new Map([
    ['assessment', 9],
    ['supplier', 5],
    ['certification', 4],
    ['policy', 8],
    ['police', 1],
    ['control', 7],
    ['place', 2],
  ]),
);

describe('spelling', () => {
  it.each([
    ['assesment', 'assessment'],
    ['asessmnet', 'assessment'],
    ['suplier', 'supplier'],
    ['supplire', 'supplier'],
    ['certifcaton', 'certification'],
    ['xertification', 'certification'],
    ['contorl', 'control'],
  ])('reads %s as %s', (written, meant) => {
    expect(correct(written)).toBe(meant);
  });

  it('takes the more usual of two equally near words', () => {
    expect(correct('polici')).toBe('policy');
  });

  it.each(['glace', 'plan', 'pumpkin', 'risotto', 'a1b2c3', 'x'.repeat(1_000)])('leaves %s alone', (word) => {
    expect(correct(word)).toBeUndefined();
  });
});

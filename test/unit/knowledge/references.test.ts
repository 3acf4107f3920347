import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../src/knowledge/references.ts';

const idsIn = (text: string) => readReferences(text).references.map(({ id }) => id);

describe('reading references', () => {
  it.each([
    ['clause 6.1.4', ['6.1.4']],
    ['Clauses 6.1.2 and 8.2', ['6.1.2', '8.2']],
    ['§ 9.3', ['9.3']],
    ['section 7.5.3?', ['7.5.3']],
    ['A.5.2', ['A.5.2']],
    ['a.6.2.8.', ['A.6.2.8']],
    ['A5.2', ['A.5.2']],
    ['annex a 6.2.8', ['A.6.2.8']],
    ['Annex A, control 10.3', ['A.10.3']],
    ['control 5.2', ['A.5.2']],
    ['Controls A.5.2 to A.5.5', ['A.5.2', 'A.5.5']],
    ['iso42001:A.7.4 and iso42001:8.4', ['A.7.4', '8.4']],
    ['clause 11', ['11']],
    ['A.1', ['A.1']],
  ])('finds the places in "%s"', (text, expected) => {
    expect(idsIn(text)).toEqual(expected);
  });

  it.each(['a 5 star rating', 'an A4 page', '38 controls', 'ISO 42001', '1.2.2026 is a date', 'version 2'])(
    'finds none in "%s"',
    (text) => {
      expect(readReferences(text).references.filter(({ named }) => named)).toEqual([]);
    },
  );

  it('reads a megabyte of near misses without delay', () => {
    const started = performance.now();

    readReferences('annex a '.repeat(30_000) + '1.1.'.repeat(30_000));

    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

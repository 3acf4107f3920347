import { describe, expect, it } from 'vitest';
import { readPlaces } from '../../../src/knowledge/places.ts';

const idsIn = (text: string) => readPlaces(text).places.map(({ passageId }) => passageId);

describe('reading places in other documents', () => {
  it.each([
    ['What does Article 26 require?', ['eu-ai-act:art-26']],
    ['articles 26(5) and 27 of the AI Act', ['eu-ai-act:art-26', 'eu-ai-act:art-27']],
    ['art. 50', ['eu-ai-act:art-50']],
    ['Annex III', ['eu-ai-act:annex-iii']],
    ['annex 3 of the ai act', ['eu-ai-act:annex-iii']],
    ['Annex III, point 4', ['eu-ai-act:annex-iii.4']],
    ['under point 5(c)', ['eu-ai-act:annex-iii.5']],
    ['recital 12', ['eu-ai-act:recital-12']],
    ['GOVERN 1.1', ['nist-ai-rmf:govern-1.1']],
    ['measure 2.11 and map 1.6', ['nist-ai-rmf:measure-2.11', 'nist-ai-rmf:map-1.6']],
    ['Does Article 27 replace the DPIA of the GDPR under the AI Act?', ['eu-ai-act:art-27']],
  ])('finds them in "%s"', (text, expected) => {
    expect(idsIn(text)).toEqual(expected);
  });

  it.each([
    'Article 35 of the GDPR',
    'what does article 30 gdpr say',
    'Annex A',
    'annex a 6.2.8',
    'an article about bees',
    'we manage 12 systems and map them',
    'clause 6.1.4',
  ])('finds no article in "%s"', (text) => {
    expect(idsIn(text).filter((id) => id.startsWith('eu-ai-act'))).toEqual([]);
  });

  it.each(['Article 114', 'article 0', 'Annex XIV', 'GOVERN 7.1', 'MEASURE 2.14', 'recital 181'])(
    'says that %s does not exist',
    (text) => {
      expect(readPlaces(text).places.map(({ exists }) => exists)).toEqual([false]);
    },
  );

  it.each(['Article 113', 'Annex XIII', 'GOVERN 6.2', 'MEASURE 2.13', 'MANAGE 4.3', 'recital 180'])(
    'says that %s exists',
    (text) => {
      expect(readPlaces(text).places.map(({ exists }) => exists)).toEqual([true]);
    },
  );

  it('takes them out of the text, so that their numbers are read once', () => {
    const text = 'GOVERN 1.1 and Article 5.2';

    expect(readPlaces(text).rest).toHaveLength(text.length);
    expect(readPlaces(text).rest).not.toContain('1.1');
  });

  it('reads a megabyte of near misses', () => {
    expect(readPlaces('article 1, 2 and '.repeat(60_000)).places.length).toBeLessThan(5);
  });
});

import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../src/knowledge/passage.ts';
import { createSearch } from '../../../src/knowledge/search.ts';

function aPassage(id: string, title: string, text: string, more: Partial<Passage> = {}): Passage {
  const sections = [{ heading: 'What it asks', text, sentences: [text] }];
  return { id, title, kind: 'clause', asOf: '2026-11-22', source: 'ours', aliases: [], related: [], sections, ...more };
}

const search = createSearch([
  aPassage('iso42001:5.2', 'AI policy', 'Top management establishes a policy.'),
  aPassage(
    'iso42001:A.2.3',
    'Alignment with other policies',
    'The AI policy must not contradict another policy. Policy.',
  ),
  aPassage('iso42001:6.1.3', 'AI risk treatment', 'Choose controls and write the Statement of Applicability.'),
  aPassage('iso42001:8.4', 'Impact assessment', 'Repeat the assessment at planned intervals.', {
    related: ['iso42001:A.5.2'],
  }),
  aPassage('iso42001:A.5.2', 'Impact assessment process', 'A process with triggers.'),
  aPassage('iso42001:A.10.3', 'Suppliers', 'Check what suppliers deliver.', { aliases: ['outsourcing'] }),
]);
const found = (question: string) => search.find(question, 3).map(({ passage }) => passage.id);

describe('search', () => {
  it('ranks the passage whose title was asked for first', () => {
    expect(found('the AI policy')[0]).toBe('iso42001:5.2');
  });

  it('matches other forms of a word, synonyms and aliases', () => {
    expect(found('treating risks')[0]).toBe('iso42001:6.1.3');
    expect(found('SoA')[0]).toBe('iso42001:6.1.3');
    expect(found('our vendor')[0]).toBe('iso42001:A.10.3');
    expect(found('outsourcing')[0]).toBe('iso42001:A.10.3');
  });

  it('mends a mistyped word', () => {
    expect(found('assesment')).toContain('iso42001:8.4');
    expect(found('supliers')).toContain('iso42001:A.10.3');
  });

  it('puts a passage that is named by its number first, then its relatives', () => {
    expect(found('clause 8.4')).toEqual(['iso42001:8.4', 'iso42001:A.5.2']);
    expect(found('what about suppliers in clause 8.4?')[0]).toBe('iso42001:8.4');
  });

  it('reads a bare number as a place only where nothing else is meant', () => {
    expect(found('8.4')[0]).toBe('iso42001:8.4');
    expect(search.find('suppliers since version 8.4', 1)[0]?.named).toBe(false);
  });

  it('finds nothing for unknown words, and survives any input', () => {
    expect(found('pumpkin risotto')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(found('\u0000\ud800 ()[]*+?\\ __proto__ constructor')).toEqual([]);
    expect(found('AI policy '.repeat(200_000))[0]).toBe('iso42001:5.2');
  });
});

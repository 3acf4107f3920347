import { describe, expect, it } from 'vitest';
import { decideOnDocument } from '../../../src/documents/decide.ts';
import type { DocumentStanding, DocumentVersion } from '../../../src/documents/document.ts';
import { slugOf } from '../../../src/documents/document.ts';
import { documentPassages } from '../../../src/documents/document-passages.ts';

const at = new Date('2027-01-11T09:00:00Z');
const review = { by: 'jonas', at, reason: undefined };

function aVersion(standing: DocumentStanding): DocumentVersion {
  return {
    ...{ id: 'v', slug: 'ai-policy', number: 2, title: 'AI policy', fileName: 'a.md', digest: 'd' },
    ...{ uploadedById: 'priya', uploadedAt: at, standing },
  };
}
const jonas = { personId: 'jonas', samePersonIds: [], roles: ['governance'] as const };
const codeOf = (outcome: ReturnType<typeof decideOnDocument>) => (outcome.ok ? 'accepted' : outcome.code);

describe('deciding on a document', () => {
  it.each([
    ['proposed', { state: 'proposed' }, 'approved', 'accepted'],
    ['proposed', { state: 'proposed' }, 'rejected', 'accepted'],
    ['proposed', { state: 'proposed' }, 'withdrawn', 'notApproved'],
    ['approved', { state: 'approved', review }, 'approved', 'decidedAlready'],
    ['approved', { state: 'approved', review }, 'withdrawn', 'accepted'],
    ['rejected', { state: 'rejected', review }, 'approved', 'decidedAlready'],
    ['outdated', { state: 'replaced' }, 'approved', 'outdated'],
    ['withdrawn', { state: 'withdrawn', review, withdrawal: review }, 'withdrawn', 'notApproved'],
  ] as const)('of one that is %s: %o %s is %s', (_, standing, verdict, code) => {
    expect(codeOf(decideOnDocument(aVersion(standing), verdict, 'because', jonas))).toBe(code);
  });

  it('is for the governance team', () => {
    const legal = { ...jonas, roles: ['legal', 'administrator'] as const };

    expect(codeOf(decideOnDocument(aVersion({ state: 'proposed' }), 'approved', '', legal))).toBe('notAllowed');
  });

  it('is not for the uploader under any of their ids, who may withdraw it all the same', () => {
    for (const own of [
      { ...jonas, personId: 'priya' },
      { ...jonas, samePersonIds: ['priya'] },
    ]) {
      expect(codeOf(decideOnDocument(aVersion({ state: 'proposed' }), 'approved', '', own))).toBe('ownUpload');
      expect(codeOf(decideOnDocument(aVersion({ state: 'proposed' }), 'rejected', 'x', own))).toBe('ownUpload');
      expect(codeOf(decideOnDocument(aVersion({ state: 'approved', review }), 'withdrawn', 'x', own))).toBe('accepted');
    }
  });

  it('needs a reason for a no', () => {
    expect(codeOf(decideOnDocument(aVersion({ state: 'proposed' }), 'rejected', ' \n', jonas))).toBe('reasonMissing');
    expect(codeOf(decideOnDocument(aVersion({ state: 'approved', review }), 'withdrawn', '', jonas))).toBe(
      'reasonMissing',
    );
  });
});

describe('the passages of a document', () => {
  const sections = [
    { headings: [], text: 'Before.', sentences: ['Before.'] },
    { headings: ['AI policy', 'Chatbots'], text: 'No.', sentences: ['No.'] },
    { headings: ['AI policy', 'Chatbots'], text: 'Still no.', sentences: ['Still no.'] },
    { headings: ['AI policy', 'Ünicode & more!'], text: 'Yes.', sentences: ['Yes.'] },
  ];

  it('have ids of their own, and say where they come from', () => {
    const passages = documentPassages({ version: aVersion({ state: 'approved', review }), sections });

    expect(passages.map(({ id, title }) => [id, title])).toEqual([
      ['policy:ai-policy#beginning', 'AI policy'],
      ['policy:ai-policy#chatbots', 'AI policy: Chatbots'],
      ['policy:ai-policy#chatbots-2', 'AI policy: Chatbots'],
      ['policy:ai-policy#unicode-more', 'AI policy: Ünicode & more!'],
    ]);
    expect(passages[0]).toMatchObject({
      asOf: '2027-01-11',
      source: 'Our own document “AI policy”, version 2, approved on 11 January 2027',
    });
  });

  it.each(['proposed', 'replaced'] as const)('are none while it is %s', (state) => {
    expect(documentPassages({ version: aVersion({ state }), sections })).toEqual([]);
  });
});

describe('a slug', () => {
  it.each([
    ['AI policy (2027)', 'ai-policy-2027'],
    ['  Über-Richtlinie!  ', 'uber-richtlinie'],
    ['„…“', 'document'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('of %s is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});

import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadControls } from '../../../src/controls/iso-42001.ts';
import { loadPassages, type Passage } from '../../../src/knowledge/passage.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');
const DEPTH = [
  'What it asks',
  'Why it matters',
  'What evidence looks like',
  'Who does it',
  'What auditors look for',
  'Common mistakes',
  'Example: a small company',
  'Example: a large company',
];
/** Known from summaries of the amendment of 2026, and compared with nothing official. */
const AMENDED_DATES = /\b(?:2 December 202[67]|2 August 2028)\b/;
const LAST_ARTICLE = 113;
const ANNEXES = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII'];

let passages: readonly Passage[];
let byId: ReadonlyMap<string, Passage>;

beforeAll(async () => {
  passages = await loadPassages(KNOWLEDGE);
  byId = new Map(passages.map((passage) => [passage.id, passage]));
});

function sentencesOf({ sections }: Passage): readonly string[] {
  return sections.flatMap(({ sentences }) => sentences);
}

function everySentence(): readonly { readonly id: string; readonly text: string }[] {
  return passages.flatMap((passage) => sentencesOf(passage).map((text) => ({ id: passage.id, text })));
}

describe('the shipped pages', () => {
  it('treat every clause and every control in the same depth', async () => {
    const { clauses, controls } = await loadControls(join(KNOWLEDGE, 'iso-42001/ids.yaml'));

    const shallow = [...clauses, ...controls].filter(({ id }) => {
      const headings = byId.get(`iso42001:${id}`)?.sections.map(({ heading }) => heading) ?? [];
      return DEPTH.some((heading) => !headings.includes(heading));
    });

    expect(controls).toHaveLength(38);
    expect(shallow).toEqual([]);
  });

  it('name a mistake as a mistake, since an answer quotes single sentences', () => {
    const mistakes = passages
      .filter(({ id }) => id.startsWith('iso42001:'))
      .flatMap(({ sections }) => sections.filter(({ heading }) => heading === 'Common mistakes'))
      .flatMap(({ sentences }) => sentences);

    expect(mistakes.length).toBeGreaterThan(160);
    expect(mistakes.filter((sentence) => !sentence.startsWith('A common mistake: '))).toEqual([]);
  });

  it('say no sentence twice', () => {
    const first = new Map<string, string>();
    const repeated = everySentence().filter(({ id, text }) => {
      const known = first.has(text.toLowerCase());
      first.set(text.toLowerCase(), id);
      return known;
    });

    expect(repeated).toEqual([]);
  });

  it('say "unverified" in every sentence that gives a date of the amendment of 2026', () => {
    const dated = everySentence().filter(({ text }) => AMENDED_DATES.test(text));

    expect(dated.length).toBeGreaterThan(40);
    expect(dated.filter(({ text }) => !/unverified/i.test(text))).toEqual([]);
  });

  it('print no number of the Official Journal', () => {
    const numbers = everySentence().filter(({ text }) => /\bOJ [LC]\b|\b2026\/\d/.test(text));

    expect(numbers).toEqual([]);
  });

  it('mention only articles and annexes that the EU AI Act has', () => {
    const law = everySentence().filter(({ id }) => id.startsWith('eu-ai-act:'));
    const articles = law.flatMap(({ text }) =>
      [...text.matchAll(/\bArticles? (\d+)/g)].map((match) => Number(match[1])),
    );
    const annexes = law.flatMap(({ text }) =>
      [...text.matchAll(/\bAnnex(?:es)? ([IVX]+)\b/g)].map((match) => match[1]),
    );

    expect(articles.length).toBeGreaterThan(200);
    expect(articles.filter((number) => number < 1 || number > LAST_ARTICLE)).toEqual([]);
    expect(annexes.filter((annex) => annex === undefined || !ANNEXES.includes(annex))).toEqual([]);
  });

  it('mention only subcategories of the NIST AI RMF that have a page, and all 72 have one', () => {
    const mentioned = everySentence().flatMap(({ text }) =>
      [...text.matchAll(/\b(GOVERN|MAP|MEASURE|MANAGE) (\d+\.\d+)/g)].map(
        ([, name = '', number = '']) => `nist-ai-rmf:${name.toLowerCase()}-${number}`,
      ),
    );

    expect(passages.filter(({ id }) => /^nist-ai-rmf:\w+-\d+\.\d+$/.test(id))).toHaveLength(72);
    expect(mentioned.length).toBeGreaterThan(72);
    expect(mentioned.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('describe 15 to 25 documents, each with purpose, contents, and owner and review', () => {
    const documents = passages.filter(({ id }) => id.startsWith('guidance:document-'));

    expect(documents.length).toBeGreaterThanOrEqual(15);
    expect(documents.length).toBeLessThanOrEqual(25);
    for (const { sections } of documents) {
      const headings = sections.map(({ heading }) => heading);
      expect(headings).toEqual(expect.arrayContaining(['Purpose', 'Contents', 'Owner and review']));
    }
  });
});

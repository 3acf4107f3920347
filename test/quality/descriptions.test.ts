import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { partsOfDocument } from '../../src/composition/described-document.ts';
import { parseQuestionnaire } from '../../src/interviews/parse-questionnaire.ts';
import type { DescribedPart } from '../../src/interviews/prefill/described.ts';
import { partsOfText } from '../../src/interviews/prefill/described.ts';
import { type FromText, proposeFromText } from '../../src/interviews/prefill/propose-from-text.ts';
import type { Questionnaire } from '../../src/interviews/questionnaire.ts';
import { parseProducts } from '../../src/interviews/understanding/products.ts';
import { readDocument } from '../../src/knowledge/read-document.ts';
import { docxOf, pdfOf } from '../support/document-files.ts';
import { type Description, documents, figuresOf, paragraphs, score } from './described.ts';

const knowledge = join(import.meta.dirname, '../../knowledge');
const products = parseProducts(readFileSync(join(knowledge, 'products.yaml'), 'utf8'));
const about = { today: new Date('2026-11-25T09:00:00Z'), registered: [], products };

const questionnaires: readonly Questionnaire[] = readdirSync(join(knowledge, 'questionnaires')).flatMap((file) => {
  const parsed = parseQuestionnaire(readFileSync(join(knowledge, 'questionnaires', file), 'utf8'), file);
  return parsed.ok ? [parsed.questionnaire] : [];
});
const LABELS: Readonly<Record<string, 'registration' | 'impact'>> = {
  'ai-use-registration': 'registration',
  'ai-system-impact-assessment': 'impact',
};

const LINE_CHARACTERS = 90;
const PAGE_LINES = 40;

/** As a reader gets it: the Markdown itself, or the Word document or PDF made of it. */
async function partsOf({ id, text, format }: Description): Promise<readonly DescribedPart[]> {
  if (format === 'text') return partsOfText(text);
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim());
  const bytes =
    format === 'docx'
      ? docxOf(paragraphs)
      : format === 'pdf'
        ? pdfOf(pagesOf(paragraphs))
        : new TextEncoder().encode(text);
  const read = await readDocument(`${id}.${format === 'markdown' ? 'md' : format}`, bytes);
  if (!read.ok) throw new Error(read.message);
  return partsOfDocument(read.value);
}

/** Lines of a fixed width, headings in capitals as on a printed page, an empty line after each paragraph. */
function pagesOf(paragraphs: readonly string[]): readonly (readonly string[])[] {
  const lines = paragraphs.flatMap((paragraph) => [
    ...(paragraph.startsWith('#')
      ? [paragraph.replace(/^#+ /, '').toUpperCase()]
      : wrapped(paragraph.replace(/^\*|\*$/g, ''))),
    '',
  ]);
  const pages = [];
  for (let at = 0; at < lines.length; at += PAGE_LINES) pages.push(lines.slice(at, at + PAGE_LINES));
  return pages;
}

function wrapped(text: string): readonly string[] {
  return text.match(new RegExp(`.{1,${LINE_CHARACTERS}}(?: |$)`, 'g'))?.map((line) => line.trim()) ?? [];
}

interface Read {
  readonly description: Description;
  readonly parts: readonly DescribedPart[];
  readonly found: ReadonlyMap<string, FromText>;
}

let all: readonly Read[];

beforeAll(async () => {
  all = await Promise.all(
    [...paragraphs, ...documents].map(async (description) => {
      const parts = await partsOf(description);
      const found = new Map(questionnaires.map((one) => [one.id, proposeFromText(one, parts, about)] as const));
      return { description, parts, found };
    }),
  );
});

describe('what is proposed from descriptions', () => {
  it('rests on forty paragraphs and five documents, about half of them held out', () => {
    const heldOut = [...paragraphs, ...documents].filter(({ half }) => half === 'heldOut').length;

    expect([paragraphs.length, documents.length]).toEqual([40, 5]);
    expect(heldOut / 45).toBeGreaterThan(0.4);
    expect(heldOut / 45).toBeLessThan(0.6);
  });

  for (const { id } of questionnaires.filter((one) => LABELS[one.id] !== undefined)) {
    for (const half of ['development', 'heldOut'] as const) {
      it(`is right nine times of ten for ${id}, and at least half of what is there (${half})`, () => {
        const mine = all.filter(({ description }) => description.half === half);
        const scores = mine.map(({ description, found }) =>
          score(
            description[LABELS[id] ?? 'registration'],
            found.get(id) ?? { proposals: [], conflicts: [], isCut: false },
          ),
        );
        const figures = figuresOf(scores);
        process.stdout.write(`${id}, ${half}: ${JSON.stringify(figures)}\n`);

        expect(figures.precision).toBeGreaterThanOrEqual(0.9);
        expect(figures.recall).toBeGreaterThanOrEqual(0.5);
      });
    }
  }

  it('stands verbatim where it says', () => {
    const quotes = all.flatMap(({ parts, found }) =>
      [...found.values()]
        .flatMap(({ proposals, conflicts }) => [
          ...proposals.map(({ rests }) => rests),
          ...conflicts.map(({ says }) => says),
        ])
        .flat()
        .map(({ quote, place }) => ({ quote, place, parts })),
    );
    const loose = quotes.filter(
      ({ quote, place, parts }) => !parts.some((part, index) => part.text.includes(quote) && isAt(place, part, index)),
    );

    expect(quotes.length).toBeGreaterThan(300);
    expect(loose.map(({ quote, place }) => `${place}: ${quote}`)).toEqual([]);
  });

  it('names the page of a quote from a PDF', () => {
    const places = all
      .filter(({ description }) => description.format === 'pdf')
      .flatMap(({ found }) => [...found.values()].flatMap(({ proposals }) => proposals.flatMap(({ rests }) => rests)));

    expect(places.length).toBeGreaterThan(10);
    expect(places.filter(({ place }) => !/^page \d+/.test(place))).toEqual([]);
  });

  it('proposes nothing where two statements cannot both be right, and shows both', () => {
    for (const { description, found } of all) {
      const { proposals = [], conflicts = [] } = found.get('ai-use-registration') ?? {};
      for (const { question } of description.conflicts) {
        expect([description.id, question, proposals.some(({ questionId }) => questionId === question)]).toEqual([
          description.id,
          question,
          false,
        ]);
        const shown = conflicts.find(({ questionId }) => questionId === question)?.says.length ?? 0;
        expect([description.id, question, shown >= 2]).toEqual([description.id, question, true]);
      }
    }
  });

  it('is nothing at all for a text that describes no system', () => {
    const silent = ['irrelevant-history', 'not-decided-yet', 'lawful-scraping-no'];
    const proposed = all
      .filter(({ description }) => silent.includes(description.id))
      .flatMap(({ found }) => [...found.values()].flatMap(({ proposals }) => proposals));

    expect(proposed).toEqual([]);
  });
});

function isAt(place: string, { headings, page }: DescribedPart, index: number): boolean {
  const heading = headings.at(-1);
  if (heading !== undefined) return place.includes(`under “${heading}”`);
  return place === (page === undefined ? `paragraph ${index + 1}` : `page ${page}`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { halfOf } from '../../src/evaluation/question-line.ts';
import { loadPassages, type Passage } from '../../src/knowledge/passage.ts';

const Asked = z.object({ id: z.string(), question: z.string(), kind: z.string(), expected: z.array(z.string()) });
const Trap = Asked.extend({ mustContain: z.array(z.string()).min(1), mustNotContain: z.array(z.string()).min(1) });

const development = lines('development.jsonl', Asked);
const unanswerable = lines('unanswerable.jsonl', Asked);
const traps = lines('traps.jsonl', Trap);

let passages: readonly Passage[];

beforeAll(async () => {
  passages = await loadPassages(join(import.meta.dirname, '../../knowledge'));
});

function lines<Line>(file: string, schema: z.ZodType<Line>): readonly Line[] {
  const text = readFileSync(join(import.meta.dirname, 'questions', file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}

function sentencesOf({ sections }: Passage): readonly string[] {
  return sections.flatMap(({ sentences }) => sentences);
}

describe('the committed questions', () => {
  it('are as many and as hard as the figures claim', () => {
    const hard = development.filter(({ kind }) => kind === 'hard');
    const near = unanswerable.filter(({ kind }) => kind === 'near');

    expect(development.length).toBeGreaterThanOrEqual(300);
    expect(hard.length).toBeGreaterThanOrEqual(100);
    expect(unanswerable.length).toBeGreaterThanOrEqual(150);
    expect(near.length).toBeGreaterThanOrEqual(50);
    expect(traps.length).toBeGreaterThanOrEqual(60);
  });

  it('are each asked once, under an id of their own', () => {
    const all = [...development, ...unanswerable, ...traps];

    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ question }) => question.toLowerCase())).size).toBe(all.length);
  });

  it('fall into two halves of about the same size', () => {
    for (const set of [development, unanswerable]) {
      const heldOut = set.filter(({ question }) => halfOf(question) === 'heldOut').length / set.length;
      expect(heldOut).toBeGreaterThan(0.4);
      expect(heldOut).toBeLessThan(0.6);
    }
  });

  it('expect passages that exist where they can be answered, and none where they cannot', () => {
    const known = new Set(passages.map(({ id }) => id));

    expect(development.filter(({ expected }) => expected.length === 0)).toEqual([]);
    expect([...development, ...traps].flatMap(({ expected }) => expected).filter((id) => !known.has(id))).toEqual([]);
    expect(unanswerable.filter(({ expected }) => expected.length > 0)).toEqual([]);
  });

  it('set traps whose right answer stands in a passage they expect, and whose wrong one stands nowhere', () => {
    const claims = passages.flatMap(sentencesOf);
    const unsupported = traps.filter(({ expected, mustContain }) => {
      const sentences = passages.filter(({ id }) => expected.includes(id)).flatMap(sentencesOf);
      const holds = (pattern: string) => sentences.some((sentence) => new RegExp(pattern, 'i').test(sentence));
      return expected.length > 0 && !mustContain.every(holds);
    });
    const believed = traps.filter(({ mustNotContain }) =>
      mustNotContain.some((pattern) => claims.some((sentence) => new RegExp(pattern, 'i').test(sentence))),
    );

    expect(unsupported).toEqual([]);
    expect(believed).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadControls } from '../../../src/controls/iso-42001.ts';
import { loadPassages, type Passage } from '../../../src/knowledge/passage.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');
/** ISO/IEC 27001:2022 has 37, 8, 14 and 34 controls under its numbers 5 to 8. */
const CONTROLS_OF_27001 = new Map([
  [5, 37],
  [6, 8],
  [7, 14],
  [8, 34],
]);

const Crosswalk = z.strictObject({
  unofficial: z.literal(true),
  as_of: z.iso.date(),
  controls: z.array(
    z.strictObject({
      id: z.string(),
      euAiAct: z.array(z.string().regex(/^art-\d+$/)).min(1),
      nistAiRmf: z.array(z.string()).min(1),
      iso27001: z.array(z.string().regex(/^\d\.\d+$/)),
    }),
  ),
});

const { controls } = Crosswalk.parse(parse(readFileSync(join(KNOWLEDGE, 'crosswalk.yaml'), 'utf8')));
let byId: ReadonlyMap<string, Passage>;

beforeAll(async () => {
  byId = new Map((await loadPassages(KNOWLEDGE)).map((passage) => [passage.id, passage]));
});

/** What the page says of the control: the line that begins with its id. */
function rowOf(page: string, control: string): string {
  const sentences = byId.get(page)?.sections.flatMap((section) => section.text.split('\n')) ?? [];
  return sentences.find((sentence) => sentence.startsWith(`${control} `)) ?? '';
}

describe('the crosswalk', () => {
  it('has each of the 38 controls once, in order', async () => {
    const standard = await loadControls(join(KNOWLEDGE, 'iso-42001/ids.yaml'));

    expect(controls.map(({ id }) => id)).toEqual(standard.controls.map(({ id }) => id));
  });

  it('leads only to articles and subcategories that have a page, and to controls that ISO/IEC 27001 has', () => {
    const pages = controls.flatMap(({ euAiAct, nistAiRmf }) => [
      ...euAiAct.map((article) => `eu-ai-act:${article}`),
      ...nistAiRmf.map((subcategory) => `nist-ai-rmf:${subcategory}`),
    ]);
    const numbers = controls.flatMap(({ iso27001 }) => iso27001.map((number) => number.split('.').map(Number)));

    expect(pages.filter((page) => !byId.has(page))).toEqual([]);
    expect(
      numbers.filter(([theme = 0, place = 0]) => place < 1 || place > (CONTROLS_OF_27001.get(theme) ?? 0)),
    ).toEqual([]);
  });

  it('says the same in its pages as in its data, and calls itself unofficial there', () => {
    for (const { id, euAiAct, nistAiRmf, iso27001 } of controls) {
      const articles = rowOf('guidance:crosswalk-eu-ai-act', id).split(': ')[1]?.match(/\d+/g);
      const subcategories = rowOf('guidance:crosswalk-nist-ai-rmf', id).match(/[A-Z]+ \d\.\d+/g);
      const security = rowOf('guidance:crosswalk-iso-27001', id)
        .split(': ')[1]
        ?.match(/\d\.\d+/g);

      expect(articles?.map((number) => `art-${number}`)).toEqual(euAiAct);
      expect(subcategories?.map((name) => name.toLowerCase().replace(' ', '-'))).toEqual(nistAiRmf);
      expect(security ?? []).toEqual(iso27001);
    }
    for (const name of ['eu-ai-act', 'nist-ai-rmf', 'iso-27001']) {
      expect(byId.get(`guidance:crosswalk-${name}`)?.sections[0]?.text).toContain('unofficial');
    }
  });
});

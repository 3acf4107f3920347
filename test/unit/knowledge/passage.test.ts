import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPassages } from '../../../src/knowledge/passage.ts';

const FRONT = {
  id: 'guidance:one',
  title: 'One',
  kind: 'guidance',
  as_of: '2026-11-22',
  source: 'ours',
  aliases: '[first]',
  related: '[]',
};

function page(change: Partial<typeof FRONT> = {}, body = '## What\n\nIt is so. It stays so.\n'): string {
  const lines = Object.entries({ ...FRONT, ...change }).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\n${body}`;
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'passages-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('loading passages', () => {
  it('reads front matter, headings, wrapped paragraphs and list items', async () => {
    const body =
      'Before.\n\n## What **it** is\n\nA line that\ngoes on. See [the page](https://x.test), e.g. Clause 6.1.4.\n\n- first\n- second';

    const [passage] = await loadPassages(await folderWith({ 'one.md': page({}, body), 'README.md': '# no passage' }));

    expect(passage?.asOf).toBe('2026-11-22');
    expect(passage?.sections.map(({ heading, sentences }) => [heading, sentences])).toEqual([
      ['', ['Before.']],
      ['What it is', ['A line that goes on.', 'See the page, e.g. Clause 6.1.4.', 'first', 'second']],
    ]);
  });

  it('names file and line of every fault at once', async () => {
    const folder = await folderWith({
      'a.md': page({ as_of: 'yesterday' }),
      'b.md': page({ id: 'guidance:b', related: '[guidance:gone]' }),
      'c.md': 'no front matter',
      'd.md': page({ id: 'guidance:d', title: '"open' }),
      'e.md': page({ id: 'guidance:e' }, ''),
    });

    const failure = await loadPassages(folder).catch((error: unknown) => String(error));

    expect(failure).toContain(`${join(folder, 'a.md')}:5: as_of: must be a date`);
    expect(failure).toContain(`${join(folder, 'b.md')}:8: related: there is no passage guidance:gone`);
    expect(failure).toContain(`${join(folder, 'c.md')}:1: front matter`);
    expect(failure).toMatch(/d\.md:\d+: /);
    expect(failure).toContain('the passage has no text');
  });

  it('refuses an id that is used twice', async () => {
    const folder = await folderWith({ 'a.md': page(), 'b.md': page() });

    await expect(loadPassages(folder)).rejects.toThrow(/b\.md:2: id guidance:one is already used in .*a\.md/);
  });

  it('refuses a front matter key that nobody reads', async () => {
    const folder = await folderWith({ 'a.md': page().replace('kind:', 'colour: blue\nkind:') });

    await expect(loadPassages(folder)).rejects.toThrow(/a\.md:\d+: .*colour/);
  });
});

import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClosedList } from '../../../src/controls/closed-list.ts';
import { loadControls } from '../../../src/controls/iso-42001.ts';

const FILE = join(import.meta.dirname, '../../../knowledge/iso-42001/ids.yaml');
const standard = await loadControls(FILE);
const list = createClosedList(standard);
const nearest = (id: string) => list.nearest(id, 3).map((entry) => entry.id);

describe('the list of clauses and controls', () => {
  it('holds the 38 controls', () => {
    expect(standard.controls).toHaveLength(38);
    expect(standard.controls.every(({ area }) => list.isClauseOrControl(area))).toBe(true);
  });

  it('knows what exists and what does not', () => {
    for (const id of ['4', '6.1.4', '10.2', 'A.2', 'A.2.2', 'A.6.2.8', 'A.10.4']) {
      expect(list.isClauseOrControl(id)).toBe(true);
    }
    for (const id of ['A.11.2', 'A.3.4', 'A.8.6', '5.4', '11', 'A.4.1', 'A.1', 'A.6.2.1', '6.1.5', '', 'constructor']) {
      expect(list.isClauseOrControl(id)).toBe(false);
    }
  });

  it('offers the nearest that exist', () => {
    expect(nearest('A.11.2')[0]).toBe('A.10.2');
    expect(nearest('A.3.4')[0]).toBe('A.3.3');
    expect(nearest('A.8.6')[0]).toBe('A.8.5');
    expect(nearest('5.4')[0]).toBe('5.3');
    expect(nearest('11')[0]).toBe('10');
    expect(nearest('A.4.1')[0]).toBe('A.4.2');
    expect(nearest('A.1')[0]).toBe('A.2');
  });

  it('offers the control where a clause of that number was asked for', () => {
    expect(nearest('6.2.8')).toContain('A.6.2.8');
  });

  it('refuses a file in which an id stands twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'controls-'));
    const file = join(folder, 'ids.yaml');
    await writeFile(file, readFileSync(FILE, 'utf8').replace('{ id: "4.1",', '{ id: "4",'));

    await expect(loadControls(file)).rejects.toThrow('4 is listed twice');
  });
});

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const Entry = z.strictObject({ id: z.string(), title: z.string().min(1) });
const ClauseEntry = Entry.extend({ id: z.string().regex(/^\d+(\.\d+)*$/) });
const AreaEntry = Entry.extend({ id: z.string().regex(/^A(\.\d+)+$/) });
const ControlEntry = AreaEntry.extend({ area: z.string(), summary: z.string().min(1) });

const StandardFile = z
  .strictObject({
    clauses: z.array(ClauseEntry).min(1),
    areas: z.array(AreaEntry).min(1),
    controls: z.array(ControlEntry).min(1),
  })
  .superRefine(({ clauses, areas, controls }, context) => {
    const ids = [...clauses, ...areas, ...controls].map(({ id }) => id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      context.addIssue({ code: 'custom', message: `${id} is listed twice` });
    }
    for (const { id, area } of controls) {
      if (!areas.some((known) => known.id === area)) {
        context.addIssue({ code: 'custom', message: `${id} belongs to the unknown area ${area}` });
      }
    }
  });

export interface Clause {
  readonly id: string;
  readonly title: string;
}

/** One of the controls of Annex A; the summary is in our own words. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly summary: string;
}

/** Every clause (4 to 10), area and control of ISO/IEC 42001:2023. What is not in here does not exist. */
export interface Iso42001 {
  readonly clauses: readonly Clause[];
  readonly areas: readonly Clause[];
  readonly controls: readonly Control[];
}

/** Reads the closed list, normally `knowledge/iso-42001/ids.yaml`. Throws when the file is broken. */
export async function loadControls(file: string): Promise<Iso42001> {
  const parsed = StandardFile.safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

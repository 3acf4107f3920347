import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Law } from './law.ts';
import { type LawText, parseLaw } from './parse-law.ts';

/** The folder of shipped rules, wherever the program is started from. */
const RULES = new URL('../../knowledge/rules/', import.meta.url);

/** Reads the EU AI Act as it is shipped. Throws one error that names every fault with its file and line. */
export async function loadLaw(): Promise<Law> {
  const [facts, ...rules] = await Promise.all([
    shipped('eu-ai-act-facts.yaml'),
    shipped('eu-ai-act.yaml'),
    shipped('eu-ai-act-duties.yaml'),
  ]);
  return parseLaw(facts, rules);
}

async function shipped(name: string): Promise<LawText> {
  const file = new URL(name, RULES);
  return { name: fileURLToPath(file), text: await readFile(file, 'utf8') };
}

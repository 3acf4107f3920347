import type { Control } from '../controls/iso-42001.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { OwnControl } from './control-store.ts';

interface Findable {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** More than these are not told apart by their names. */
const MOST_NAMED = 5;

/** The controls that somebody names by ids or by words, separated by commas; each has to mean exactly one. */
export function findControls(
  text: string,
  annexA: readonly Control[],
  own: readonly OwnControl[],
): Outcome<readonly string[], 'unknown' | 'ambiguous'> {
  const all = [...annexA, ...own.map(({ reference: id, title, summary }) => ({ id, title, summary }))];
  const found: string[] = [];
  for (const named of text.split(/[,;\n]/u).map((part) => part.trim())) {
    if (named === '') continue;
    const meant = meantBy(named, all);
    const [only] = meant;
    if (!only) return refuse('unknown', `I find no control for “${named}”.`);
    if (meant.length > 1) {
      const names = meant.slice(0, MOST_NAMED).map(({ id, title }) => `${id} ${title}`);
      return refuse('ambiguous', `“${named}” may be ${names.join(', or ')}. Please write the id.`);
    }
    found.push(only.id);
  }
  return accept([...new Set(found)]);
}

/** Those whose title has all the words, else those whose title and summary have them. */
function meantBy(named: string, all: readonly Findable[]): readonly Findable[] {
  const byId = all.filter(({ id }) => id.toUpperCase() === named.toUpperCase());
  if (byId.length > 0) return byId;
  const words = wordsIn(named);
  const having = (textOf: (control: Findable) => string) =>
    words.length === 0
      ? []
      : all.filter((control) => words.every((word) => wordsIn(textOf(control)).some((one) => one.startsWith(word))));
  const inTitle = having(({ title }) => title);
  return inTitle.length > 0 ? inTitle : having(({ title, summary }) => `${title} ${summary}`);
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

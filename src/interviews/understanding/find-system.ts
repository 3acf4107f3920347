import type { Finder, Finding } from './finding.ts';
import { everything, unclear, value } from './finding.ts';
import type { Reading } from './reading.ts';
import { answeredName, matchSystems, matchUnknownSystem, type SystemMatch } from './systems.ts';

/** The tool that the words speak of, by its canonical name where a list knows it. */
export const findSystem: Finder<'ai-system'> = (_question, reading, { asked, catalogues }) => {
  const matches = matchSystems(reading, catalogues, asked);
  const positive = matches.filter((match) => !match.negated);
  const inUse = positive.filter((match) => match.inUse);
  const unknown = inUse.length === 0 ? unknownSystem(reading, positive, asked) : undefined;
  const meant = inUse.length > 0 ? inUse : unknown !== undefined ? [unknown] : positive;
  if (meant.length > 0) return oneOf(reading, meant);
  return asked && matches.length > 0 ? unclear(reading, [everything(reading)]) : undefined;
};

function unknownSystem(reading: Reading, known: readonly SystemMatch[], asked: boolean): SystemMatch | undefined {
  const used = matchUnknownSystem(reading);
  if (used !== undefined && !used.negated) return used;
  return asked && known.length === 0 ? answeredName(reading) : undefined;
}

function oneOf(reading: Reading, matches: readonly SystemMatch[]): Finding {
  const names = [...new Set(matches.flatMap((match) => match.names))];
  const [only] = names;
  const first = matches.slice(0, 1);
  if (only === undefined || names.length > 1) return unclear(reading, matches, names);
  return matches.some((match) => match.considered) ? unclear(reading, matches, names) : value(reading, first, only);
}

import { LEVEL_WORDS, levelName, OVERSIGHT_WORDS } from '../impact/words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedBlock, PrintedSection } from './printed.ts';

/** The level and the oversight with every rule that fired; the computed one stays beside what people decided. */
export function impactSection({ impact, level }: Dossier): PrintedSection {
  const { oversight, because, rules } = impact;
  return {
    title: 'Why this impact level',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Level', value: LEVEL_WORDS[level] },
          ...(level === impact.level
            ? []
            : [{ label: 'Computed by the rules', value: `${LEVEL_WORDS[impact.level]}. People decided otherwise.` }]),
          { label: 'Human oversight', value: OVERSIGHT_WORDS[oversight] },
          { label: 'Rules', value: `${rules.id}, version ${rules.version}` },
        ],
      },
      {
        kind: 'paragraph',
        text: 'Each rule says “at least this much”; the highest wins. These are all that fired, the heaviest first.',
      },
      rulesTable(because),
    ],
  };
}

function rulesTable(because: Dossier['impact']['because']): PrintedBlock {
  return {
    kind: 'table',
    columns: [
      { title: 'Because', share: 44 },
      { title: 'At least', share: 26 },
      { title: 'ISO/IEC 42001', share: 12 },
      { title: 'Rule', share: 18 },
    ],
    rows: because.map(({ text, level, oversight, clause, rule }) => [
      text,
      [level && levelName(level), oversight && OVERSIGHT_WORDS[oversight]].filter((part) => part).join('\n') ||
        'proposes a risk',
      clause ?? '',
      rule,
    ]),
  };
}

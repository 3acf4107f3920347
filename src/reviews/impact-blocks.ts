import type { Block } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import type { Reason } from '../interviews/screening.ts';
import type { FoundImpact, FrozenRisk } from './submission.ts';
import { LEVEL_WORDS, OVERSIGHT_WORDS } from './words.ts';

/** Level and oversight, each with the rules that asked for it. */
export function impactBlocks(impact: FoundImpact | undefined): readonly Block[] {
  if (!impact) return [];
  const { level, oversight, because } = impact;
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Computed level', value: LEVEL_WORDS[level] },
        { label: 'Oversight', value: OVERSIGHT_WORDS[oversight] },
      ],
    },
    ...listedUnder(
      'Why this level and oversight',
      because.map((reason) => {
        const asksFor = [reason.level, reason.oversight && OVERSIGHT_WORDS[reason.oversight].toLowerCase()];
        return `${reasonInWords(reason)} → ${asksFor.filter((part) => part !== undefined).join(', ')}`;
      }),
    ),
  ];
}

export function riskBlocks(risks: readonly FrozenRisk[] = []): readonly Block[] {
  return listedUnder(
    'Risks and their treatment',
    risks.map(({ cause, consequence, affected, likelihood, severity, treatment: { kind, controls, what } }) => {
      const named = controls.length > 0 ? ` (${controls.join(', ')})` : '';
      const [because, then, done] = [cause, consequence, what].map((text) => text.replace(/[.\s]+$/u, ''));
      return `${because}: ${then}; for ${affected}; likelihood ${likelihood}, severity ${severity}. ${kind}: ${done}${named}`;
    }),
  );
}

export function reasonInWords({ text, clause }: Pick<Reason, 'text' | 'clause'>): string {
  return clause ? `${text} (${clause})` : text;
}

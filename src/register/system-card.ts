import { dayInWords } from '../chat/day-in-words.ts';
import { type Action, action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import { levelName } from '../impact/words.ts';
import { lawStandingBlocks } from '../reviews/law-blocks.ts';
import type { AssessmentResult } from './assessment-result.ts';
import type { FacetWords } from './facet-words.ts';
import { lawOfResult } from './law-of-result.ts';
import type { AiSystem, RegisteredUse } from './register.ts';
import { type ResultWords, resultDetails, resultFacts } from './result-blocks.ts';
import { STATE_WORDS } from './use-card.ts';

export interface ShownSystem {
  readonly system: AiSystem;
  readonly uses: readonly RegisteredUse[];
  /** Its approved assessments, those that hold first. */
  readonly results: readonly AssessmentResult[];
}

/** An entry of the register whole. @param reads whether its reader learns of risks, controls and evidence. */
export function systemCard(
  { system, uses, results }: ShownSystem,
  words: FacetWords & ResultWords,
  reads: (result: AssessmentResult) => boolean,
  now: Date,
): Card {
  const { reference, name, supplier, aliases, state, ownerId } = system;
  const facts: readonly Fact[] = [
    { label: 'State', value: STATE_WORDS[state] },
    { label: 'Supplier', value: supplier ? `${supplier.name} (${supplier.reference})` : 'not known' },
    ...(aliases.length > 0 ? [{ label: 'Also called', value: aliases.join(', ') }] : []),
    { label: 'Owner', value: (ownerId && words.nameOf(ownerId)) ?? 'nobody' },
  ];
  const holding = results.filter(({ holds }) => holds);
  const past = results.filter(({ holds }) => !holds);
  return {
    headline: `${reference} · ${name}`,
    tone: state === 'approved' ? 'good' : 'quiet',
    blocks: [
      { kind: 'facts', facts },
      ...useBlocks(uses, words),
      ...holding.flatMap((result) => resultBlocks(result, words, reads(result), now)),
      ...(holding.length === 0
        ? [
            { kind: 'heading', text: 'Impact assessment' } as const,
            { kind: 'text', text: 'No impact assessment of it holds.' } as const,
          ]
        : []),
      ...pastBlocks(past),
    ],
    actions: actionsOn(system, holding, reads),
  };
}

function useBlocks(uses: readonly RegisteredUse[], words: FacetWords): readonly Block[] {
  if (uses.length === 0) return [];
  return [
    { kind: 'heading', text: `Uses (${uses.length})` },
    {
      kind: 'facts',
      facts: uses.map(({ use }) => ({
        label: use.reference,
        value: words.label('purpose', use.facets.purpose) || 'purpose not known',
        note: STATE_WORDS[use.state],
        action: action('register.show', 'Open', { use: use.id }),
      })),
    },
  ];
}

function resultBlocks(result: AssessmentResult, words: ResultWords, isReader: boolean, now: Date): readonly Block[] {
  const conditions = result.decision.conditions.map(({ text }) => text);
  return [
    { kind: 'heading', text: `Impact assessment ${result.assessment.reference}` },
    { kind: 'facts', facts: resultFacts(result, words) },
    ...lawBlocks(result, words, now),
    ...(conditions.length > 0 ? [{ kind: 'list', items: conditions } as const] : []),
    ...(isReader
      ? resultDetails(result, words, now)
      : [
          {
            kind: 'text',
            text: 'Its risks, controls and evidence are shown to those who work on it, decide on it or audit it.',
            subtle: true,
          } as const,
        ]),
  ];
}

function lawBlocks(result: AssessmentResult, { law, nameOf }: ResultWords, now: Date): readonly Block[] {
  const standing = lawOfResult(result, law, now);
  return standing ? lawStandingBlocks(standing, law, nameOf) : [];
}

const ENDED: Readonly<Record<string, string>> = {
  expired: 'the approval has ended',
  revoked: 'the approval was withdrawn',
  superseded: 'replaced by a newer one',
};

function pastBlocks(past: readonly AssessmentResult[]): readonly Block[] {
  if (past.length === 0) return [];
  return [
    { kind: 'heading', text: 'Earlier assessments' },
    {
      kind: 'facts',
      facts: past.map(({ assessment, level, decision, review }) => ({
        label: assessment.reference,
        value: `${levelName(level)}, approved on ${dayInWords(decision.decidedAt)}`,
        note: ENDED[review.state] ?? review.state,
      })),
    },
  ];
}

function actionsOn(
  { id, state }: AiSystem,
  holding: readonly AssessmentResult[],
  reads: (result: AssessmentResult) => boolean,
): readonly Action[] {
  const [result] = holding;
  return [
    ...(result && reads(result)
      ? [
          action('risk.list', 'Risks', { assessment: result.assessment.id }),
          action('report.show', 'Report', { assessment: result.assessment.id }),
          action('review.show', `Open ${result.review.reference}`, { review: result.review.id }),
        ]
      : []),
    ...(result && state !== 'retired' ? [action('assessment.changed', 'Something has changed', { system: id })] : []),
    ...(!result && state !== 'retired'
      ? [action('assessment.start', 'Assess the impact', { system: id }, 'quiet')]
      : []),
  ];
}

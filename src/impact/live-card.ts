import { action, type Block, type Card } from '../chat/vocabulary.ts';
import type { OpenInterview } from '../interviews/open-interview.ts';
import { progressOf } from '../interviews/progress.ts';
import type { Question } from '../interviews/questionnaire.ts';
import { awaitedQuestions } from './assess-impact.ts';
import type { Assessment, Movement } from './assessment.ts';
import type { ImpactResult } from './impact-result.ts';
import type { ImpactRules } from './impact-rules.ts';
import { LEVEL_WORDS, levelName, OVERSIGHT_WORDS } from './words.ts';

/** The most that is told on a card that is read in passing. */
const MOST_REASONS = 6;

/** The level as the answers so far make it, and what moved it: one card that is drawn anew, never a message per answer. */
export function liveCard(
  { id, reference, standing }: Pick<Assessment, 'id' | 'reference' | 'standing'>,
  { questionnaire, interview }: OpenInterview,
  result: ImpactResult,
  rules: ImpactRules,
): Card {
  const { done, total } = progressOf(questionnaire, interview.state);
  const awaited = awaitedQuestions(rules, questionnaire, interview.state.answers);
  if (awaited.length > 0) return nothingYetCard(reference, awaited);
  const reasons = result.because.filter(({ level, oversight }) => level ?? oversight);
  const more = reasons.length - MOST_REASONS;
  return {
    headline: `${reference} · Impact as it stands: ${levelName(result.level)}`,
    tone: result.level === 'high' || result.level === 'severe' ? 'attention' : 'quiet',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Impact', value: LEVEL_WORDS[result.level] },
          { label: 'Oversight', value: OVERSIGHT_WORDS[result.oversight] },
        ],
      },
      { kind: 'heading', text: 'Because' },
      {
        kind: 'list',
        items: reasons
          .slice(0, MOST_REASONS)
          .map(({ text, clause }) => (clause === undefined ? text : `${text} (${clause})`)),
      },
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
      ...(standing.moved ? movedBlocks(standing.moved, result, rules) : []),
      {
        kind: 'text',
        text: `From ${done} of ${total} answers, by rules. People decide on it once you submit it.`,
        subtle: true,
      },
    ],
    ...(result.risks.length > 0
      ? { actions: [action('risk.list', `Risks that the rules see (${result.risks.length})`, { assessment: id })] }
      : {}),
  };
}

/** Before the first answer that a rule looks at, no level is shown: “low” would be read as a finding. */
function nothingYetCard(reference: string, awaited: readonly Question[]): Card {
  const more = awaited.length - MOST_REASONS;
  return {
    headline: `${reference} · Impact: nothing can be said yet`,
    tone: 'quiet',
    blocks: [
      { kind: 'text', text: 'The level depends on the answers to these, and none of them is there yet:' },
      { kind: 'list', items: awaited.slice(0, MOST_REASONS).map(({ label }) => label) },
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
    ],
  };
}

function movedBlocks(
  { from, added, removed }: Movement,
  result: ImpactResult,
  { rules }: ImpactRules,
): readonly Block[] {
  const text = (id: string) => rules.find((rule) => rule.id === id)?.because ?? id;
  const was =
    from.level === result.level
      ? from.oversight === result.oversight
        ? []
        : [`Oversight before: ${OVERSIGHT_WORDS[from.oversight]}.`]
      : [`Before: ${levelName(from.level)}.`];
  const items = [
    ...was,
    ...added.map((id) => `Counts now: ${text(id)}`),
    ...removed.map((id) => `Counts no more: ${text(id)}`),
  ];
  const more = items.length - MOST_REASONS;
  return [
    { kind: 'heading', text: 'What moved it last' },
    { kind: 'list', items: items.slice(0, MOST_REASONS) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

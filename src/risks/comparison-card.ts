import { listedUnder } from '../chat/listed-under.ts';
import { type Action, action, type Card } from '../chat/vocabulary.ts';
import { type AnnexComparison, offeredReasons } from './annex-comparison.ts';
import type { AssessmentStanding } from './decide.ts';
import type { RiskNames } from './risk-cards.ts';
import type { RiskCriteria } from './risk-criteria.ts';

/** What was chosen and what was left out of Annex A, each with its because (6.1.3). */
export function comparisonCard(
  { id, reference, title }: AssessmentStanding,
  { chosen, leftOut, unanswered }: AnnexComparison,
  criteria: RiskCriteria,
  { controlInWords }: RiskNames,
  mayWrite: boolean,
): Card {
  const reasons = Map.groupBy(leftOut, ({ reason }) => reason);
  return {
    headline: `${reference} · Annex A compared with ${title}`,
    tone: unanswered.length > 0 && mayWrite ? 'attention' : 'quiet',
    blocks: [
      {
        kind: 'text',
        text: `Of the 38 controls, ${chosen.filter(({ controlId }) => controlId.startsWith('A.')).length} treat a risk, ${leftOut.length} are left out with a reason, and ${unanswered.length} wait for one.`,
      },
      ...listedUnder(
        'Chosen',
        chosen.map(
          ({ controlId, risks }) => `${controlInWords(controlId)}: ${risks.map((risk) => risk.reference).join(', ')}`,
        ),
      ),
      ...[...reasons].flatMap(([reason, all]) =>
        listedUnder(`Left out: ${reason}`, [all.map(({ control }) => control.id).join(', ')]),
      ),
      ...listedUnder(
        'No reason yet',
        unanswered.length > 0 ? [unanswered.map((control) => control.id).join(', ')] : [],
      ),
    ],
    actions: mayWrite
      ? reasonActions(
          id,
          unanswered.map((control) => control.id),
          criteria,
        )
      : [],
  };
}

/** Each offered reason that holds for something that has none yet, then one’s own. */
function reasonActions(assessment: string, unanswered: readonly string[], criteria: RiskCriteria): readonly Action[] {
  const offered = offeredReasons(criteria, unanswered).map(({ id, label, controls }) =>
    action('risk.leaveOut', `${label} (${controls.length})`, { assessment, reason: id }),
  );
  const own = action('risk.leaveOut', 'Another reason', { assessment, reason: '' }, 'quiet');
  return unanswered.length > 0 ? [...offered, own] : [];
}

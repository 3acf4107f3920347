import { dayInWords } from '../chat/day-in-words.ts';
import { listedUnder } from '../chat/listed-under.ts';
import type { RiskCriteria } from '../risks/risk-criteria.ts';
import { magnitudeInWords, TREATMENT_WORDS } from '../risks/words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedBlock, PrintedSection } from './printed.ts';
import type { ReportedRisk } from './reported-risk.ts';
import { riskFacts } from './risk-facts.ts';

/** Every risk with what is done about it, what then remains and who accepts that, and the comparison with Annex A. */
export function risksSection(dossier: Dossier): PrintedSection {
  const { risks, left } = dossier;
  const kept = risks.filter(({ state }) => state !== 'dismissed');
  return {
    title: 'Risks and their treatment',
    blocks: [
      ...(kept.length === 0 ? [{ kind: 'paragraph', text: 'No risk is recorded.' } as const] : overview(kept, dossier)),
      ...kept.flatMap((risk) => riskBlocks(risk, dossier)),
      ...listedUnder(
        'Proposed by a rule and dismissed by a person',
        risks.filter(({ state }) => state === 'dismissed').map((risk) => dismissedInWords(risk, dossier)),
      ),
      ...listedUnder('Still to be done', left),
      ...comparisonBlocks(dossier),
    ],
  };
}

/** Likelihood and severity before, and what remains, at a glance. */
function overview(risks: readonly ReportedRisk[], { rules: { criteria } }: Dossier): readonly PrintedBlock[] {
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Risk', share: 10 },
        { title: 'What could happen', share: 37 },
        { title: 'Now', share: 19 },
        { title: 'Treatment', share: 14 },
        { title: 'What remains', share: 20 },
      ],
      rows: risks.map((risk) => [
        risk.reference ?? '',
        risk.consequence,
        magnitudeInWords(criteria, risk),
        verbOf(risk),
        remainsInWords(risk, criteria),
      ]),
    },
    { kind: 'paragraph', subtle: true, text: `Rated by ${criteria.id}, version ${criteria.version}.` },
  ];
}

function verbOf({ state, treatment }: ReportedRisk): string {
  if (!treatment) return state === 'proposed' ? 'not decided yet' : 'none chosen yet';
  return TREATMENT_WORDS[treatment.kind].split(':')[0] ?? treatment.kind;
}

function remainsInWords({ treatment }: ReportedRisk, criteria: RiskCriteria): string {
  return treatment?.residual ? magnitudeInWords(criteria, treatment.residual) : '';
}

function riskBlocks(risk: ReportedRisk, dossier: Dossier): readonly PrintedBlock[] {
  return [
    {
      kind: 'heading',
      text: risk.reference === undefined ? risk.consequence : `${risk.reference}: ${risk.consequence}`,
    },
    { kind: 'facts', facts: riskFacts(risk, dossier) },
  ];
}

function dismissedInWords({ reference, consequence, word }: ReportedRisk, { names }: Dossier): string {
  const risk = `${reference ?? ''} ${consequence}`.trim();
  if (!word) return risk;
  const who = word.byId === undefined ? 'Somebody' : names.person(word.byId);
  return `${risk}. ${who}, ${dayInWords(word.at)}: ${word.reason ?? '(erased)'}`;
}

/** Only ids and our own words: the standard’s text is its publisher’s. */
function comparisonBlocks({ comparison, names }: Dossier): readonly PrintedBlock[] {
  const { chosen, leftOut, unanswered } = comparison;
  if (chosen.length + leftOut.length === 0) return [];
  const reasons = Map.groupBy(leftOut, ({ reason }) => reason);
  const ids = (controls: readonly { readonly id: string }[]) => controls.map(({ id }) => id).join(', ');
  const rows = [
    ...chosen.map(({ controlId, risks }) => [
      names.control(controlId),
      `Chosen: treats ${risks.map(({ reference }) => reference).join(', ')}`,
    ]),
    ...[...reasons].map(([reason, all]) => [ids(all.map(({ control }) => control)), `Left out: ${reason}`]),
    ...(unanswered.length > 0 ? [[ids(unanswered), 'Open: nobody has said yet why it is left out']] : []),
  ];
  return [
    { kind: 'heading', text: 'Compared with Annex A of ISO/IEC 42001' },
    {
      kind: 'table',
      columns: [
        { title: 'Control', share: 50 },
        { title: 'Choice', share: 50 },
      ],
      rows,
    },
  ];
}

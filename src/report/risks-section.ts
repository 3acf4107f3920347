import { dayInWords } from '../chat/day-in-words.ts';
import { listedUnder } from '../chat/listed-under.ts';
import type { RiskCriteria } from '../risks/risk-criteria.ts';
import { magnitudeInWords, TREATMENT_WORDS } from '../risks/words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedBlock, PrintedFact, PrintedSection } from './printed.ts';
import type { ReportedRisk } from './reported-risk.ts';

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
  const { names, rules } = dossier;
  const { criteria } = rules;
  const { reference, consequence, cause, affected, lowered, ownerId, rule, treatment } = risk;
  return [
    { kind: 'heading', text: reference === undefined ? consequence : `${reference}: ${consequence}` },
    {
      kind: 'facts',
      facts: [
        { label: 'Cause', value: cause },
        { label: 'Who suffers', value: affected },
        { label: 'Likelihood and severity', value: magnitudeInWords(criteria, risk) },
        ...(lowered
          ? [
              {
                label: 'Rated lower',
                value: `The rule says ${criteria.ratings[lowered.from].label}. ${lowered.because}`,
              },
            ]
          : []),
        ...(rule ? [{ label: 'Proposed by rule', value: rule }] : []),
        ...(ownerId === undefined ? [] : [{ label: 'Owner of the risk', value: names.person(ownerId) }]),
        ...treatmentFacts(treatment, dossier),
        ...acceptanceFacts(risk, dossier),
      ],
    },
  ];
}

function treatmentFacts(
  treatment: ReportedRisk['treatment'],
  { names, rules: { criteria } }: Dossier,
): readonly PrintedFact[] {
  if (!treatment) return [{ label: 'Treatment', value: 'Nothing is chosen yet.' }];
  const { kind, what, controls, ownerId, dueOn, residual, raisedBecause } = treatment;
  const by = [
    ...(ownerId === undefined ? [] : [names.person(ownerId)]),
    ...(dueOn === undefined ? [] : [`by ${dayInWords(new Date(dueOn))}`]),
  ];
  return [
    { label: 'Treatment', value: TREATMENT_WORDS[kind] },
    { label: kind === 'avoid' ? 'What is not done' : 'What is done', value: what },
    ...(controls.length > 0 ? [{ label: 'Controls', value: controls.map(names.control).join('\n') }] : []),
    ...(by.length > 0 ? [{ label: 'Done by', value: by.join(', ') }] : []),
    ...(residual
      ? [
          {
            label: 'What then remains',
            value: `${magnitudeInWords(criteria, residual)}${raisedBecause === undefined ? '' : `. More than before because: ${raisedBecause}`}`,
          },
        ]
      : []),
  ];
}

function acceptanceFacts({ word, askedId }: ReportedRisk, { names }: Dossier): readonly PrintedFact[] {
  if (askedId !== undefined)
    return [{ label: 'Acceptance', value: `${names.person(askedId)} is asked to accept what remains.` }];
  if (!word || word.kind === 'dismissed') return [];
  const { kind, byId, at, reason } = word;
  const who = byId === undefined ? 'A manager' : names.person(byId);
  const verb = kind === 'accepted' ? 'accepted' : 'did not accept';
  return [{ label: 'Acceptance', value: `${who} ${verb} what remains on ${dayInWords(at)}: ${reason ?? '(erased)'}` }];
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

import { dayInWords } from '../chat/day-in-words.ts';
import { magnitudeInWords, TREATMENT_WORDS } from '../risks/words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedFact } from './printed.ts';
import type { ReportedRisk } from './reported-risk.ts';

type Words = Pick<Dossier, 'names' | 'rules'>;

/** One risk, what is done about it, what then remains and who accepts that. */
export function riskFacts(risk: ReportedRisk, words: Words): readonly PrintedFact[] {
  const { names, rules } = words;
  const { criteria } = rules;
  const { cause, affected, lowered, ownerId, rule, treatment } = risk;
  return [
    { label: 'Cause', value: cause },
    { label: 'Who suffers', value: affected },
    { label: 'Likelihood and severity', value: magnitudeInWords(criteria, risk) },
    ...(lowered
      ? [{ label: 'Rated lower', value: `The rule says ${criteria.ratings[lowered.from].label}. ${lowered.because}` }]
      : []),
    ...(rule ? [{ label: 'Proposed by rule', value: rule }] : []),
    ...(ownerId === undefined ? [] : [{ label: 'Owner of the risk', value: names.person(ownerId) }]),
    ...treatmentFacts(treatment, words),
    ...acceptanceFacts(risk, words),
  ];
}

function treatmentFacts(
  treatment: ReportedRisk['treatment'],
  { names, rules: { criteria } }: Words,
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

function acceptanceFacts({ word, askedId }: ReportedRisk, { names }: Words): readonly PrintedFact[] {
  if (askedId !== undefined)
    return [{ label: 'Acceptance', value: `${names.person(askedId)} is asked to accept what remains.` }];
  if (!word || word.kind === 'dismissed') return [];
  const { kind, byId, at, reason } = word;
  const who = byId === undefined ? 'A manager' : names.person(byId);
  const verb = kind === 'accepted' ? 'accepted' : 'did not accept';
  return [{ label: 'Acceptance', value: `${who} ${verb} what remains on ${dayInWords(at)}: ${reason ?? '(erased)'}` }];
}

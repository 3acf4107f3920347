import { dayInWords } from '../chat/day-in-words.ts';
import { type Action, action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { AssessmentStanding } from './decide.ts';
import { isKept, type Risk } from './risk.ts';
import type { RiskChange } from './risk-store.ts';
import { suggestedFor } from './treat-all.ts';
import { type LeftToDo, leftInWords, type RisksOfAssessment } from './what-is-left.ts';
import { magnitudeInWords, TREATMENT_WORDS } from './words.ts';

export interface RiskNames {
  readonly nameOf: (personId: string) => string | undefined;
  /** “Quality of data for AI systems”. */
  readonly titleOf: (controlId: string) => string;
  /** “A.7.4 Quality of data for AI systems”. */
  readonly controlInWords: (id: string) => string;
}

/** What the reader of a card may do with it now; sending it is checked again. */
export interface RiskRights {
  readonly mayChange: boolean;
  readonly mayAnswer: boolean;
  readonly needsAcceptance: boolean;
}

/** The rest is counted, never dropped in silence. */
const MOST_RISKS = 20;
const MOST_LEFT = 10;

/** All risks of one assessment, and what is still to be done about them. */
export function risksCard(
  assessment: AssessmentStanding,
  { risks, criteria }: RisksOfAssessment,
  left: readonly LeftToDo[],
  { nameOf }: RiskNames,
  mayWrite: boolean,
): Card {
  const shown = risks.filter(({ state }) => state !== 'withdrawn');
  const proposed = shown.filter(({ state }) => state === 'proposed');
  const value = { assessment: assessment.id };
  const suggested = suggestedFor(shown);
  const facts = shown.slice(0, MOST_RISKS).map((risk): Fact => {
    const { cause, consequence } = risk.description;
    return {
      label: risk.reference,
      value: `${consequence} (${cause})`,
      note: `${magnitudeInWords(criteria, risk.description)}. ${standingInWords(risk, criteria, nameOf)}`,
      action: action('risk.show', 'Open', { risk: risk.id }),
    };
  });
  return {
    headline: `${assessment.reference} · Risks of ${assessment.title}`,
    tone: left.length > 0 && mayWrite ? 'attention' : 'quiet',
    blocks: [
      { kind: 'text', text: countsInWords(shown) },
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      ...more(shown.length - MOST_RISKS),
      ...leftBlocks(left),
    ],
    actions: [
      ...(mayWrite && proposed.length > 0
        ? [action('risk.takeOverAll', `Take over all ${proposed.length} that are proposed`, value, 'primary')]
        : []),
      ...(mayWrite && suggested.length > 0
        ? [
            action(
              'risk.treatAll',
              `Treat all ${suggested.length} as suggested`,
              value,
              proposed.length > 0 ? undefined : 'primary',
            ),
          ]
        : []),
      ...(mayWrite ? [action('risk.add', 'Add a risk', value)] : []),
      action('risk.compare', 'Compare with Annex A', value, 'quiet'),
    ],
  };
}

function countsInWords(risks: readonly Risk[]): string {
  if (risks.length === 0) return 'No rule sees a risk in the answers so far. You can add one.';
  const count = (state: Risk['state']) => risks.filter((risk) => risk.state === state).length;
  return `${count('kept')} taken over, ${count('proposed')} proposed by rules, ${count('dismissed')} dismissed.`;
}

function leftBlocks(left: readonly LeftToDo[]): readonly Block[] {
  if (left.length === 0) return [{ kind: 'text', text: 'Nothing is left to be done about them.', subtle: true }];
  const section = (heading: string, before: LeftToDo['before']): readonly Block[] => {
    const items = left.filter((one) => one.before === before).map(leftInWords);
    if (items.length === 0) return [];
    return [
      { kind: 'heading', text: heading },
      { kind: 'list', items: items.slice(0, MOST_LEFT) },
      ...more(items.length - MOST_LEFT),
    ];
  };
  return [...section('Before it is submitted', 'submission'), ...section('Before it is approved', 'approval')];
}

function more(count: number): readonly Block[] {
  return count > 0 ? [{ kind: 'text', text: `and ${count} more`, subtle: true }] : [];
}

/** Where a risk stands, as a sentence. */
function standingInWords(risk: Risk, criteria: RisksOfAssessment['criteria'], nameOf: RiskNames['nameOf']): string {
  if (risk.state === 'proposed') return 'Proposed by a rule.';
  if (risk.state === 'dismissed') return 'Dismissed.';
  if (risk.state === 'withdrawn') return 'No rule proposes it any more.';
  const { treatment, acceptance } = risk;
  if (!treatment) return 'Nothing is chosen yet.';
  const [verb = ''] = TREATMENT_WORDS[treatment.kind].split(':');
  const remains = `${verb}; then ${magnitudeInWords(criteria, treatment.residual).toLowerCase()} remains.`;
  switch (acceptance.kind) {
    case 'none':
      return remains;
    case 'asked':
      return `${remains} ${nameOf(acceptance.managerId) ?? 'A manager'} is asked to accept it.`;
    case 'sentBack':
      return `${remains} ${nameOf(acceptance.managerId) ?? 'The manager'} did not accept it.`;
    case 'accepted':
      return `${remains} Accepted by ${nameOf(acceptance.managerId) ?? 'a manager'} on ${dayInWords(acceptance.at)}.`;
    default:
      return unreachable(acceptance);
  }
}

/** One risk with everything about it, and the buttons that this reader can use. */
export function riskCard(
  risk: Risk,
  assessment: AssessmentStanding,
  { criteria }: Pick<RisksOfAssessment, 'criteria'>,
  history: readonly RiskChange[],
  names: RiskNames,
  rights: RiskRights,
): Card {
  const { description, proposed, loweredBecause } = risk;
  const owner = names.nameOf(risk.ownerId) ?? 'Somebody';
  const lowered = loweredBecause === undefined || !proposed ? undefined : magnitudeInWords(criteria, proposed);
  return {
    headline: `${risk.reference} · ${magnitudeInWords(criteria, description)}`,
    tone: rights.mayAnswer ? 'attention' : risk.state === 'proposed' ? 'attention' : 'quiet',
    blocks: [
      { kind: 'text', text: standingInWords(risk, criteria, names.nameOf) },
      {
        kind: 'facts',
        facts: [
          { label: 'Cause', value: description.cause },
          { label: 'Consequence', value: description.consequence },
          { label: 'Who suffers', value: description.affected },
          {
            label: 'Rated',
            value: magnitudeInWords(criteria, description),
            note: criteria.severity[description.severity].means,
          },
          ...(lowered === undefined || loweredBecause === undefined
            ? []
            : [{ label: 'The rule says', value: lowered, note: `Lower because: ${loweredBecause}` }]),
          { label: 'Owner', value: owner },
          { label: 'Of', value: `${assessment.reference} ${assessment.title}` },
          ...(proposed ? [{ label: 'Proposed by rule', value: proposed.because }] : []),
        ],
      },
      ...treatmentBlocks(risk, criteria, names),
      ...reasonBlocks(history, names.nameOf),
    ],
    actions: actionsOn(risk, rights),
  };
}

function treatmentBlocks(
  risk: Risk,
  criteria: RisksOfAssessment['criteria'],
  { nameOf, controlInWords }: RiskNames,
): readonly Block[] {
  if (!isKept(risk) || !risk.treatment) {
    const suggested = risk.proposed?.treatment;
    if (!suggested || risk.state === 'dismissed') return [];
    const [verb = ''] = TREATMENT_WORDS[suggested.kind].split(':');
    return [
      { kind: 'heading', text: 'What the rule suggests' },
      { kind: 'text', text: `${verb}: ${suggested.what}` },
      { kind: 'list', items: suggested.controls.map(controlInWords) },
    ];
  }
  const { kind, what, controls, ownerId, dueOn, residual, raisedBecause } = risk.treatment;
  return [
    { kind: 'heading', text: TREATMENT_WORDS[kind] },
    {
      kind: 'facts',
      facts: [
        { label: kind === 'avoid' ? 'What is not done' : 'What is done', value: what },
        { label: 'By', value: `${nameOf(ownerId) ?? 'Somebody'}, until ${dayInWords(new Date(dueOn))}` },
        {
          label: 'Then remains',
          value: magnitudeInWords(criteria, residual),
          ...(raisedBecause === undefined ? {} : { note: `More than before because: ${raisedBecause}` }),
        },
      ],
    },
    ...(controls.length > 0 ? [{ kind: 'list', items: controls.map(controlInWords) } as const] : []),
  ];
}

/** The reason of the last thing that needed one. */
function reasonBlocks(history: readonly RiskChange[], nameOf: RiskNames['nameOf']): readonly Block[] {
  const last = history.findLast(({ kind }) => kind === 'dismissed' || kind === 'accepted' || kind === 'sentBack');
  if (!last) return [];
  const name = (last.byId && nameOf(last.byId)) ?? 'Somebody';
  return [{ kind: 'quote', text: last.reason ?? '(erased)', from: `${name}, ${dayInWords(last.at)}` }];
}

function actionsOn(risk: Risk, { mayChange, mayAnswer, needsAcceptance }: RiskRights): readonly Action[] {
  const value = { risk: risk.id, version: risk.version };
  const answering = [
    action('risk.accept', 'Accept what remains', value, 'primary'),
    action('risk.sendBack', 'Send back', value),
  ];
  if (!mayChange) return mayAnswer ? answering : [];
  if (!isKept(risk))
    return [
      action(risk.state === 'dismissed' ? 'risk.restore' : 'risk.takeOver', 'Take over', value, 'primary'),
      action('risk.change', 'Change', value),
      ...(risk.state === 'proposed' ? [action('risk.dismiss', 'Dismiss', value)] : []),
    ];
  const asks = needsAcceptance && risk.acceptance.kind !== 'accepted';
  return [
    action('risk.treat', risk.treatment ? 'Treat otherwise' : 'Treat', value, risk.treatment ? undefined : 'primary'),
    ...(asks ? [action('risk.askAcceptance', 'Ask for acceptance', value, 'primary')] : []),
    action('risk.change', 'Change', value),
    action('risk.dismiss', 'Dismiss', value),
    ...(mayAnswer ? answering : []),
  ];
}

/** What a manager answered, for whoever asked and owns it. */
export function answerCard(risk: Risk, history: readonly RiskChange[], { nameOf }: RiskNames): Card | undefined {
  if (!isKept(risk) || (risk.acceptance.kind !== 'accepted' && risk.acceptance.kind !== 'sentBack')) return undefined;
  const isAccepted = risk.acceptance.kind === 'accepted';
  const name = nameOf(risk.acceptance.managerId) ?? 'The manager';
  return {
    headline: isAccepted
      ? `${risk.reference}: ${name} accepts what remains`
      : `${risk.reference}: ${name} does not accept what remains`,
    tone: isAccepted ? 'good' : 'attention',
    blocks: reasonBlocks(history, nameOf),
    actions: [action('risk.show', 'Open', { risk: risk.id })],
  };
}

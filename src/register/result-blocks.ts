import { dayInWords } from '../chat/day-in-words.ts';
import type { Block, Fact } from '../chat/vocabulary.ts';
import { LEVEL_WORDS, levelName, OVERSIGHT_WORDS } from '../impact/words.ts';
import { evidenceBlocks } from '../interviews/evidence-cards.ts';
import type { Law } from '../law/law.ts';
import { roleNames } from '../reviews/words.ts';
import { controlInOneLine } from '../risks/control-cards.ts';
import type { RiskCriteria } from '../risks/risk-criteria.ts';
import { TREATMENT_WORDS } from '../risks/words.ts';
import type { ApprovalOf, AssessmentResult, ControlResult, RiskResult } from './assessment-result.ts';

/** How people, controls and steps of a scale are called. */
export interface ResultWords {
  readonly nameOf: (personId: string) => string | undefined;
  /** Of a control, of Annex A or our own. */
  readonly titleOf: (controlId: string) => string | undefined;
  readonly criteria: Pick<RiskCriteria, 'ratings'>;
  readonly law: Law;
}

/** More are counted, never dropped in silence. */
const MOST_SHOWN = 12;

/** What an assessment came to, for everybody: level, oversight, who approved it and until when. */
export function resultFacts(result: AssessmentResult, { nameOf }: ResultWords): readonly Fact[] {
  const { level, computedLevel, override, oversight, decision, approvals } = result;
  const decided =
    level === computedLevel
      ? []
      : [
          {
            label: 'By the rules',
            value: `${levelName(computedLevel)}; people decided otherwise`,
            ...(override ? { note: overriddenBy(override, nameOf) } : {}),
          },
        ];
  return [
    { label: 'Impact', value: LEVEL_WORDS[level] },
    ...decided,
    { label: 'Human oversight', value: OVERSIGHT_WORDS[oversight] },
    { label: 'Approved', value: dayInWords(decision.decidedAt), note: `as ${result.review.reference}` },
    ...approvals.map((one): Fact => ({ label: 'Approved by', value: approverInWords(one, nameOf) })),
    ...(decision.nextReviewAt ? [{ label: 'Next review', value: dayInWords(decision.nextReviewAt) }] : []),
    ...(decision.validUntil ? [{ label: 'Approval holds until', value: dayInWords(decision.validUntil) }] : []),
  ];
}

export function approverInWords({ by, role, at, inPlaceOf }: ApprovalOf, nameOf: ResultWords['nameOf']): string {
  const instead = inPlaceOf === undefined ? '' : `, in place of ${nameOf(inPlaceOf) ?? 'a colleague'}`;
  return `${nameOf(by) ?? 'Somebody'} (${roleNames([role])})${instead}, ${dayInWords(at)}`;
}

function overriddenBy(
  { by, confirmedBy }: NonNullable<AssessmentResult['override']>,
  nameOf: ResultWords['nameOf'],
): string {
  const second = confirmedBy === undefined ? '' : `, confirmed by ${nameOf(confirmedBy) ?? 'somebody'}`;
  return `set by ${nameOf(by) ?? 'somebody'}${second}`;
}

/** The rest of it, for those whose business it is: a weakness is not for everybody to know. */
export function resultDetails(result: AssessmentResult, words: ResultWords, now: Date): readonly Block[] {
  const { because, risks, controls, leftOut, evidence } = result;
  const weights = because.filter(({ level, oversight }) => level ?? oversight);
  return [
    { kind: 'heading', text: 'Because' },
    ...listed(weights.map(({ text, clause }) => (clause === undefined ? text : `${text} (${clause})`))),
    { kind: 'heading', text: `Risks and their treatment (${risks.length})` },
    ...facts(
      risks.map((risk) => riskFact(risk, words)),
      'No risk was found.',
    ),
    { kind: 'heading', text: `Controls that the treatment chose (${controls.length})` },
    ...facts(
      controls.map((control) => controlFact(control, words, now)),
      'The treatment needs none.',
    ),
    ...(leftOut.length > 0
      ? [
          {
            kind: 'text',
            text: `${leftOut.length} controls of Annex A are left out, each with its reason: see the comparison among its risks.`,
            subtle: true,
          } as const,
        ]
      : []),
    ...evidenceBlocks(evidence),
  ];
}

function riskFact({ reference, consequence, rating, treatment, acceptance }: RiskResult, words: ResultWords): Fact {
  const { nameOf } = words;
  const then = treatment.rating === undefined ? '' : ` → ${ratingName(treatment.rating, words)}`;
  const rated = rating === undefined ? '' : `${ratingName(rating, words)}${then}. `;
  const owner = treatment.ownerId === undefined ? '' : `; ${nameOf(treatment.ownerId) ?? 'somebody'}`;
  const due = treatment.dueOn === undefined ? '' : ` until ${dayInWords(new Date(treatment.dueOn))}`;
  const accepted =
    acceptance.kind === 'accepted'
      ? ` What remains was accepted by ${nameOf(acceptance.managerId) ?? 'a manager'} on ${dayInWords(acceptance.at)}.`
      : '';
  const what = `${treatmentName(treatment.kind)}: ${treatment.what}`.replace(/[.\s]+$/u, '');
  return { label: reference, value: consequence, note: `${rated}${what}${owner}${due}.${accepted}` };
}

export function treatmentName(kind: string): string {
  const words = Object.entries(TREATMENT_WORDS).find(([known]) => known === kind)?.[1] ?? kind;
  return words.split(':')[0] ?? words;
}

export function ratingName(rating: string, { criteria }: Pick<ResultWords, 'criteria'>): string {
  return Object.entries(criteria.ratings).find(([known]) => known === rating)?.[1].label ?? rating;
}

function controlFact({ id, because, implementation }: ControlResult, words: ResultWords, now: Date): Fact {
  const state = implementation ? ` ${controlInOneLine(implementation, words, now)}.` : '';
  return {
    label: id,
    value: words.titleOf(id) ?? 'a control that is no more',
    note: `It treats ${because.map(({ risk }) => risk).join(', ')}.${state}`,
  };
}

function facts(all: readonly Fact[], nothing: string): readonly Block[] {
  if (all.length === 0) return [{ kind: 'text', text: nothing }];
  return [{ kind: 'facts', facts: all.slice(0, MOST_SHOWN) }, ...more(all.length)];
}

function listed(items: readonly string[]): readonly Block[] {
  return [{ kind: 'list', items: items.slice(0, MOST_SHOWN) }, ...more(items.length)];
}

function more(count: number): readonly Block[] {
  return count > MOST_SHOWN ? [{ kind: 'text', text: `and ${count - MOST_SHOWN} more`, subtle: true }] : [];
}

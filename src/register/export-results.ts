import { higher, OVERSIGHTS } from '../impact/levels.ts';
import { levelName, OVERSIGHT_WORDS } from '../impact/words.ts';
import { type AssessmentResult, levelInForce } from './assessment-result.ts';
import { lawCell, lawDocument } from './law-of-result.ts';
import { approverInWords, type ResultWords, ratingName, treatmentName } from './result-blocks.ts';
import type { Table } from './table.ts';

/** What the assessments of a system came to, as plain data without words that people could have erased. */
export function resultDocument(result: AssessmentResult, words: ResultWords) {
  const { nameOf, titleOf } = words;
  const { assessment, review, holds, level, computedLevel, override, oversight, decision, submission } = result;
  const person = (id: string | undefined) => (id === undefined ? null : (nameOf(id) ?? null));
  return {
    ...{ reference: assessment.reference, review: review.reference, state: review.state, holds },
    ...{ level, computedLevel, oversight },
    override: override
      ? { decided: override.decided, by: person(override.by), confirmedBy: person(override.confirmedBy) }
      : null,
    because: result.because,
    law: lawDocument(result, words),
    ...{ rules: result.rules, policyVersion: decision.policyVersion },
    questionnaire: { id: submission.questionnaireId, version: submission.questionnaireVersion },
    ...{ answersHash: submission.answersHash, submittedAt: submission.submittedAt },
    approvals: result.approvals.map(({ by, role, at, inPlaceOf }) => ({
      ...{ by: person(by), role, at, inPlaceOf: person(inPlaceOf) },
    })),
    ...{ decidedAt: decision.decidedAt, conditions: decision.conditions },
    ...{ nextReviewAt: decision.nextReviewAt ?? null, validUntil: decision.validUntil ?? null },
    risks: result.risks.map(({ ownerId, treatment, acceptance, ...risk }) => ({
      ...{ ...risk, owner: person(ownerId) },
      treatment: { ...treatment, ownerId: undefined, owner: person(treatment.ownerId) },
      acceptance:
        acceptance.kind === 'accepted'
          ? { kind: acceptance.kind, by: person(acceptance.managerId), role: acceptance.role, at: acceptance.at }
          : { kind: acceptance.kind },
    })),
    controls: result.controls.map(({ id, because, implementation }) => ({
      ...{ id, title: titleOf(id) ?? null, because },
      status: implementation?.state ?? null,
      ...{ owner: person(implementation?.ownerId), dueOn: implementation?.dueOn ?? null },
      evidence: implementation?.state === 'done' ? implementation.evidence : null,
    })),
    leftOut: result.leftOut,
    evidence: result.evidence.map(({ id, file }) => ({ id, name: file?.name ?? null, link: file?.link ?? null })),
  };
}

/** What the assessments that hold are told of in one row beside their system; empty where there is none. */
export const RESULT_HEADER = [
  'Assessment',
  'Impact',
  'Oversight',
  'EU AI Act',
  'Assessment approved by',
  'Assess again by',
] as const;

/** The highest of everything and the earliest day, where there are several. */
export function resultCells(results: readonly AssessmentResult[], words: ResultWords): readonly string[] {
  const { nameOf } = words;
  const holding = results.filter(({ holds }) => holds);
  const level = levelInForce(holding);
  if (level === undefined) return RESULT_HEADER.map(() => '');
  const oversight = holding.map((one) => one.oversight).reduce((most, one) => higher(OVERSIGHTS, most, one));
  const approvers = holding.flatMap(({ approvals }) => approvals.map((one) => approverInWords(one, nameOf)));
  const days = holding.map(({ decision }) => day(decision.nextReviewAt)).filter((one) => one !== '');
  return [
    ...[holding.map(({ assessment }) => assessment.reference).join('; '), levelName(level), OVERSIGHT_WORDS[oversight]],
    holding.map((one) => lawCell(one, words)).join('\n'),
    ...[approvers.join('\n'), days.toSorted()[0] ?? ''],
  ];
}

/** Risks and controls of the assessments that hold, each with its system. */
export function resultTables(
  all: readonly { readonly system: string; readonly result: AssessmentResult }[],
  words: ResultWords,
): readonly Table[] {
  const person = (id: string | undefined) => (id === undefined ? '' : (words.nameOf(id) ?? ''));
  const rating = (id: string | undefined) => (id === undefined ? '' : ratingName(id, words));
  return [
    {
      name: 'Risks',
      header: [
        ...['System', 'Assessment', 'Risk', 'Cause', 'Consequence', 'Who suffers', 'Rating', 'Treatment'],
        ...['What is done', 'Controls', 'By', 'Due', 'Rating then', 'Accepted by'],
      ],
      rows: all.flatMap(({ system, result: { assessment, risks } }) =>
        risks.map(({ treatment, acceptance, ...risk }) => [
          ...[system, assessment.reference, risk.reference, risk.cause, risk.consequence, risk.affected],
          ...[rating(risk.rating), treatmentName(treatment.kind), treatment.what, treatment.controls.join('; ')],
          ...[person(treatment.ownerId), treatment.dueOn ?? '', rating(treatment.rating)],
          acceptance.kind === 'accepted' ? person(acceptance.managerId) : '',
        ]),
      ),
    },
    {
      name: 'Controls',
      header: ['System', 'Assessment', 'Control', 'Title', 'Because', 'Status', 'Owner', 'Due', 'Evidence'],
      rows: all.flatMap(({ system, result: { assessment, controls, leftOut } }) => [
        ...controls.map(({ id, because, implementation }) => [
          ...[system, assessment.reference, id, words.titleOf(id) ?? ''],
          because.map(({ risk, consequence }) => `${risk}: ${consequence}`).join('\n'),
          ...[implementation?.state ?? '', person(implementation?.ownerId), implementation?.dueOn ?? ''],
          implementation?.state === 'done' ? implementation.evidence : '',
        ]),
        ...leftOut.map(({ id, reason }) => [
          ...[system, assessment.reference, id, words.titleOf(id) ?? '', reason, 'left out', '', '', ''],
        ]),
      ]),
    },
  ];
}

function day(date: Date | undefined): string {
  return date ? date.toISOString().slice(0, 'YYYY-MM-DD'.length) : '';
}

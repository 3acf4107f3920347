import type { ControlImplementation } from '../risks/implementation.ts';
import { isKept, type Risk } from '../risks/risk.ts';
import { type RiskCriteria, ratingOf } from '../risks/risk-criteria.ts';
import type { StatementLine } from '../risks/statement.ts';
import { csv, DEMONSTRATION_NOTICE } from './table.ts';

/** Formats that risks and controls are exported in. */
export const TABLE_FORMATS = ['json', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export interface ExportedRisks {
  readonly risks: readonly Risk[];
  readonly controls: readonly ControlImplementation[];
  readonly criteria: RiskCriteria;
  readonly demonstration: boolean;
  readonly nameOf: (personId: string) => string | undefined;
  /** What people call an assessment: ASM-1. */
  readonly assessmentOf: (assessmentId: string) => string | undefined;
}

/** All risks with their treatment as one document; no cell of it is a formula. */
export function exportRisks(format: TableFormat, exported: ExportedRisks): string {
  const { demonstration, criteria, nameOf, assessmentOf } = exported;
  if (format === 'csv')
    return csv({ header: HEADER, rows: exported.risks.map((risk) => rowOf(risk, exported)) }, demonstration);
  const document = {
    ...(demonstration ? { notice: DEMONSTRATION_NOTICE } : {}),
    demonstration,
    criteria: { id: criteria.id, version: criteria.version },
    risks: exported.risks.map((risk) => ({
      ...risk,
      assessment: assessmentOf(risk.assessmentId) ?? null,
      rating: ratingOf(criteria, risk.description),
      residualRating: isKept(risk) && risk.treatment ? ratingOf(criteria, risk.treatment.residual) : null,
      owner: nameOf(risk.ownerId) ?? null,
    })),
    controls: exported.controls.map((control) => ({
      ...control,
      assessment: assessmentOf(control.assessmentId) ?? null,
      owner: nameOf(control.ownerId) ?? null,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const HEADER = [
  ...['Reference', 'Assessment', 'State', 'Cause', 'Consequence', 'Who suffers', 'Likelihood', 'Severity', 'Rating'],
  ...['Rule', 'Lower because', 'Owner', 'Treatment', 'What is done', 'Controls', 'By', 'Due'],
  ...['Residual likelihood', 'Residual severity', 'Residual rating', 'Acceptance', 'Accepted by', 'Accepted on'],
];

function rowOf(risk: Risk, { criteria, nameOf, assessmentOf }: ExportedRisks): readonly string[] {
  const { reference, state, description, proposed, loweredBecause, ownerId } = risk;
  const { cause, consequence, affected, likelihood, severity } = description;
  const person = (id: string | undefined) => (id === undefined ? '' : (nameOf(id) ?? ''));
  const treatment = isKept(risk) ? risk.treatment : undefined;
  const acceptance = isKept(risk) ? risk.acceptance : undefined;
  const accepted = acceptance?.kind === 'accepted' ? acceptance : undefined;
  return [
    ...[reference, assessmentOf(risk.assessmentId) ?? '', state, cause, consequence, affected, likelihood, severity],
    ...[ratingOf(criteria, description), proposed?.because ?? '', loweredBecause ?? '', person(ownerId)],
    ...[treatment?.kind ?? '', treatment?.what ?? '', (treatment?.controls ?? []).join('; ')],
    ...[person(treatment?.ownerId), treatment?.dueOn ?? ''],
    ...[treatment?.residual.likelihood ?? '', treatment?.residual.severity ?? ''],
    ...[treatment ? ratingOf(criteria, treatment.residual) : '', acceptance?.kind ?? ''],
    ...[person(accepted?.managerId), accepted ? accepted.at.toISOString().slice(0, 'YYYY-MM-DD'.length) : ''],
  ];
}

const APPLICABLE = { applicable: 'yes', notApplicable: 'no', undecided: 'not decided' } as const;

/** The Statement of Applicability (6.1.3): each of the 38 controls, applicable or not, because …, and how far it is. */
export function exportStatement(format: TableFormat, lines: readonly StatementLine[], demonstration: boolean): string {
  if (format === 'csv') {
    const header = ['Control', 'Title', 'Applicable', 'Because', 'Status', 'Evidence', 'Contradiction'];
    const rows = lines.map(({ control, applicability, because, state, evidence, contradicts }) => [
      ...[control.id, control.title, APPLICABLE[applicability], because.join('\n'), state ?? '', evidence.join('\n')],
      contradicts ? 'Decided not to apply, and yet a risk needs it' : '',
    ]);
    return csv({ header, rows }, demonstration);
  }
  const document = {
    ...(demonstration ? { notice: DEMONSTRATION_NOTICE } : {}),
    demonstration,
    controls: lines.map(({ control: { id, title }, applicability, because, state, evidence, contradicts }) => ({
      ...{ id, title, applicable: APPLICABLE[applicability], because, status: state ?? null, evidence, contradicts },
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

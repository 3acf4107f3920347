import type { AuditStore } from '../audit/audit-store.ts';
import type { Assessment } from '../impact/assessment.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { assessmentReport } from './assessment-report.ts';
import { withCheck } from './check-section.ts';
import type { Audience } from './dossier.ts';
import { type DossierOptions, gatherDossier, type ReportStores } from './gather.ts';
import { toMarkdown } from './markdown.ts';
import { digestOf, type Printed } from './printed.ts';
import { rightsDuty } from './rights-duty.ts';
import { rightsReport } from './rights-report.ts';
import { toWord } from './word-document.ts';

/** Markdown, and Word’s Office Open XML. */
export const REPORT_FORMATS = ['md', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The whole assessment, or what Article 27 of the EU AI Act asks for alone. */
export type ReportKind = 'assessment' | 'rights';

export interface ReportAsked {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly audience: Audience;
  readonly by: { readonly personId?: string; readonly process?: string };
  /** For whom, in words. */
  readonly for: string;
  readonly now: Date;
}

export interface ReportFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: string | Uint8Array;
}

/** What the audit trail notes of every report that is made. */
export const REPORTED = 'assessment.reported';

/**
 * Makes the report and notes in the audit trail that it was made, for whom and with which hash. Writing it down as a
 * file takes longer than a transaction should: see `fileOf`. `undefined` where nothing can be read of it any more, or no
 * assessment of fundamental rights is due.
 */
export async function makeReport(
  stores: ReportStores & { readonly trail: AuditStore },
  assessment: Assessment,
  options: DossierOptions,
  { kind, format, audience, by, for: reader, now }: ReportAsked,
): Promise<Printed | undefined> {
  const dossier = await gatherDossier(stores, assessment, options, { audience, now });
  if (!dossier) return undefined;
  const duty = rightsDuty(dossier);
  if (kind === 'rights' && !duty) return undefined;
  const report = kind === 'rights' && duty ? rightsReport(dossier, duty, now) : assessmentReport(dossier, now);
  const { reference } = assessment;
  const { standing, submission } = dossier;
  const details = { reference, kind, format, audience, standing, sha256: digestOf(report) };
  stores.audit.record(by, [{ kind: REPORTED, subjectId: assessment.id, details }], now);
  return withCheck(report, { at: now, for: reader, head: await stores.trail.head(), submission });
}

/** What the file is called. */
export function fileNameOf(reference: string, kind: ReportKind, format: ReportFormat): string {
  return `${reference}${kind === 'rights' ? '-fundamental-rights' : ''}.${format}`;
}

export async function fileOf(report: Printed, kind: ReportKind, format: ReportFormat): Promise<ReportFile> {
  const name = fileNameOf(report.reference, kind, format);
  switch (format) {
    case 'md':
      return { name, mimeType: 'text/markdown; charset=utf-8', content: toMarkdown(report) };
    case 'docx':
      return { name, mimeType: WORD, content: await toWord(report) };
    default:
      return unreachable(format);
  }
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

import { z } from 'zod';
import type { ViewReference } from '../chat/outgoing.ts';
import { createReportCapability, REPORT_FILES } from '../report/capability.ts';
import type { DossierOptions } from '../report/gather.ts';
import { fileOf, makeReport, REPORT_FORMATS, type ReportFile } from '../report/make-report.ts';
import { audienceOf } from '../report/readers.ts';
import { readerOf } from '../risks/risk-views.ts';
import type { Organisation } from '../storage/organisations.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { readsAssessments } from './assessments.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import { riskStandards } from './risks.ts';

/** By what a report explains what it tells. */
export function reportOptions(knowledge: KnowledgeBase, { kind }: Pick<Organisation, 'kind'>): DossierOptions {
  const { impactRules, law, policy } = knowledge;
  return { ...riskStandards(knowledge), impactRules, law, policy, isDemonstration: kind === 'demonstration' };
}

/** The summary of a report in chat is no export, so it bears no notice of a demonstration. */
export function createReports(knowledge: KnowledgeBase) {
  return createReportCapability<Stores>({
    ...reportOptions(knowledge, { kind: 'real' }),
    readsByRole: readsAssessments(knowledge.policy),
  });
}

/** The file that a reply has named, for whoever may have it; making it is noted in the audit trail. */
export async function reportFile(
  { transact, knowledge, organisation, clock }: OrganisationScope,
  { name, subjectId, part }: ViewReference,
  personId: string,
): Promise<ReportFile | undefined> {
  const format = REPORT_FORMATS.find((known) => known === part);
  const kind = REPORT_FILES.find((known) => known.name === name)?.kind;
  if (!kind || !format || !z.uuid().safeParse(subjectId).success) return undefined;
  const report = await transact(async (stores) => {
    const assessment = await stores.assessments.find(subjectId);
    const reader = await readerOf(stores, personId);
    const audience =
      assessment && reader && (await audienceOf(stores, assessment, reader, readsAssessments(knowledge.policy)));
    if (!audience) return undefined;
    const asked = { kind, format, audience, by: { personId }, for: await nameOf(stores, personId), now: clock() };
    return makeReport(stores, assessment, reportOptions(knowledge, organisation), asked);
  });
  return report && fileOf(report, kind, format);
}

async function nameOf({ people }: Pick<Stores, 'people'>, personId: string): Promise<string> {
  return (await people.find(personId))?.displayName ?? 'somebody';
}

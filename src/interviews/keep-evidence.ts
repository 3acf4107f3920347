import type { Context } from '../chat/vocabulary.ts';
import type { InterviewRecord } from './interview-store.ts';
import type { EvidenceStores } from './offer-files.ts';

/** A file is evidence of the interview as soon as an answer that rests on it was kept; taken out, it stays out. */
export async function keepEvidence<Stores extends EvidenceStores>(
  { stores, now, audit, changed }: Context<Stores>,
  { id, state }: InterviewRecord,
): Promise<void> {
  const files = Object.values(state.answers).flatMap(({ source }) => source.evidenceId ?? []);
  for (const evidenceId of new Set(files)) {
    const evidence = await stores.evidence.find(evidenceId);
    if (evidence?.state !== 'offered' || evidence.interviewId !== id) continue;
    await stores.evidence.decide(evidenceId, 'kept', now);
    const { platform, fileId } = evidence;
    audit({ kind: 'evidence.kept', subjectId: id, details: { evidenceId, platform, fileId } });
    changed(evidenceId);
    changed(`${id}/summary`);
  }
}

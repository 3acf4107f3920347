import type { Role } from '../chat/event.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { DocumentVerdict, DocumentVersion } from './document.ts';

/** Who may propose, approve, reject and withdraw. */
export const DOCUMENTS_ROLE: Role = 'governance';

const SENTENCES = {
  notAllowed: 'Only the governance team decides on documents.',
  ownUpload: 'You uploaded this, so someone else has to decide on it.',
  decidedAlready: 'This was decided already, so nothing was done.',
  outdated: 'A newer version is approved already, so this one cannot be.',
  notApproved: 'Only what is approved can be withdrawn.',
  reasonMissing: 'Please give a reason.',
} as const;
export type DocumentRefusal = keyof typeof SENTENCES;

export interface Decider {
  readonly personId: string;
  /** Other ids of the same human being. */
  readonly samePersonIds: readonly string[];
  readonly roles: readonly Role[];
}

/** Whether this person may do this to the document as it stands. Nobody approves what they uploaded themselves. */
export function decideOnDocument(
  { standing, uploadedById }: DocumentVersion,
  verdict: DocumentVerdict,
  reason: string,
  by: Decider,
): Outcome<{ readonly verdict: DocumentVerdict; readonly reason: string; readonly role: Role }, DocumentRefusal> {
  const no = (code: DocumentRefusal) => refuse(code, SENTENCES[code]);
  if (!by.roles.includes(DOCUMENTS_ROLE)) return no('notAllowed');
  const own = [by.personId, ...by.samePersonIds].includes(uploadedById);
  if (own && verdict !== 'withdrawn') return no('ownUpload');
  if (verdict === 'withdrawn' && standing.state !== 'approved') return no('notApproved');
  if (verdict !== 'withdrawn' && standing.state === 'replaced' && !standing.review) return no('outdated');
  if (verdict !== 'withdrawn' && standing.state !== 'proposed') return no('decidedAlready');
  if (verdict !== 'approved' && reason.trim() === '') return no('reasonMissing');
  return accept({ verdict, reason: reason.trim(), role: DOCUMENTS_ROLE });
}

import { dayInWords } from '../chat/day-in-words.ts';
import type { Dossier } from './dossier.ts';

/** Where the assessment stands, as it stands on every page of its report. */
export function statusInWords({ standing, review, submission, decision }: Dossier): string {
  switch (standing) {
    case 'draft':
      return review ? 'Draft: changes were asked for, nobody has decided' : 'Draft: nobody has decided on it';
    case 'underReview':
      return `Under review since ${submission ? dayInWords(submission.submittedAt) : 'today'}, not decided`;
    case 'approved':
      return decision?.verdict === 'approvedWithConditions' ? 'Approved with conditions' : 'Approved';
    case 'rejected':
      return 'Rejected';
    case 'ended':
      return 'No longer approved';
    default:
      return standing satisfies never;
  }
}

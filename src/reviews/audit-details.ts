import type { ReviewEvent } from './review.ts';

type Details = Record<string, string | number | boolean | readonly string[]>;

/** What the audit trail keeps of it: ids, kinds and numbers, never what somebody said. */
export function auditDetails(event: ReviewEvent): Details {
  return { ...made(event), ...decided(event) };
}

/** In which role, for whom, and by which policy. */
function made(event: ReviewEvent): Details {
  const role = 'role' in event ? { role: event.role } : {};
  const instead =
    'inPlaceOf' in event && event.inPlaceOf !== undefined && event.delegationId !== undefined
      ? { inPlaceOf: event.inPlaceOf, delegation: event.delegationId }
      : {};
  const number = 'submissionNumber' in event ? { submissionNumber: event.submissionNumber } : {};
  const policy = 'policyVersion' in event ? { policyVersion: event.policyVersion } : {};
  return { ...role, ...instead, ...number, ...policy };
}

function decided(event: ReviewEvent): Details {
  const dates =
    'validUntil' in event
      ? { validUntil: event.validUntil.toISOString(), nextReviewAt: event.nextReviewAt.toISOString() }
      : {};
  switch (event.kind) {
    case 'commented':
      return { audience: event.audience };
    case 'changesRequested':
      return { questions: event.requests.map(({ questionId }) => questionId) };
    case 'voted':
      return { ...dates, verdict: event.verdict };
    case 'advised':
      return { stance: event.stance, formal: event.formal };
    case 'findingDecided':
    case 'loweringProposed':
      return { finding: event.finding, computed: event.computed, decided: event.decided };
    case 'committeeRecorded': {
      const { attendees, recused, votes, outcome } = event.record;
      return { attendees, recused, ...votes, verdict: outcome.verdict };
    }
    case 'loweringConfirmed':
    case 'loweringDeclined':
      return { finding: event.finding };
    default:
      return dates;
  }
}

import type { NewAnswer } from '../../src/assistant/answer-store.ts';
import type { ConversationAddress } from '../../src/chat/event.ts';
import type { Concern } from '../../src/concerns/concern.ts';
import type { DocumentVersion } from '../../src/documents/document.ts';
import type { NewDocument, NewDocumentDecision } from '../../src/documents/document-store.ts';
import type { Feedback } from '../../src/feedback/feedback.ts';
import type { Answer } from '../../src/interviews/answer.ts';
import type { OfferedEvidence } from '../../src/interviews/evidence.ts';
import { newInterview } from '../../src/interviews/interview-state.ts';
import type { InterviewRecord } from '../../src/interviews/interview-store.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Question } from '../../src/questions/question.ts';
import { beginReview, type Review } from '../../src/reviews/review.ts';
import type { CommentRecord, Decision } from '../../src/reviews/review-store.ts';
import type { NewSubmission } from '../../src/reviews/submission.ts';
import type { Risk } from '../../src/risks/risk.ts';
import { NOW } from './storage.ts';

export function aConversation(personId: string): ConversationAddress {
  return { platform: 'console', workspace: 'console', conversation: `dm:${personId}`, visibility: 'direct' };
}

export function anAnswer(personId: string, value: string): Answer {
  return { kind: 'known', value, source: { personId, at: NOW.toISOString(), messageId: 'message-1', quote: value } };
}

export function anInterview(
  id: string,
  ownerId: string,
  state: Partial<InterviewRecord['state']> = {},
): InterviewRecord {
  return {
    id,
    questionnaireId: 'ai-use-registration',
    questionnaireVersion: 1,
    ownerId,
    conversation: aConversation(ownerId),
    state: { ...newInterview(), ...state },
    reviewId: undefined,
    version: 1,
    startedAt: NOW,
    updatedAt: NOW,
  };
}

export function anEvidence(id: string, interviewId: string, personId: string, fileId = 'F1'): OfferedEvidence {
  return {
    ...{
      id,
      interviewId,
      personId,
      messageId: 'message-1',
      platform: 'console',
      fileId,
      bytes: 120_000,
      sharedAt: NOW,
    },
    file: { name: 'contract.pdf', mimeType: 'application/pdf', link: 'https://example.com/F1' },
  };
}

export function aComment(authorId: string, text: string): CommentRecord & { readonly text: string } {
  return { id: newId(), authorId, audience: 'internal', text, writtenAt: NOW };
}

export function aReview(id: string, submitterId: string, reference = 'REV-1'): Review {
  return beginReview({
    id,
    reference,
    route: { kind: 'declaration', lane: 'light' },
    submitterId,
    ownerId: submitterId,
    dueAt: NOW,
  });
}

export function aConcern(id: string, reporterId: string, reference = 'CON-1'): Concern {
  return {
    ...{ id, reference, reporterId, kind: 'concern', nameShown: false, reportedAt: NOW, version: 1 },
    state: 'open',
  };
}

export function aQuestion(id: string, askerId: string, reference = 'Q-1'): Question {
  return { id, reference, askerId, state: 'open', askedAt: NOW, version: 1 };
}

export function aGivenAnswer(personId: string, change: Partial<NewAnswer> = {}): NewAnswer {
  return {
    ...{ id: newId(), personId, shared: false, question: 'What is asked?', answeredAt: NOW },
    answer: {
      ...{ text: 'This is asked. [1]', lead: '', band: 'answer', score: 0.9, abstained: false },
      sentences: [{ text: 'This is asked.', cites: ['iso42001:6.1.4'] }],
      citations: [{ id: 'iso42001:6.1.4', title: 'Impact assessment' }],
    },
    wording: { state: 'extractive' },
    ...change,
  };
}

export function aFeedback(personId: string): Feedback {
  return {
    ...{ answerId: newId(), personId, verdict: 'down', band: 'answer', score: 0.9, passages: ['iso42001:6.1.4'] },
    ...{ questionHash: 'q'.repeat(64), answerHash: 'a'.repeat(64), givenAt: NOW },
  };
}

export function aSubmission(reviewId: string, interviewId: string, submitterId: string, number = 1): NewSubmission {
  return {
    id: newId(),
    reviewId,
    interviewId,
    number,
    questionnaireId: 'ai-use-registration',
    questionnaireVersion: 1,
    submitterId,
    answers: { tool: anAnswer(submitterId, 'Otter.ai') },
    derived: { because: [], unknowns: [], contradictions: [] },
    evidence: [],
    contributors: [],
    submittedAt: NOW,
  };
}

export function aDecision(submission: NewSubmission, reviewerId: string, change: Partial<Decision> = {}): Decision {
  return {
    id: newId(),
    reviewId: submission.reviewId,
    submissionId: submission.id,
    verdict: 'approved',
    reviewerId,
    submitterId: submission.submitterId,
    identityId: newId(),
    role: 'governance',
    inPlaceOfId: undefined,
    delegationId: undefined,
    reason: undefined,
    questionnaireId: submission.questionnaireId,
    questionnaireVersion: submission.questionnaireVersion,
    policyVersion: 1,
    conditions: [],
    decidedAt: NOW,
    validUntil: new Date(NOW.getTime() + 86_400_000),
    nextReviewAt: new Date(NOW.getTime() + 43_200_000),
    ...change,
  };
}

/** An approval for a year, by somebody in some role. */
export function aVote<Deed>(deed: Deed) {
  const day = new Date(NOW.getTime() + 365 * 86_400_000);
  const terms = { verdict: 'approved', conditions: [], validUntil: day, nextReviewAt: day } as const;
  return { ...deed, ...terms, inPlaceOf: undefined, delegationId: undefined };
}

export function aDocument(uploadedById: string, change: Partial<NewDocument> = {}): NewDocument {
  const text = 'Customer data never goes into a public chatbot.';
  return {
    id: newId(),
    slug: 'ai-policy',
    title: 'AI policy',
    fileName: 'ai-policy.md',
    digest: 'a'.repeat(64),
    sections: [{ headings: ['AI policy', 'Chatbots'], text, sentences: [text] }],
    uploadedById,
    ...change,
  };
}

export function aDocumentDecision(
  { id: versionId, uploadedById }: Pick<DocumentVersion, 'id' | 'uploadedById'>,
  deciderId: string,
  change: Partial<NewDocumentDecision> = {},
): NewDocumentDecision {
  return {
    ...{ id: newId(), versionId, verdict: 'approved', deciderId, uploaderId: uploadedById, role: 'governance' },
    ...{ reason: '', decidedAt: NOW, ...change },
  };
}

/** As a rule proposed it: likely and serious. */
export function aProposedRisk(id: string, ownerId: string, assessmentId = newId()): Risk {
  const description = {
    ...{ cause: 'The model learned from past hiring', consequence: 'Suitable people are not invited' },
    ...({ affected: 'applicants', likelihood: 'likely', severity: 'serious' } as const),
  } as const;
  const treatment = { kind: 'modify', controls: ['A.7.4'], what: 'Test the ranking for bias' } as const;
  return {
    ...{ id, reference: `RSK-${Number.parseInt(id.slice(-6), 16)}`, assessmentId, ownerId, version: 1, description },
    proposed: { ...description, id: 'unfair-ranking', because: 'ranks-people', treatment },
    state: 'proposed',
  };
}

import type { ConversationAddress } from '../../src/chat/event.ts';
import type { DocumentVersion } from '../../src/documents/document.ts';
import type { NewDocument, NewDocumentDecision } from '../../src/documents/document-store.ts';
import type { Answer } from '../../src/interviews/answer.ts';
import { newInterview } from '../../src/interviews/interview-state.ts';
import type { InterviewRecord } from '../../src/interviews/interview-store.ts';
import { newId } from '../../src/kernel/ids.ts';
import { beginReview, type Review } from '../../src/reviews/review.ts';
import type { Decision, NewSubmission } from '../../src/reviews/review-store.ts';
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

export function aReview(id: string, submitterId: string, reference = 'REV-1'): Review {
  return beginReview({ id, reference, lane: 'light', submitterId, ownerId: submitterId, dueAt: NOW });
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

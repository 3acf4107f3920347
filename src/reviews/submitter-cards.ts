import type { Action, Card, Fact } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type DecisionWords, decisionBlocks } from './decision-words.ts';

export interface DecisionCardData {
  readonly reference: string;
  readonly subject: string;
  readonly decision: DecisionWords;
  readonly receipt: Receipt;
  /** It is about an impact assessment, and not about a use that was declared. */
  readonly isAssessment?: boolean;
  /** How an approval came to its end, as a sentence. What was approved then is no permission any more. */
  readonly ended?: string;
}

/** What proves later which rules and which answers the decision was made on. */
export interface Receipt {
  readonly questionnaireId: string;
  readonly questionnaireVersion: number;
  readonly policyVersion: number;
  /** Hex; its first 16 characters are shown. */
  readonly answersHash: string;
}

const SHOWN_HASH_CHARACTERS = 16;

/** What the submitter gets: the decision, the reason, the conditions, the next review, and a receipt. */
export function decisionCard(data: DecisionCardData): Card {
  const { reference, subject, decision, receipt, ended, isAssessment = false } = data;
  const { headline, tone, advice } =
    ended === undefined ? wordsFor(decision, isAssessment) : wordsForEnded(ended, isAssessment);
  const facts: readonly Fact[] = [
    { label: 'Reference', value: reference },
    { label: 'Questionnaire', value: `${receipt.questionnaireId}, version ${receipt.questionnaireVersion}` },
    { label: 'Review policy', value: `version ${receipt.policyVersion}` },
    { label: 'Answers', value: receipt.answersHash.slice(0, SHOWN_HASH_CHARACTERS) },
    { label: 'Decision', value: decision.decisionId },
  ];
  return {
    headline: `${headline}: ${subject}`,
    tone,
    blocks: [
      { kind: 'text', text: advice },
      ...decisionBlocks(decision),
      { kind: 'heading', text: 'Receipt' },
      { kind: 'facts', facts },
    ],
  };
}

interface VerdictWords {
  readonly headline: string;
  readonly tone: 'good' | 'attention' | 'warning';
  readonly advice: string;
}

function wordsForEnded(ended: string, isAssessment: boolean): VerdictWords {
  return {
    headline: 'No longer approved',
    tone: 'warning',
    advice: isAssessment
      ? `${ended} The system has to be assessed again.`
      : `${ended} It no longer allows you to use it; you can declare it again.`,
  };
}

function wordsFor(decision: DecisionWords, isAssessment: boolean): VerdictWords {
  const words = wordsForUse(decision);
  return isAssessment ? { ...words, advice: ASSESSMENT_ADVICE[decision.verdict] } : words;
}

const ASSESSMENT_ADVICE: Readonly<Record<DecisionWords['verdict'], string>> = {
  approved: 'The impact assessment is approved. It holds for the system as it is described in it.',
  approvedWithConditions:
    'The impact assessment is approved as long as the conditions below are met. It holds for the system as it is described in it.',
  rejected:
    'The system must not be used as it was assessed. The reason is below; it can be assessed again when something has changed.',
};

function wordsForUse({ verdict, conditions }: DecisionWords): VerdictWords {
  switch (verdict) {
    case 'approved':
      return { headline: 'Approved', tone: 'good', advice: 'You may use it as you described it.' };
    case 'approvedWithConditions':
      return {
        headline: 'Approved with conditions',
        tone: 'attention',
        advice: conditions.some(({ precondition }) => precondition)
          ? 'Please wait: you may use it once the governance team has verified what has to be done before, see below.'
          : 'You may use it as you described it, as long as the conditions below are met.',
      };
    case 'rejected':
      return {
        headline: 'Not approved',
        tone: 'warning',
        advice:
          'Please do not use it for this. The reason is below; you can declare it again when something has changed.',
      };
    default:
      return unreachable(verdict);
  }
}

/** The reason is the reviewer's own words, so this card is kept under their key, not drawn anew. */
export function revokedCard(reference: string, subject: string, reason: string, revokedBy: string): Card {
  return {
    headline: `${reference}: the approval was revoked`,
    tone: 'warning',
    blocks: [
      { kind: 'text', text: subject },
      { kind: 'quote', text: reason, from: revokedBy },
      { kind: 'text', text: 'Please do not use it any more.' },
    ],
  };
}

export interface ChangesRequestedCardData {
  readonly reference: string;
  readonly subject: string;
  readonly reviewer: string;
  readonly requests: readonly { readonly label: string; readonly remark: string }[];
  /** Leads to the questions to be answered again. */
  readonly answer: Action;
}

export function changesRequestedCard({
  reference,
  subject,
  reviewer,
  requests,
  answer,
}: ChangesRequestedCardData): Card {
  return {
    headline: `${reference}: ${reviewer} asks for changes`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: subject },
      ...listedUnder(
        'Please look at',
        requests.map(({ label, remark }) => `${label}: ${remark}`),
      ),
      { kind: 'text', text: 'Everything else stays as you answered it.', subtle: true },
    ],
    actions: [answer],
  };
}

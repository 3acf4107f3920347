import { EVERYONE, OWN, OWN_ANYWHERE, type Who } from './cast.ts';
import { ASKED, INTERVIEW_ACTIONS, INTERVIEW_FORMS } from './interview-rows.ts';
import { ANSWERERS, GOVERNANCE, OTHER_ACTIONS, OTHER_FORMS } from './other-rows.ts';
import {
  ASSESSMENT_READERS,
  LAW_READERS,
  REVIEW_ACTIONS,
  REVIEW_FORMS,
  REVIEW_READERS,
  THEIRS,
} from './review-rows.ts';
import { ASKED_TO_ACCEPT, RISK_ACTIONS, RISK_FORMS, RISK_READERS } from './risk-rows.ts';
import type { Row, ThingKind } from './rows.ts';

/** Who may click which button. One that is registered and not here fails a test: say who may. */
export const ACTIONS: Readonly<Record<string, Row>> = {
  ...REVIEW_ACTIONS,
  ...INTERVIEW_ACTIONS,
  ...OTHER_ACTIONS,
  ...RISK_ACTIONS,
};

/** Who may send which form, whether or not it was opened for them. */
export const FORMS: Readonly<Record<string, Row>> = {
  ...REVIEW_FORMS,
  ...INTERVIEW_FORMS,
  ...OTHER_FORMS,
  ...RISK_FORMS,
};

/** Who may learn from a refusal how a thing stands and whose it is. Nobody else's reply holds a word of it. */
export const READERS: Readonly<Record<ThingKind, readonly Who[]>> = {
  review: REVIEW_READERS,
  assessment: ASSESSMENT_READERS,
  changedLaw: [...LAW_READERS, ...THEIRS],
  absence: [...OWN_ANYWHERE, 'handles', 'handlesGovernance', 'handlesLegal'],
  interview: OWN,
  use: EVERYONE,
  concern: [...OWN_ANYWHERE, ...GOVERNANCE],
  question: [...OWN_ANYWHERE, ...ANSWERERS],
  answer: OWN_ANYWHERE,
  document: [...OWN_ANYWHERE, ...GOVERNANCE],
  share: [...OWN_ANYWHERE, ...ASKED],
  impactAssessment: THEIRS,
  risk: [...RISK_READERS, ...ASKED_TO_ACCEPT],
  control: RISK_READERS,
  ownControl: [],
  person: [],
  questionnaire: [],
  passage: [],
  nothing: [],
};

/** Enough for a state that differs from another one in nothing that rules look at. */
const FEW: readonly Who[] = ['staff', 'governance', 'allRoles', 'own', 'ownAllRoles', 'handlesGovernance'];
const LIKE_OTHERS: Partial<Readonly<Record<ThingKind, readonly string[]>>> = {
  review: ['changesRequested', 'stopInReview', 'withConditions', 'rejected', 'revoked', 'expired', 'fullSubmitted'],
  interview: ['confirming', 'reviewing', 'paused', 'cancelled', 'changesRequested'],
  use: ['revoked', 'retired', 'unreviewed'],
  risk: ['treated', 'accepted', 'dismissed'],
  control: ['underWay', 'done'],
};

/** Who tries it on a thing in this state. */
export function triedBy(kind: ThingKind, state: string): readonly Who[] {
  return LIKE_OTHERS[kind]?.includes(state) ? FEW : EVERYONE;
}

/** Things that one organisation has and the other has not. */
export const OF_ONE_ORGANISATION: readonly ThingKind[] = [
  'review',
  'assessment',
  'changedLaw',
  'absence',
  'interview',
  'use',
  'concern',
  'question',
  'answer',
  'document',
  'share',
  'impactAssessment',
  'risk',
  'control',
  'ownControl',
];

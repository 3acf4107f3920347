import type { InputValues } from '../../../src/chat/form.ts';
import type { Who } from './cast.ts';
import { inStates, type Row, row } from './rows.ts';
import { ASKED_FACT, idOf } from './things.ts';

/** Who holds the role and has not submitted it and does not answer for it. */
const GOVERNANCE: readonly Who[] = ['governance', 'allRoles', 'handlesGovernance'];
const LEGAL: readonly Who[] = ['legal', 'allRoles', 'handlesLegal'];
const GOVERNANCE_OR_LEGAL: readonly Who[] = [...GOVERNANCE, 'legal', 'handlesLegal'];
export const ADVISERS_TOO: readonly Who[] = [...GOVERNANCE_OR_LEGAL, 'dataProtection'];
/** Submitter and owner, under any account. */
export const THEIRS: readonly Who[] = [
  'own',
  'ownAllRoles',
  'ownElsewhere',
  'ownElsewhereAllRoles',
  'answersFor',
  'answersForAllRoles',
];

const LIGHT = [
  'submitted',
  'inReview',
  'changesRequested',
  'approved',
  'withConditions',
  'rejected',
  'revoked',
  'expired',
] as const;
const UNDECIDED = [
  ...(['submitted', 'inReview', 'changesRequested', 'stopSubmitted', 'stopInReview', 'fullSubmitted'] as const),
];
const ALL = [...LIGHT, 'stopSubmitted', 'stopInReview', 'fullSubmitted'] as const;

/** Whoever reads lists of what changed law touches. */
export const LAW_READERS: readonly Who[] = [
  ...ADVISERS_TOO,
  ...(['auditor', 'ownAllRoles', 'ownElsewhereAllRoles', 'answersForAllRoles'] as const),
];

const ASSESSED = ['high', 'lowering', 'beforeCommittee', 'recorded'] as const;

const without = (all: readonly Who[], ...some: readonly Who[]) => all.filter((who) => !some.includes(who));

/** Those who decide: nobody has claimed it, or they have. In the lane “stop” these are the lawyers. */
const DECIDES = {
  submitted: GOVERNANCE,
  inReview: ['handlesGovernance'],
  stopSubmitted: LEGAL,
  stopInReview: ['handlesLegal'],
} as const;
const DECIDES_IN_FULL = { ...DECIDES, fullSubmitted: GOVERNANCE } as const;
const REJECTS = { ...DECIDES_IN_FULL, changesRequested: ['handlesGovernance'] } as const;
/** Whoever has it, or while nobody has. */
const HANDS_OVER = {
  ...inStates(['submitted', 'fullSubmitted'], GOVERNANCE),
  ...inStates(['inReview', 'changesRequested'], ['handlesGovernance']),
  stopSubmitted: GOVERNANCE_OR_LEGAL,
  stopInReview: ['handlesGovernance', 'handlesLegal'],
} as const;
const REVOKES = inStates(['approved', 'withConditions'], GOVERNANCE);
const RECORDS = {
  ...inStates(['submitted', 'inReview', 'changesRequested', 'fullSubmitted'], GOVERNANCE),
  ...inStates(['stopSubmitted', 'stopInReview'], GOVERNANCE_OR_LEGAL),
};

const CONFIRMS: readonly Who[] = ['governance', 'legal', 'management', 'allRoles'];
/** Hanna has proposed it, and may take it back. */
const DECLINES: readonly Who[] = [...CONFIRMS, 'handlesGovernance', 'handlesLegal'];
/** Whoever has a role in deciding on what is severe. */
const ASSESSORS: readonly Who[] = [...ADVISERS_TOO, 'management', 'secretary', 'chair'];

const assessment = (may: Parameters<typeof row<'assessment'>>[0]['may'], inputs: InputValues = {}): Row =>
  row({ on: 'assessment', may, inputs, inChannel: 'same' });

const review = (may: Parameters<typeof row<'review'>>[0]['may'], inputs: InputValues = {}): Row =>
  row({ on: 'review', may, inputs, inChannel: 'same' });

const approval = { nextReviewAt: '2027-03-01', validUntil: '2027-06-01', reason: '' };
const reason = 'This reason is long enough.';
const MINUTES: InputValues = {
  ...{ heldOn: '2027-01-10', attendees: [idOf('cleo'), idOf('carl'), idOf('cora')], standAside: [] },
  ...{ inFavour: '2', against: '1', abstained: '0', verdict: 'approved', reason, nextReviewAt: '2027-03-01' },
};

export const REVIEW_ACTIONS: Readonly<Record<string, Row>> = {
  'review.claim': review({
    ...inStates(['submitted', 'fullSubmitted'], GOVERNANCE),
    stopSubmitted: GOVERNANCE_OR_LEGAL,
  }),
  'review.takeOver': review({
    ...inStates(['submitted', 'fullSubmitted'], GOVERNANCE),
    ...inStates(['inReview', 'changesRequested'], without(GOVERNANCE, 'handlesGovernance')),
    stopSubmitted: GOVERNANCE_OR_LEGAL,
    stopInReview: without(GOVERNANCE_OR_LEGAL, 'handlesGovernance', 'handlesLegal'),
  }),
  // Whoever has it may give it back, with or without a role.
  'review.release': review(inStates(['inReview', 'stopInReview'], ['handles', 'handlesGovernance', 'handlesLegal'])),
  'review.handOver': review(HANDS_OVER),
  // In the lane “full” an impact assessment would have to be approved before.
  'review.approve': review(DECIDES),
  'review.approveWithConditions': review(DECIDES),
  'review.requestChanges': review(DECIDES_IN_FULL),
  'review.reject': review(REJECTS),
  'review.revoke': review(REVOKES),
  // Whose it is replies instead.
  'review.comment': review(inStates(ALL, ADVISERS_TOO)),
  'review.reply': review(inStates(ALL, THEIRS)),
  'review.supplierFacts': review(RECORDS),
  'review.advise': review(inStates(UNDECIDED, ADVISERS_TOO)),
  'review.recuse': review(inStates(UNDECIDED, ADVISERS_TOO)),
  'review.setLevel': assessment({ high: GOVERNANCE_OR_LEGAL }),
  'review.decideLaw': assessment(inStates(ASSESSED, LEGAL)),
  'review.confirmLowering': assessment({ lowering: CONFIRMS }),
  'review.declineLowering': assessment({ lowering: DECLINES }),
  'review.recordCommittee': assessment(inStates(['beforeCommittee', 'recorded'], ['secretary', 'allRoles'])),
  'review.confirmCommittee': assessment({ recorded: ['chair', 'allRoles'] }),
  'review.returnCommittee': assessment({ recorded: ['chair', 'allRoles'] }),
  'law.change': row({ on: 'changedLaw', may: { asked: LAW_READERS }, inChannel: 'aside' }),
  'law.answer': row({ on: 'changedLaw', may: { asked: THEIRS }, inChannel: 'same' }),
  // To read: everybody with a role in it, and the submitter.
  'review.show': review(
    inStates(ALL, [...ADVISERS_TOO, 'own', 'ownAllRoles', 'ownElsewhereAllRoles', 'answersForAllRoles']),
  ),
};

export const REVIEW_FORMS: Readonly<Record<string, Row>> = {
  'review.approve': review(DECIDES, approval),
  'review.approveWithConditions': review(DECIDES, { ...approval, conditions: 'Be careful' }),
  'review.requestChanges': review(DECIDES_IN_FULL, { questions: ['users'], remark: 'Please be exact.' }),
  'review.reject': review(REJECTS, { reason }),
  'review.revoke': review(REVOKES, { reason }),
  'review.comment': review(inStates(ALL, [...ADVISERS_TOO, ...THEIRS]), { comment: 'I see.' }),
  'review.reply': review(inStates(ALL, [...ADVISERS_TOO, ...THEIRS]), { comment: 'I see.' }),
  'review.advise': review(inStates(UNDECIDED, ADVISERS_TOO), { stance: 'against', comment: 'Better not.' }),
  'review.recuse': review(inStates(UNDECIDED, ADVISERS_TOO), {}),
  'review.setLevel': assessment({ high: GOVERNANCE_OR_LEGAL }, { level: 'low', reason }),
  'review.decideLaw': assessment(inStates(ASSESSED, LEGAL), { outOfScope: 'covered', reason }),
  'review.declineLowering': assessment({ lowering: DECLINES }, { reason }),
  'review.recordCommittee': assessment(inStates(['beforeCommittee', 'recorded'], ['secretary', 'allRoles']), MINUTES),
  'review.returnCommittee': assessment({ recorded: ['chair', 'allRoles'] }, { reason }),
  'law.answer': row({
    ...{ on: 'changedLaw', may: { asked: THEIRS }, inChannel: 'same' },
    inputs: { [`law-${ASKED_FACT}`]: 'unknown' },
  }),
  'review.handOver': review(HANDS_OVER, { colleague: idOf('gerd') }),
  'review.supplierFacts': review(RECORDS, { dataRegion: 'EU', trainsOnOurData: 'no', source: 'contract' }),
};

/** Who may learn from a reply how an assessment stands. */
export const ASSESSMENT_READERS: readonly Who[] = [...ASSESSORS, ...THEIRS];

/** Who may learn from a reply how a review stands. */
export const REVIEW_READERS: readonly Who[] = [...ADVISERS_TOO, ...THEIRS];

import { answerCard } from '../../../../src/assistant/card.ts';
import { passageCard } from '../../../../src/assistant/passage-card.ts';
import { action } from '../../../../src/chat/capability.ts';
import type { Card, Form } from '../../../../src/chat/card.ts';
import { foldedCard } from '../../../../src/chat/fold.ts';
import { teamCard } from '../../../../src/desk/team.ts';
import type { Answer, AnswerValue } from '../../../../src/interviews/answer.ts';
import { proposalsCard, questionCard, summaryCard } from '../../../../src/interviews/cards.ts';
import { type InterviewState, newInterview } from '../../../../src/interviews/interview-state.ts';
import type { InterviewRecord } from '../../../../src/interviews/interview-store.ts';
import { questionsOf } from '../../../../src/interviews/questionnaire.ts';
import { sectionForm } from '../../../../src/interviews/section-form.ts';
import { spokenCard } from '../../../../src/interviews/words.ts';
import { coverageCard } from '../../../../src/register/coverage-card.ts';
import { approvedUsesCard } from '../../../../src/register/register-cards.ts';
import { transferForm, useCard } from '../../../../src/register/use-card.ts';
import { approveForm, conditionsForm } from '../../../../src/reviews/approval-forms.ts';
import type { DecisionWords } from '../../../../src/reviews/decision-words.ts';
import { changesForm, rejectForm, supplierFactsForm } from '../../../../src/reviews/forms.ts';
import { reviewCard } from '../../../../src/reviews/review-card.ts';
import type { ReviewCardData } from '../../../../src/reviews/review-card-data.ts';
import { submissionCard } from '../../../../src/reviews/submission-card.ts';
import { changesRequestedCard, decisionCard, revokedCard } from '../../../../src/reviews/submitter-cards.ts';
import { theRegistration } from '../../interviews/shipped.ts';
import { aRegister, ask, asker, aUse, meetingNotes, words } from '../../register/builders.ts';
import { approval, aReview, grace, history, IN_A_MONTH, NOW, policy } from '../../reviews/builders.ts';

/** Ids as long as real ones. */
const ID = '01980a5c-7b7e-7d3a-9f52-3c1f0f6f7a10';
const source = { personId: 'maya', at: '2027-01-11T09:00:00.000Z', messageId: 'C1/1700.1' };
const registration = theRegistration();

const ANSWERS: Readonly<Record<string, AnswerValue>> = {
  tool: 'Otter.ai',
  purpose: 'client-call-transcription',
  account: 'company-team',
  users: 'team',
  countries: ['se', 'de'],
};

function anInterview(changed: Partial<InterviewState> = {}): InterviewRecord {
  return {
    id: ID,
    questionnaireId: registration.id,
    questionnaireVersion: registration.version,
    ownerId: 'maya',
    conversation: { platform: 'slack', workspace: 'T1', conversation: 'D9@U1/1700.1', visibility: 'direct' },
    state: { ...newInterview(), ...changed },
    reviewId: undefined,
    version: 4,
    startedAt: NOW,
    updatedAt: NOW,
  };
}

const known = (value: AnswerValue): Answer => ({ kind: 'known', value, source });
const answers = Object.fromEntries(Object.entries(ANSWERS).map(([id, value]) => [id, known(value)]));

/** The question's card while it is the current one. */
export function openQuestion(id: string): Card {
  const question = questionsOf(registration).find((one) => one.id === id);
  if (!question) throw new Error(`No question ${id}`);
  return questionCard(registration, anInterview({ answers, current: id, history: ['tool', 'purpose'] }), question);
}

const folded = (id: string): Card => {
  const question = questionsOf(registration).find((one) => one.id === id);
  if (!question) throw new Error(`No question ${id}`);
  return questionCard(registration, anInterview({ answers, current: 'data' }), question);
};

const proposals = proposalsCard(
  registration,
  anInterview({
    phase: 'confirming',
    proposals: [
      { questionId: 'tool', value: 'Otter.ai', source: { ...source, quote: 'Otter.ai' } },
      {
        questionId: 'purpose',
        value: 'client-call-transcription',
        source: { ...source, quote: 'transcribe client calls' },
      },
      { questionId: 'users', value: 'team', source: { ...source, quote: 'my team' } },
    ],
  }),
);

const decision: DecisionWords = {
  decisionId: ID,
  verdict: 'approvedWithConditions',
  decidedBy: 'Priya Raman',
  decidedAt: NOW,
  reason: 'Useful, and the recordings stay in the EU. Please tell every client at the start of the call.',
  conditions: [
    { text: 'Ask every participant for consent before recording starts.', precondition: false },
    { text: 'Delete recordings after 30 days.', precondition: false },
    { text: 'Sign the data processing agreement with Otter.ai, Inc.', precondition: true },
  ],
  validUntil: new Date('2028-03-01'),
  nextReviewAt: new Date('2027-09-01'),
};

const reviewData: ReviewCardData = {
  review: { ...aReview({ id: ID }), version: 1 },
  subject: 'Otter.ai for recording or transcribing client calls',
  submitter: { name: 'Maya Lindqvist', department: 'Sales' },
  answers: [
    { label: 'Tool', value: 'Otter.ai' },
    { label: 'Purpose', value: 'Recording or transcribing client calls' },
    { label: 'Account', value: 'Company account, team or business plan' },
    { label: 'Used by', value: 'My team' },
    { label: 'Countries', value: 'Sweden, Germany' },
    { label: 'Data', value: 'Contact data of clients, Voice and image' },
    { label: 'Connected to', value: 'Calendar' },
    { label: 'Circumstances', value: 'People are recorded' },
    { label: 'Start', value: '1 March 2027' },
  ],
  because: [
    { lane: 'light', text: 'People outside the company are recorded.', clause: 'A.9.4' },
    { lane: 'light', text: 'Personal data of clients is processed.', clause: '6.1.4' },
  ],
  unknowns: [{ label: 'Where the data is stored', knower: 'the supplier’s trust page' }],
  unknownDetails: ['Cost centre'],
  contradictions: ['No personal data, yet client calls are recorded.'],
  changes: [{ label: 'Data', before: 'None', after: 'Contact data of clients' }],
  requests: [],
  similar: [{ reference: 'AIU-3', title: 'Fireflies for notes of internal meetings', conditions: ['Tell everybody'] }],
  comments: [
    { id: 'c', direction: 'internal', author: 'Jonas Weber', text: 'The works council has to hear of this.', at: NOW },
  ],
  nameOf: (id) => ({ grace: 'Priya Raman' })[id],
};

const approved = history(aReview({ id: ID }), [{ kind: 'claim' }, grace], [{ ...approval, version: 2 }, grace]);
const otterUse = aUse(
  { id: ID, nextReviewAt: IN_A_MONTH },
  {
    conditions: [
      { id: ID, text: 'Ask every participant for consent before recording starts.', precondition: false },
      { id: ID, text: 'Sign the data processing agreement with Otter.ai, Inc.', precondition: true },
    ],
    memberIds: ['pat', 'sam'],
  },
);
const query = { product: 'Otter.ai', purpose: 'meeting-notes' };
const coverage = { query, asker, words };

const answer = {
  text: '',
  lead: '',
  sentences: [
    {
      text: 'An AI system impact assessment looks at what a system can do to people, groups and society over its whole life.',
      cites: ['iso42001:6.1.4'],
    },
    { text: 'It is done again when the system or its use changes.', cites: ['iso42001:8.4'] },
  ],
  citations: [
    { id: 'iso42001:6.1.4', title: 'AI system impact assessment' },
    { id: 'iso42001:8.4', title: 'Carrying out impact assessments' },
    { id: 'guidance:impact-assessment', title: 'How we assess the impact of an AI system' },
  ],
  band: 'answer',
  score: 0.9,
  abstained: false,
} as const;

/** What the product really shows, each under its name. */
export const realCards: Readonly<Record<string, Card>> = {
  'question by buttons': openQuestion('purpose'),
  'question by boxes': openQuestion('data'),
  'question by countries': openQuestion('countries'),
  'question in words': openQuestion('tool'),
  'answered question': folded('purpose'),
  proposals,
  summary: summaryCard(registration, anInterview({ phase: 'reviewing', answers })),
  'why a question is asked': spokenCard(registration, anInterview(), { kind: 'explain', questionId: 'data' }),
  help: spokenCard(registration, anInterview(), { kind: 'help' }),
  cancelling: spokenCard(registration, anInterview(), { kind: 'askCancel', answers: 4 }),
  review: reviewCard(reviewData),
  'decided review': reviewCard({ ...reviewData, review: approved, decision }),
  submission: submissionCard(reviewData),
  decision: decisionCard({
    reference: 'REV-40',
    subject: reviewData.subject,
    decision,
    receipt: {
      questionnaireId: registration.id,
      questionnaireVersion: 1,
      policyVersion: 1,
      answersHash: 'a3f9'.repeat(16),
    },
  }),
  revoked: revokedCard('REV-40', reviewData.subject, 'The supplier was sold.', 'Priya Raman'),
  'changes requested': changesRequestedCard({
    reference: 'REV-40',
    subject: reviewData.subject,
    reviewer: 'Priya Raman',
    requests: [{ label: 'Data', remark: 'Is the voice of clients stored?' }],
    answer: action('interview.resume', 'Answer', { interview: ID }, 'primary'),
  }),
  covered: coverageCard(ask(meetingNotes, aRegister([aUse()])), coverage),
  'covered if': coverageCard(ask(query, aRegister([aUse({ id: ID })])), coverage),
  differs: coverageCard(ask(query, aRegister([otterUse])), coverage),
  'not in the register': coverageCard(ask({ product: 'Fireflies' }, aRegister([aUse()])), {
    ...coverage,
    query: { product: 'Fireflies' },
  }),
  use: useCard(otterUse, words, (id) => ({ olga: 'Olga Sato' })[id]),
  'approved uses': approvedUsesCard([aUse({ id: ID }), otterUse], NOW, words),
  answer: answerCard(answer),
  abstention: answerCard({
    ...answer,
    lead: 'I could not find that. Please ask the governance team.',
    sentences: [],
    citations: [],
    band: 'abstain',
  }),
  passage: passageCard({
    id: 'iso42001:6.1.4',
    title: 'AI system impact assessment',
    kind: 'clause',
    asOf: '2026-11-22',
    source: 'In our own words',
    aliases: [],
    related: [],
    sections: [
      {
        heading: 'What it asks for',
        text: 'Look at what a system can do to people.\n\nWrite it down.',
        sentences: ['Look at what a system can do to people.', 'Write it down.'],
      },
    ],
  }),
  team: teamCard([
    {
      ...{
        id: 'priya',
        displayName: 'Priya Raman',
        title: 'Head of AI governance',
        department: 'Legal',
        country: 'se',
      },
      ...{ roles: ['governance'], erasedAt: undefined },
    },
  ]),
  folded: foldedCard(proposals),
};

/** Every form that people get, each under its name. */
export const realForms: Readonly<Record<string, Form>> = {
  approve: approveForm(reviewData.review, policy, NOW),
  'approve with conditions': conditionsForm(reviewData.review, policy, NOW),
  'ask for changes': changesForm(reviewData.review, [
    { questionId: 'data', label: 'Data' },
    { questionId: 'countries', label: 'Countries' },
  ]),
  reject: rejectForm(reviewData.review),
  'supplier facts': supplierFactsForm(reviewData.review),
  'new owner': transferForm(otterUse, [
    { id: ID, displayName: 'Olga Sato', title: '', department: '', country: '', roles: [], erasedAt: undefined },
  ]),
  'a section': sectionForm(registration, anInterview({ current: 'account' })) ?? rejectForm(reviewData.review),
};

import type { InputValues } from '../../../src/chat/form.ts';
import { EVERYONE, OWN_ANYWHERE, type Who } from './cast.ts';
import { SHARED_FILE } from './interview-rows.ts';
import { ANYBODY, inStates, type Row, row } from './rows.ts';
import { idOf } from './things.ts';

const ALL_ROLES: readonly Who[] = ['allRoles', 'ownAllRoles', 'ownElsewhereAllRoles', 'answersForAllRoles'];
/** Who holds the role, whatever the thing is to them. */
export const GOVERNANCE: readonly Who[] = [...ALL_ROLES, 'governance', 'handlesGovernance'];
export const ADMINISTRATORS: readonly Who[] = [...ALL_ROLES, 'administrator'];
/** Who answers questions. */
export const ANSWERERS: readonly Who[] = [...GOVERNANCE, 'legal', 'handlesLegal', 'dataProtection'];

const without = (all: readonly Who[], ...some: readonly Who[]) => all.filter((who) => !some.includes(who));
const notOwn = (all: readonly Who[]) => without(all, ...OWN_ANYWHERE);

/** Who decides or advises anywhere, and so has something to hand over while they are away. */
const DELEGATES: readonly Who[] = [...ANSWERERS, 'management'];
const AWAY: InputValues = { from: '2027-01-11', until: '2027-02-01', colleague: idOf('gerd') };

const ABSENCE_ACTIONS: Readonly<Record<string, Row>> = {
  'absence.plan': row({ on: 'nothing', may: { always: DELEGATES }, inChannel: 'same' }),
  'absence.end': row({ on: 'absence', may: { away: OWN_ANYWHERE }, inChannel: 'same' }),
};

const ABSENCE_FORMS: Readonly<Record<string, Row>> = {
  'absence.plan': row({
    ...{ on: 'nothing', inputs: AWAY, inChannel: 'aside' },
    // Maya is away then already.
    may: { always: DELEGATES.filter((who) => who !== 'ownAllRoles' && who !== 'ownElsewhereAllRoles') },
  }),
};

// What is asked.

const QUESTIONS = ['open', 'assigned', 'answered'] as const;
const asked = { on: 'question', inChannel: 'same' } as const;

const QUESTION_ACTIONS: Readonly<Record<string, Row>> = {
  'question.ask': row({ on: 'answer', may: { direct: OWN_ANYWHERE, shared: EVERYONE }, inChannel: 'same' }),
  'question.write': row({ ...ANYBODY, inChannel: 'same' }),
  'question.assign': row({
    ...asked,
    may: { open: notOwn(ANSWERERS), assigned: without(notOwn(ANSWERERS), 'handlesGovernance', 'handlesLegal') },
  }),
  'question.answer': row({ ...asked, may: inStates(QUESTIONS, notOwn(ANSWERERS)) }),
  'question.askFurther': row({ ...asked, may: inStates(QUESTIONS, OWN_ANYWHERE) }),
  'question.show': row({ ...asked, may: inStates(QUESTIONS, [...OWN_ANYWHERE, ...notOwn(ANSWERERS)]) }),
};

const QUESTION_FORMS: Readonly<Record<string, Row>> = {
  'question.write': row({ ...ANYBODY, inputs: { text: 'May I?' }, inChannel: 'same' }),
  'question.answer': row({ ...asked, may: inStates(QUESTIONS, notOwn(ANSWERERS)), inputs: { text: 'Yes.' } }),
  'question.askFurther': row({ ...asked, may: inStates(QUESTIONS, OWN_ANYWHERE), inputs: { text: 'And then?' } }),
};

// What is reported.

const OPEN = ['open', 'incident', 'taken'] as const;
export const HANDLERS: readonly Who[] = notOwn(GOVERNANCE);
export const INCIDENT_HANDLERS: readonly Who[] = [...HANDLERS, 'legal', 'handlesLegal'];
const reported = { on: 'concern', inChannel: 'same' } as const;

const CONCERN_ACTIONS: Readonly<Record<string, Row>> = {
  'concern.report': row({ ...ANYBODY, inChannel: 'same' }),
  'concern.take': row({ ...reported, may: { open: HANDLERS, incident: INCIDENT_HANDLERS } }),
  'concern.takeOver': row({
    ...reported,
    may: { open: HANDLERS, incident: INCIDENT_HANDLERS, taken: without(HANDLERS, 'handlesGovernance') },
  }),
  'concern.ask': row({ ...reported, may: { taken: ['handlesGovernance'] } }),
  'concern.close': row({ ...reported, may: { taken: ['handlesGovernance'] } }),
  'concern.reply': row({ ...reported, may: inStates(OPEN, OWN_ANYWHERE) }),
  'concern.show': row({
    ...reported,
    may: {
      ...inStates(['open', 'taken', 'closed'], [...HANDLERS, ...OWN_ANYWHERE]),
      incident: [...INCIDENT_HANDLERS, ...OWN_ANYWHERE],
    },
  }),
};

const CONCERN_FORMS: Readonly<Record<string, Row>> = {
  'concern.report': row({ ...ANYBODY, inputs: { kind: 'concern', what: 'I worry.' }, inChannel: 'same' }),
  'concern.ask': row({ ...reported, may: { taken: ['handlesGovernance'] }, inputs: { text: 'When was it?' } }),
  'concern.close': row({
    ...reported,
    may: { taken: ['handlesGovernance'] },
    inputs: { outcome: 'corrected', reason: 'It was put right.' },
  }),
  'concern.reply': row({ ...reported, may: inStates(OPEN, OWN_ANYWHERE), inputs: { text: 'Yesterday.' } }),
};

// What is approved.

const HOLDS = ['approved', 'withPrecondition'] as const;
const USES = [...HOLDS, 'revoked', 'prohibited', 'retired', 'unreviewed'] as const;
const MANAGERS: readonly Who[] = [...GOVERNANCE, 'answersFor'];
const registered = { on: 'use', inChannel: 'same' } as const;

const REGISTER_ACTIONS: Readonly<Record<string, Row>> = {
  // For everybody of the company in the same country, as it was approved, once nothing is missing.
  'register.join': row({ ...registered, may: { approved: EVERYONE } }),
  'register.retire': row({ ...registered, may: inStates(HOLDS, MANAGERS) }),
  'register.transfer': row({ ...registered, may: inStates(HOLDS, MANAGERS) }),
  // The register is open to everybody.
  'register.show': row({ ...registered, may: inStates(USES, EVERYONE) }),
  'register.decision': row({ ...registered, may: inStates(USES, EVERYONE) }),
  'register.system': row({ ...registered, may: inStates(USES, EVERYONE) }),
  ...Object.fromEntries(
    ['law.show', 'law.how', 'law.duties'].map((id) => [id, row({ ...registered, may: inStates(USES, EVERYONE) })]),
  ),
  'register.verify': row({
    ...registered,
    may: { withPrecondition: without(notOwn(GOVERNANCE), 'answersForAllRoles') },
  }),
};

// Documents of our own.

const WRITTEN = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
const NOT_APPROVED: readonly Who[] = [...new Set([...GOVERNANCE, ...OWN_ANYWHERE])];
const read = { ...inStates(WRITTEN, NOT_APPROVED), approved: EVERYONE };
const reviewed = { on: 'document', may: { proposed: notOwn(GOVERNANCE) }, inChannel: 'same' } as const;
const withdrawn = { on: 'document', may: { approved: GOVERNANCE }, inChannel: 'same' } as const;

const DOCUMENT_ACTIONS: Readonly<Record<string, Row>> = {
  'documents.add': row({ on: 'nothing', may: { always: GOVERNANCE }, inChannel: 'same' }),
  'documents.addFile': row({
    on: 'nothing',
    may: { always: GOVERNANCE },
    value: SHARED_FILE,
    inChannel: 'aside',
    isAnswered: true,
  }),
  'documents.draft': row({ ...asked, may: inStates(QUESTIONS, GOVERNANCE) }),
  'documents.approve': row(reviewed),
  'documents.reject': row(reviewed),
  'documents.withdraw': row(withdrawn),
  'documents.show': row({ on: 'document', may: read, inChannel: 'aside' }),
  'documents.read': row({ on: 'document', may: read, inChannel: 'same' }),
};

const DOCUMENT_FORMS: Readonly<Record<string, Row>> = {
  'documents.add': row({
    ...{ on: 'nothing', may: { always: GOVERNANCE }, inChannel: 'same' },
    inputs: { title: 'Rules', text: 'Nobody pastes customer data into a chatbot.' },
  }),
  'documents.reject': row({ ...reviewed, inputs: { reason: 'It is a joke.' } }),
  'documents.withdraw': row({ ...withdrawn, inputs: { reason: 'It is old.' } }),
};

// The rest.

const judged = { on: 'answer', may: { direct: OWN_ANYWHERE, shared: EVERYONE }, inChannel: 'same' } as const;
const member = { on: 'person', may: { member: ADMINISTRATORS } } as const;

export const OTHER_ACTIONS: Readonly<Record<string, Row>> = {
  ...QUESTION_ACTIONS,
  ...CONCERN_ACTIONS,
  ...ABSENCE_ACTIONS,
  ...REGISTER_ACTIONS,
  ...DOCUMENT_ACTIONS,
  'feedback.up': row(judged),
  'feedback.down': row(judged),
  'members.find': row({ ...member, inputs: { name: 'Gerd' }, isAnswered: true, inChannel: 'aside' }),
  'members.edit': row({ ...member, inChannel: 'same' }),
  'adoption.adopt': row({ on: 'questionnaire', may: { proposed: GOVERNANCE }, inChannel: 'same' }),
  'adoption.list': row({ on: 'nothing', may: { always: GOVERNANCE }, inChannel: 'same' }),
  'passage.open': row({ on: 'passage', may: { known: EVERYONE }, inChannel: 'same' }),
  'desk.home': row({ ...ANYBODY, inChannel: 'refused' }),
};

export const OTHER_FORMS: Readonly<Record<string, Row>> = {
  ...QUESTION_FORMS,
  ...CONCERN_FORMS,
  ...ABSENCE_FORMS,
  ...DOCUMENT_FORMS,
  'register.transfer': row({ ...registered, may: inStates(HOLDS, MANAGERS), inputs: { owner: idOf('tom') } }),
  'feedback.down': row({ ...judged, inputs: { reason: 'wrong' } }),
  'members.change': row({ ...member, inputs: { roles: ['governance', 'auditor'] }, inChannel: 'same' }),
};

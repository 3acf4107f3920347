import type { ActionValue } from '../../../src/chat/card.ts';
import type { InputValues } from '../../../src/chat/form.ts';
import { type Actor, CAST, EVERYONE, OWN, OWN_ANYWHERE, type Who } from './cast.ts';
import { ADVISERS_TOO, THEIRS } from './review-rows.ts';
import { ANYBODY, inStates, type Row, type RowOn, row } from './rows.ts';
import { idOf } from './things.ts';

const UNDER_WAY = ['confirming', 'asking', 'reviewing', 'paused', 'changesRequested'] as const;
const AWAKE = ['confirming', 'asking', 'reviewing', 'changesRequested'] as const;

/** Only whoever began it, only alone with Steward, and only until it is submitted or cancelled. */
const answering = (value: ActionValue = {}, states: readonly (typeof UNDER_WAY)[number][] = UNDER_WAY): Row =>
  row({ on: 'interview', may: inStates(states, OWN), value, inChannel: 'refused' });
const users = { question: 'users' };
/** As a button carries it. */
export const SHARED_FILE = { file: 'F1', name: 'notes.md', mimeType: '', bytes: 10 };

/** Whom the owner asked, whatever roles they hold. */
export const ASKED: readonly Who[] = ['handles', 'handlesGovernance', 'handlesLegal'];

/** Who works on an assessment, decides on it at some level, advises or audits. */
export const REPORT_READERS: readonly Who[] = [
  ...new Set<Who>([
    ...[...OWN_ANYWHERE, ...ADVISERS_TOO, 'answersForAllRoles' as const],
    ...(['management', 'secretary', 'chair', 'auditor'] as const),
  ]),
];
/** Whoever works on it, governance and legal. */
const RECORDERS = EVERYONE.filter((who) => {
  const { relation, roles }: Actor = CAST[who];
  return OWN_ANYWHERE.includes(who) || relation === 'own' || roles.includes('governance') || roles.includes('legal');
});
/** Where it is about a system of the register, whoever answers for that, too. */
const written = (who: readonly Who[]) => ({ draft: who, assessed: [...who, 'answersFor' as const] });
const notified = (inputs: InputValues = {}): Row =>
  row({ on: 'impactAssessment', may: written(RECORDERS), inputs, inChannel: 'same' });
const reported = (value: ActionValue = {}): Row =>
  row({ on: 'impactAssessment', may: written(REPORT_READERS), value, inChannel: 'aside' });

type Kind = 'question' | 'section' | 'coAuthor' | 'owner';
const ANY_KIND: readonly Kind[] = ['question', 'section', 'coAuthor', 'owner'];
const ONCE: readonly Kind[] = ['question', 'section'];
const ANSWERED: readonly Kind[] = ['question', 'section', 'coAuthor'];

/** Only the one who was asked, alone with Steward, while it is open. */
const asked = (kinds: readonly Kind[], rest: Pick<RowOn<'share'>, 'value' | 'inputs'> = {}): Row =>
  row({ on: 'share', may: inStates(kinds, ASKED), inChannel: 'refused', ...rest });
const somebody = { colleague: idOf('gerd') };

const GOVERNANCE: readonly Who[] = EVERYONE.filter((who) => {
  const { roles }: Actor = CAST[who];
  return roles.includes('governance');
});
export const CHANGE_TELLERS: readonly Who[] = [...new Set([...OWN_ANYWHERE, ...GOVERNANCE, 'answersFor' as const])];
/** Whoever declared it or answers for it, and does not keep the register. */
const ASKS_OTHERS: readonly Who[] = ['own', 'ownElsewhere', 'answersFor'];
const FINDERS: readonly Who[] = GOVERNANCE.filter((who) => !THEIRS.includes(who));

const begins: Row = row({ ...ANYBODY, inChannel: 'aside' });

export const INTERVIEW_ACTIONS: Readonly<Record<string, Row>> = {
  'interview.answer': answering({ ...users, option: 'only-me' }),
  'interview.confirm': answering({ question: 'tool' }),
  'interview.reject': answering({ question: 'tool' }),
  // Once it is submitted, it opens a form to write to the reviewers.
  'interview.change': row({
    ...{ on: 'interview', may: inStates([...UNDER_WAY, 'submitted'], OWN), value: users, inChannel: 'refused' },
  }),
  'interview.unknown': answering(users),
  'interview.skip': answering(users),
  'interview.why': answering(users),
  // Of a question that is not asked again, it says that it was answered.
  'interview.keep': answering(users),
  'interview.confirmFurther': answering({ revision: 1 }),
  'interview.rejectFurther': answering({ revision: 1 }),
  'interview.keepDescribed': answering({ revision: 1 }),
  'interview.dropDescribed': answering({ revision: 1 }),
  'interview.confirmAll': answering(),
  'interview.rejectAll': answering(),
  'interview.back': answering(),
  'interview.pause': answering({}, AWAKE),
  'interview.resume': answering(),
  'interview.cancel': answering(),
  'interview.confirmCancel': answering(),
  'interview.summary': row({
    on: 'interview',
    may: inStates([...UNDER_WAY, 'submitted'], OWN),
    inChannel: 'refused',
  }),
  'interview.submit': answering(),
  // In the summary nothing is left to ask in a form.
  'interview.form': answering({}, ['confirming', 'asking', 'paused', 'changesRequested']),
  'interview.keepFile': answering(),
  'interview.dropFile': answering(),
  'interview.overview': answering(),
  'interview.openSection': answering(),
  'together.ask': answering(users),
  'together.coAuthor': answering(),
  // What was submitted once stays with whoever submitted it.
  'together.handOver': answering({}, ['confirming', 'asking', 'reviewing', 'paused']),
  'together.withdraw': row({ on: 'share', may: inStates(ANY_KIND, OWN), inChannel: 'refused' }),
  'together.answer': asked(ANSWERED, { value: { option: 'only-me' } }),
  'together.form': asked(ANSWERED),
  'together.decline': asked(ANY_KIND),
  'together.passOn': asked(ONCE),
  'together.accept': asked(['owner']),
  'together.show': asked(ANY_KIND),
  // For whoever declared it and whoever answers for it.
  'assessment.start': row({
    on: 'impactAssessment',
    may: { offered: THEIRS, outdated: THEIRS, assessedAlready: THEIRS, assessedByOthers: THEIRS },
    inChannel: 'aside',
  }),
  // Of a system that is assessed: whoever may read that assessment; whoever declared the use and may not, asks them.
  'assessment.takeOver': row({
    on: 'impactAssessment',
    may: { assessedAlready: CHANGE_TELLERS, assessedByOthers: GOVERNANCE },
    inChannel: 'aside',
  }),
  'assessment.askTakeOver': row({ on: 'impactAssessment', may: { assessedByOthers: ASKS_OTHERS }, inChannel: 'same' }),
  // Whoever wrote the last version, answers for the system or keeps the register.
  'assessment.changed': row({ on: 'impactAssessment', may: { assessed: CHANGE_TELLERS }, inChannel: 'refused' }),
  // The same, of one that is approved; the form opens for them alone.
  'assessment.repeat': row({ on: 'impactAssessment', may: { assessed: CHANGE_TELLERS }, inChannel: 'same' }),
  // Those who decide on the declaration, and neither submitted nor own it.
  'assessment.immaterial': row({ on: 'impactAssessment', may: { outdated: FINDERS }, inChannel: 'same' }),
  'report.notify': notified(),
  'report.show': reported(),
  'report.file': reported({ format: 'md' }),
  'interview.start': begins,
  'interview.startAsForm': begins,
  'interview.startWithFile': row({ ...ANYBODY, value: SHARED_FILE, inChannel: 'aside' }),
  'interview.declareFrom': begins,
};

export const INTERVIEW_FORMS: Readonly<Record<string, Row>> = {
  'assessment.changed': row({
    ...{ on: 'impactAssessment', may: { assessed: CHANGE_TELLERS }, inChannel: 'refused' },
    inputs: { changes: ['region'] },
  }),
  'assessment.repeat': row({
    ...{ on: 'impactAssessment', may: { assessed: CHANGE_TELLERS }, inChannel: 'aside' },
    inputs: {},
  }),
  'assessment.immaterial': row({
    ...{ on: 'impactAssessment', may: { outdated: FINDERS }, inChannel: 'same' },
    inputs: { reason: 'It was among it before.' },
  }),
  'report.notify': notified({ state: 'notified', onDay: '2025-01-01', note: 'Registered letter' }),
  'interview.form': row({
    on: 'interview',
    may: inStates(UNDER_WAY, OWN),
    inputs: { users: 'only-me' },
    inChannel: 'refused',
  }),
  'together.ask': row({
    ...{ on: 'interview', may: inStates(UNDER_WAY, OWN), inChannel: 'refused' },
    inputs: { ...somebody, part: 'question:users' },
  }),
  'together.coAuthor': row({
    ...{ on: 'interview', may: inStates(UNDER_WAY, OWN), inChannel: 'refused' },
    inputs: { ...somebody, sections: ['use'] },
  }),
  'together.handOver': row({
    ...{ on: 'interview', may: inStates(['confirming', 'asking', 'reviewing', 'paused'], OWN), inChannel: 'refused' },
    inputs: somebody,
  }),
  'together.form': asked(ANSWERED, { inputs: { users: 'only-me' } }),
  'together.passOn': asked(ONCE, { inputs: somebody }),
  'interview.declareFrom': row({
    ...ANYBODY,
    inputs: { text: 'We use Otter.ai for client calls.' },
    inChannel: 'aside',
  }),
};

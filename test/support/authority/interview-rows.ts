import type { ActionValue } from '../../../src/chat/card.ts';
import { OWN } from './cast.ts';
import { ANYBODY, inStates, type Row, row } from './rows.ts';

const UNDER_WAY = ['confirming', 'asking', 'reviewing', 'paused', 'changesRequested'] as const;
const AWAKE = ['confirming', 'asking', 'reviewing', 'changesRequested'] as const;

/** Only whoever began it, only alone with Steward, and only until it is submitted or cancelled. */
const answering = (value: ActionValue = {}, states: readonly (typeof UNDER_WAY)[number][] = UNDER_WAY): Row =>
  row({ on: 'interview', may: inStates(states, OWN), value, inChannel: 'refused' });
const users = { question: 'users' };

const begins: Row = row({ ...ANYBODY, inChannel: 'aside' });

export const INTERVIEW_ACTIONS: Readonly<Record<string, Row>> = {
  'interview.answer': answering({ ...users, option: 'only-me' }),
  'interview.confirm': answering({ question: 'tool' }),
  'interview.reject': answering({ question: 'tool' }),
  'interview.change': answering(users),
  'interview.unknown': answering(users),
  'interview.skip': answering(users),
  'interview.why': answering(users),
  'interview.confirmFurther': answering({ revision: 1 }),
  'interview.rejectFurther': answering({ revision: 1 }),
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
  'interview.start': begins,
  'interview.startAsForm': begins,
  'interview.declareFrom': begins,
};

export const INTERVIEW_FORMS: Readonly<Record<string, Row>> = {
  'interview.form': row({
    on: 'interview',
    may: inStates(UNDER_WAY, OWN),
    inputs: { users: 'only-me' },
    inChannel: 'refused',
  }),
  'interview.declareFrom': row({
    ...ANYBODY,
    inputs: { text: 'We use Otter.ai for client calls.' },
    inChannel: 'aside',
  }),
};

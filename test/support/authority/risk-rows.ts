import type { Role } from '../../../src/chat/event.ts';
import { type Actor, CAST, EVERYONE, OWN_ANYWHERE, type Who } from './cast.ts';
import { GOVERNANCE } from './other-rows.ts';
import { inStates, type Row, row } from './rows.ts';
import { idOf } from './things.ts';

/** Who may read all risks by a role: those who decide, advise or audit. A weakness is not for everybody to know. */
const READING: readonly Role[] = ['governance', 'legal', 'data-protection', 'security', 'management', 'auditor'];
/** The same, and those who write the assessment. */
export const RISK_READERS: readonly Who[] = EVERYONE.filter((who) => {
  const { relation, roles }: Actor = CAST[who];
  return relation === 'own' || relation === 'ownElsewhere' || roles.some((role) => READING.includes(role));
});
/** Tom, whatever roles he holds. */
export const ASKED_TO_ACCEPT: readonly Who[] = EVERYONE.filter((who) => CAST[who].relation === 'other');
const ACCEPTS = ASKED_TO_ACCEPT.filter((who) => {
  const { roles }: Actor = CAST[who];
  return roles.includes('management');
});
const notOwn = GOVERNANCE.filter((who) => !OWN_ANYWHERE.includes(who));
const TELLERS: readonly Who[] = [...new Set([...OWN_ANYWHERE, ...GOVERNANCE])];

const RISKS = ['proposed', 'kept', 'treated', 'asked', 'accepted', 'dismissed'] as const;
const REASON = 'It was measured last year.';
const DESCRIBED = {
  ...{ cause: 'Marmalade', consequence: 'It sticks', affected: 'staff', owner: idOf('maya'), reason: REASON },
  ...{ likelihood: 'likely', severity: 'serious' },
};
const TREATED = {
  ...{ treatment: 'modify', what: 'Test it every quarter', controls: ['A.7.4'], owner: idOf('maya') },
  ...{ due: '2031-01-01', likelihood: 'rare', severity: 'serious' },
};

const risk = { on: 'risk', inChannel: 'aside' } as const;
const written = row({ ...risk, may: inStates(RISKS, OWN_ANYWHERE) });
const read = row({ ...risk, may: inStates(RISKS, RISK_READERS) });
const dismissable = {
  ...risk,
  may: inStates(['proposed', 'kept', 'treated', 'asked', 'accepted'], OWN_ANYWHERE),
} as const;
const treatable = { ...risk, may: inStates(['kept', 'treated', 'asked', 'accepted'], OWN_ANYWHERE) } as const;
const answered = { ...risk, may: { asked: ACCEPTS } } as const;
const askable = { ...risk, may: inStates(['treated', 'asked', 'accepted'], OWN_ANYWHERE) } as const;
const takeable = row({ ...risk, may: inStates(['proposed', 'dismissed'], OWN_ANYWHERE) });

const control = { on: 'control', inChannel: 'aside' } as const;
const CONTROLS = ['planned', 'underWay', 'done'] as const;
const told = { ...control, may: inStates(CONTROLS, TELLERS) } as const;
const dropped = { ...control, may: inStates(CONTROLS, notOwn) } as const;
const decided = { on: 'nothing', may: { always: GOVERNANCE }, inChannel: 'aside' } as const;

export const RISK_ACTIONS: Readonly<Record<string, Row>> = {
  'risk.list': read,
  'risk.compare': read,
  'risk.show': row({
    ...risk,
    may: { ...inStates(RISKS, RISK_READERS), asked: [...new Set([...RISK_READERS, ...ASKED_TO_ACCEPT])] },
  }),
  'risk.takeOver': takeable,
  'risk.restore': takeable,
  'risk.takeOverAll': written,
  'risk.treatAll': written,
  'risk.add': written,
  'risk.change': written,
  'risk.dismiss': row(dismissable),
  'risk.treat': row(treatable),
  'risk.askAcceptance': row(askable),
  // A manager who was asked, and whose risk it is not.
  'risk.accept': row(answered),
  'risk.sendBack': row(answered),
  'risk.leaveOut': written,
  'control.show': row({ ...control, may: inStates(CONTROLS, RISK_READERS) }),
  'control.begin': row({ ...control, may: inStates(['planned', 'done'], TELLERS) }),
  'control.replan': row({ ...control, may: inStates(['underWay', 'done'], TELLERS) }),
  'control.finish': row(told),
  // Whoever owns it does not say that it need not be done.
  'control.drop': row(dropped),
  // Everybody reads the Statement of Applicability; the governance team decides what stands in it.
  'control.statement': row({ on: 'nothing', may: { always: EVERYONE }, inChannel: 'aside' }),
  'control.decide': row({ ...decided, value: { control: 'A.2.2' } }),
  'control.add': row(decided),
  'control.withdraw': row({ on: 'ownControl', may: { active: GOVERNANCE }, inChannel: 'aside' }),
};

export const RISK_FORMS: Readonly<Record<string, Row>> = {
  'risk.add': row({ ...risk, may: inStates(RISKS, OWN_ANYWHERE), inputs: DESCRIBED }),
  'risk.change': row({ ...risk, may: inStates(RISKS, OWN_ANYWHERE), inputs: DESCRIBED }),
  'risk.dismiss': row({ ...dismissable, inputs: { reason: REASON } }),
  'risk.treat': row({ ...treatable, inputs: TREATED }),
  'risk.treatAll': row({
    ...{ ...risk, may: inStates(['proposed', 'kept'], OWN_ANYWHERE) },
    inputs: ({ risk: one }) => ({ risks: [String(one)], owner: idOf('maya'), due: '2031-01-01', remains: 'asMuch' }),
  }),
  'risk.askAcceptance': row({ ...askable, inputs: { manager: idOf('ada') } }),
  'risk.accept': row({ ...answered, inputs: { reason: REASON } }),
  'risk.sendBack': row({ ...answered, inputs: { reason: REASON } }),
  'risk.leaveOut': row({
    ...risk,
    may: inStates(RISKS, OWN_ANYWHERE),
    inputs: { controls: ['A.2.2'], reason: REASON },
  }),
  'control.finish': row({ ...told, inputs: { evidence: 'https://example.com/proof' } }),
  'control.drop': row({ ...dropped, inputs: { reason: REASON } }),
  'control.decide': row({
    ...{ ...decided, value: { control: 'A.2.2' }, inputs: { state: 'notApplicable', because: REASON } },
  }),
  'control.add': row({ ...decided, inputs: { title: 'Six eyes', summary: 'Three look' } }),
};

import type { ActionValue } from '../../../src/chat/card.ts';
import { EVERYONE, OWN_ANYWHERE, type Who } from './cast.ts';
import { ASKED, CHANGE_TELLERS, REPORT_READERS } from './interview-rows.ts';
import { ADMINISTRATORS, ANSWERERS, GOVERNANCE, HANDLERS, INCIDENT_HANDLERS } from './other-rows.ts';
import { ADVISERS_TOO, LAW_READERS, THEIRS } from './review-rows.ts';
import { ASKED_TO_ACCEPT, RISK_READERS } from './risk-rows.ts';
import type { ThingKind } from './rows.ts';
import { idOf, type Things } from './things.ts';

/** Who reads a view. Whoever is not named is shown nothing of it. */
export interface ViewRow {
  readonly on: ThingKind;
  readonly subjectOf: (thing: ActionValue) => string;
  readonly partOf?: (thing: ActionValue) => string;
  /** The states in which it is drawn, with its readers. */
  readonly readers: readonly (readonly [state: string, who: readonly Who[]])[];
  /** Whether it is shown where several read along. */
  readonly several: boolean;
  /** What only its readers see. */
  readonly shows: RegExp;
  /** What not even they see. */
  readonly hides?: RegExp;
  /** Everybody reads the rest of the card. */
  readonly isOpen?: true;
}

type OnKind<Kind extends ThingKind> = Omit<ViewRow, 'on' | 'readers'> & {
  readonly on: Kind;
  readonly readers: Partial<Readonly<Record<keyof Things[Kind], readonly Who[]>>>;
};

function view<Kind extends ThingKind>({ readers, ...rest }: OnKind<Kind>): ViewRow {
  return {
    ...rest,
    readers: Object.entries<readonly Who[] | undefined>(readers).map(([state, who = []]) => [state, who]),
  };
}

const the = (name: string) => (thing: ActionValue) => String(thing[name]);
const partOfInterview = (part: string) => (thing: ActionValue) => `${thing.interview}/${part}`;

/** A role in reviews, whether or not it is one's own. */
const REVIEWERS: readonly Who[] = [...ADVISERS_TOO, 'ownAllRoles', 'ownElsewhereAllRoles', 'answersForAllRoles'];
const alone = { several: false } as const;

export const VIEWS: Readonly<Record<string, ViewRow>> = {
  'absence.standIn': view({
    on: 'absence',
    subjectOf: the('delegation'),
    readers: { away: [...OWN_ANYWHERE, 'handles', 'handlesGovernance', 'handlesLegal'] },
    several: true,
    shows: /Hanna/,
  }),
  'adoption.card': view({
    on: 'questionnaire',
    subjectOf: ({ questionnaire, version }) => `${questionnaire}@${version}`,
    readers: { proposed: EVERYONE, inForce: EVERYONE },
    several: true,
    shows: /ai-use-registration|Declare an AI use/,
  }),
  'assistant.answer': view({
    ...alone,
    on: 'answer',
    subjectOf: the('answer'),
    readers: { direct: OWN_ANYWHERE },
    shows: /Rhubarb/,
  }),
  'audit.anchor': view({
    on: 'nothing',
    subjectOf: () => '12',
    partOf: () => 'a'.repeat(64),
    readers: { always: EVERYONE },
    several: true,
    shows: /a{64}/,
  }),
  // In confidence: those who handle it do not learn from whom it came.
  'concern.card': view({
    ...alone,
    on: 'concern',
    subjectOf: the('concern'),
    readers: { open: HANDLERS, incident: INCIDENT_HANDLERS, taken: HANDLERS, closed: HANDLERS },
    shows: /Zeppelin/,
    hides: /Maya|Maja/,
  }),
  'concern.mine': view({
    ...alone,
    on: 'concern',
    subjectOf: the('concern'),
    readers: { open: OWN_ANYWHERE, closed: OWN_ANYWHERE },
    shows: /Zeppelin/,
  }),
  'concern.step': view({
    ...alone,
    on: 'concern',
    subjectOf: the('concern'),
    partOf: () => 'taken',
    readers: { taken: OWN_ANYWHERE },
    shows: /Hanna/,
  }),
  'desk.home': view({
    ...alone,
    on: 'nothing',
    subjectOf: () => idOf('maya'),
    readers: { always: OWN_ANYWHERE },
    shows: /REV-\d/,
  }),
  // Its card is posted to the team's channel, too.
  'documents.card': view({
    on: 'document',
    subjectOf: the('version'),
    readers: {
      proposed: [...new Set([...GOVERNANCE, ...OWN_ANYWHERE])],
      approved: EVERYONE,
      rejected: [...new Set([...GOVERNANCE, ...OWN_ANYWHERE])],
    },
    several: true,
    shows: /Rosebud/,
  }),
  'feedback.list': view({
    ...alone,
    on: 'nothing',
    subjectOf: () => 'feedback',
    readers: { always: GOVERNANCE },
    shows: /Rhubarb!/,
  }),
  'interview.question': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('alternatives'),
    readers: { reviewing: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /Marmalade/,
  }),
  'interview.proposals': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('proposals'),
    readers: { confirming: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /Otter/,
  }),
  'interview.further': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('further'),
    readers: { asking: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /I also read/,
  }),
  'interview.described': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('described'),
    readers: { asking: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /I read/,
  }),
  'interview.summary': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('summary'),
    readers: { reviewing: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /Quillfeather/,
  }),
  'interview.evidence': view({
    ...alone,
    on: 'interview',
    subjectOf: the('evidence'),
    readers: { asking: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /Rosebud/,
  }),
  'interview.overview': view({
    ...alone,
    on: 'interview',
    subjectOf: partOfInterview('overview'),
    readers: { asking: OWN_ANYWHERE, submitted: OWN_ANYWHERE },
    shows: /What you want to use it for/,
  }),
  'risk.list': view({
    ...{ ...alone, on: 'risk', subjectOf: the('assessment'), readers: { proposed: RISK_READERS } },
    shows: /Risks of/,
  }),
  'risk.annex': view({
    ...{ ...alone, on: 'risk', subjectOf: the('assessment'), readers: { proposed: RISK_READERS } },
    shows: /Of the 38 controls/,
  }),
  'risk.card': view({
    ...{ ...alone, on: 'risk', subjectOf: the('risk') },
    readers: { proposed: RISK_READERS, kept: RISK_READERS, asked: [...RISK_READERS, ...ASKED_TO_ACCEPT] },
    shows: /Who suffers/,
  }),
  'risk.answer': view({
    ...{ ...alone, on: 'risk', subjectOf: the('risk'), readers: { accepted: RISK_READERS } },
    shows: /accepts what remains/,
  }),
  'control.list': view({
    ...{ ...alone, on: 'control', subjectOf: the('assessment'), readers: { planned: RISK_READERS } },
    shows: /Controls of/,
  }),
  'control.card': view({
    ...{ ...alone, on: 'control', subjectOf: the('control'), readers: { planned: RISK_READERS, done: RISK_READERS } },
    shows: /A\.[79]\.[24]/,
  }),
  'control.overdue': view({
    ...{ ...alone, on: 'nothing', subjectOf: () => idOf('maya'), readers: { always: OWN_ANYWHERE } },
    shows: /overdue/,
  }),
  'control.digest': view({
    ...{ ...alone, on: 'nothing', subjectOf: () => `controls/${idOf('maya')}`, partOf: () => idOf('maya') },
    ...{ readers: { always: EVERYONE }, several: true, shows: /Nothing is due/ },
  }),
  'control.statement': view({
    ...{ on: 'nothing', subjectOf: () => 'statement', readers: { always: EVERYONE } },
    ...{ several: true, shows: /Of 38 controls/, isOpen: true },
  }),
  'assessment.live': view({
    ...alone,
    on: 'impactAssessment',
    subjectOf: partOfInterview('live'),
    readers: { draft: OWN_ANYWHERE },
    shows: /nothing can be said yet/,
  }),
  'report.summary': view({
    ...alone,
    on: 'impactAssessment',
    subjectOf: the('assessment'),
    readers: { draft: REPORT_READERS },
    shows: /nobody has decided on it/,
  }),
  'assessment.card': view({
    ...alone,
    on: 'impactAssessment',
    subjectOf: the('assessment'),
    readers: { draft: REPORT_READERS },
    shows: /being answered/,
  }),
  'assessment.nextReviews': view({
    ...{
      ...alone,
      on: 'impactAssessment',
      subjectOf: () => `next-reviews/${idOf('maya')}`,
      partOf: () => idOf('maya'),
    },
    ...{ readers: { assessed: OWN_ANYWHERE }, shows: /impact assessments? of yours/ },
  }),
  'assessment.offer': view({
    ...alone,
    on: 'impactAssessment',
    subjectOf: the('declaration'),
    readers: {
      ...{
        offered: THEIRS,
        assessedAlready: [...THEIRS, ...CHANGE_TELLERS],
        assessedByOthers: [...THEIRS, ...GOVERNANCE],
      },
    },
    shows: /needs an impact assessment first/,
  }),
  'together.asked': view({
    ...alone,
    on: 'share',
    subjectOf: the('share'),
    readers: { question: ASKED, section: ASKED, coAuthor: ASKED, owner: ASKED, answered: ASKED },
    shows: /Otter/,
    hides: /Quillfeather/,
  }),
  'together.mine': view({
    ...alone,
    on: 'share',
    subjectOf: the('share'),
    readers: { question: OWN_ANYWHERE, coAuthor: OWN_ANYWHERE, answered: OWN_ANYWHERE },
    shows: /Hanna/,
  }),
  'together.given': view({
    ...alone,
    on: 'share',
    subjectOf: the('share'),
    readers: { owner: OWN_ANYWHERE },
    shows: /Hanna/,
  }),
  'together.owed': view({
    ...alone,
    on: 'nothing',
    subjectOf: () => idOf('hanna'),
    readers: { always: ASKED },
    shows: /Maya/,
  }),
  'members.roles': view({
    ...alone,
    on: 'nothing',
    subjectOf: () => 'roles',
    readers: { always: ADMINISTRATORS },
    shows: /Gerd/,
  }),
  'question.card': view({
    on: 'question',
    subjectOf: the('question'),
    readers: { open: ANSWERERS, answered: ANSWERERS },
    several: true,
    shows: /Nightingale/,
  }),
  'question.further': view({
    on: 'question',
    subjectOf: the('question'),
    partOf: the('further'),
    readers: { assigned: ANSWERERS },
    several: true,
    shows: /Nightingale, soon/,
  }),
  'question.asked': view({
    ...alone,
    on: 'question',
    subjectOf: the('question'),
    readers: { open: OWN_ANYWHERE, answered: OWN_ANYWHERE },
    shows: /Nightingale/,
  }),
  'question.reply': view({
    ...alone,
    on: 'question',
    subjectOf: the('question'),
    partOf: the('answer'),
    readers: { answered: OWN_ANYWHERE },
    shows: /Hanna/,
  }),
  // The register is open to everybody.
  'register.use': view({
    on: 'use',
    subjectOf: the('use'),
    readers: { approved: EVERYONE, prohibited: EVERYONE },
    several: true,
    shows: /Olga/,
  }),
  'register.system': view({
    on: 'use',
    subjectOf: the('system'),
    readers: { approved: EVERYONE, prohibited: EVERYONE },
    several: true,
    shows: /AIU-1/,
  }),
  ...Object.fromEntries(
    ['law.system', 'law.how', 'law.duties'].map((name) => [
      name,
      view({
        on: 'use',
        subjectOf: the('system'),
        readers: { approved: EVERYONE },
        several: true,
        shows: /AIS-1/,
      }),
    ]),
  ),
  'law.change': view({
    on: 'changedLaw',
    subjectOf: the('change'),
    readers: { asked: LAW_READERS },
    several: true,
    shows: /1 of 1 assessed systems are touched/,
  }),
  'law.questions': view({
    ...alone,
    on: 'changedLaw',
    subjectOf: the('review'),
    readers: { asked: ['answersFor', 'answersForAllRoles'] },
    shows: /asks something new/,
  }),
  'register.decision': view({
    on: 'use',
    subjectOf: the('use'),
    readers: { approved: EVERYONE },
    several: true,
    shows: /Decided by.*Hanna/,
  }),
  'review.card': view({
    on: 'review',
    subjectOf: the('review'),
    readers: { submitted: REVIEWERS, approved: REVIEWERS, stopInReview: REVIEWERS },
    several: true,
    shows: /Quillfeather/,
  }),
  'review.digest': view({
    on: 'nothing',
    subjectOf: () => 'digest/team',
    partOf: () => 'team',
    // Each reads what they have a part in: management and the committee, assessments.
    readers: { always: [...REVIEWERS, 'management', 'secretary', 'chair'] },
    several: true,
    shows: /REV-\d/,
  }),
  'review.remark': view({
    on: 'review',
    subjectOf: the('review'),
    partOf: the('remark'),
    readers: { inReview: [...new Set([...REVIEWERS, ...THEIRS])] },
    several: true,
    shows: /Marmalade/,
  }),
  'review.submission': view({
    ...alone,
    on: 'review',
    subjectOf: the('review'),
    readers: { submitted: THEIRS, fullSubmitted: THEIRS },
    shows: /REV-/,
  }),
  'review.decision': view({
    ...alone,
    on: 'review',
    subjectOf: the('review'),
    readers: { approved: THEIRS, rejected: THEIRS, expired: THEIRS },
    shows: /Hanna/,
  }),
  'review.changes': view({
    ...alone,
    on: 'review',
    subjectOf: the('review'),
    readers: { changesRequested: THEIRS },
    shows: /Who exactly/,
  }),
};

/** The same view, to a single reviewer about what they have claimed. */
export const OWN_DIGEST: ViewRow = view({
  ...alone,
  on: 'nothing',
  subjectOf: () => `digest/${idOf('hanna')}`,
  partOf: () => idOf('hanna'),
  readers: { always: ['handlesGovernance', 'handlesLegal'] },
  shows: /REV-/,
});

/** An answer that was given where several read along. */
export const SHARED_ANSWER: ViewRow = view({
  on: 'answer',
  subjectOf: the('answer'),
  readers: { shared: EVERYONE },
  several: true,
  shows: /Rhubarb/,
});

/** Why it was decided, for those whom it concerns and those who answer for the register. */
export const REASON: ViewRow = view({
  ...alone,
  on: 'use',
  subjectOf: the('use'),
  readers: { approved: [...new Set([...REVIEWERS, ...THEIRS, 'auditor' as const])] },
  shows: /It is useful/,
  isOpen: true,
});

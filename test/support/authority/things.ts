import type { ActionValue } from '../../../src/chat/card.ts';
import type { Role } from '../../../src/chat/event.ts';
import type { InputValues } from '../../../src/chat/form.ts';
import { ASSESSMENT } from '../../../src/composition/assessments.ts';
import { DECLARATION } from '../../../src/composition/declaring.ts';
import type { Assessment } from '../../../src/impact/assessment.ts';
import { questionnaireDigest } from '../../../src/interviews/questionnaire-digest.ts';
import { classify } from '../../../src/law/classify.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import type { AiUse } from '../../../src/register/register.ts';
import { beginReview, evolve } from '../../../src/reviews/review.ts';
import type { ImplementationState } from '../../../src/risks/implementation.ts';
import { evolve as evolveRisk, type Risk, type RiskEvent } from '../../../src/risks/risk.ts';
import type { Stores } from '../../../src/storage/stores/stores.ts';
import {
  aDecision,
  aDocument,
  aDocumentDecision,
  aGivenAnswer,
  anInterview,
  aProposedRisk,
  aSubmission,
  aVote,
} from '../records.ts';
import { countedId } from './counted-ids.ts';

/** Who lives in each of the two organisations, with what they hold while everything is made. */
export const PEOPLE = {
  maya: { name: 'Maya Lindqvist', roles: [] },
  /** Maya's other account. */
  maja: { name: 'Maja L', roles: [] },
  olga: { name: 'Olga Sato', roles: [] },
  hanna: { name: 'Hanna Berg', roles: ['governance', 'legal'] },
  tom: { name: 'Tom Okafor', roles: [] },
  gerd: { name: 'Gerd Falk', roles: ['governance'] },
  ada: { name: 'Ada Novak', roles: ['administrator', 'management'] },
  cleo: { name: 'Cleo Marsh', roles: ['committee'] },
  carl: { name: 'Carl Ruiz', roles: ['committee'] },
  cora: { name: 'Cora Lind', roles: ['committee'] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly roles: readonly Role[] }>>;
export type Name = keyof typeof PEOPLE;
export const NAMES = [
  'maya',
  'maja',
  'olga',
  'hanna',
  'tom',
  'gerd',
  'ada',
  'cleo',
  'carl',
  'cora',
] as const satisfies readonly Name[];

/** The same in both organisations. */
export function idOf(name: Name): string {
  return countedId(NAMES.indexOf(name) + 1);
}

/** Deeds of people, each of which throws unless it is done. */
export interface Deeds {
  readonly newId: () => string;
  clicks(name: Name, actionId: string, value?: ActionValue): Promise<void>;
  /** `thanked`: it ends with a notice. */
  sends(name: Name, formId: string, context: ActionValue, inputs: InputValues, thanked?: 'thanked'): Promise<void>;
  transact<Result>(work: (stores: Stores, now: Date) => Promise<Result>): Promise<Result>;
}

/** Words that only those may read whose business a thing is; no reply to anybody else holds one. */
export const SECRETS =
  /Quillfeather|Marmalade|Rosebud|Zeppelin|Nightingale|Rhubarb|Maya|Maja|Olga|Hanna|REV-|CON-|\bQ-\d/;

const ANSWERS: InputValues = {
  purpose: 'client-call-transcription',
  account: 'company-team',
  users: 'company',
  countries: ['se'],
  data: ['personal', 'customer'],
  circumstances: ['people-recorded'],
  prohibitedSignals: ['none'],
  supplier: 'Quillfeather',
  status: 'in-use',
  connectors: ['none'],
  humanCheck: 'always',
  peopleInformed: 'consent',
  owner: PEOPLE.olga.name,
  alternatives: 'Marmalade',
};

export type Things = Awaited<ReturnType<typeof makeThings>>;

/** One of everything in every state, made by those who make it in real life. Maya declares, asks and reports; Hanna handles. */
export async function makeThings(deeds: Deeds, product: string) {
  // What is submitted before anything is approved is covered by nothing.
  const declared = await declareAll(deeds, product);
  const review = await decideAll(deeds, declared);
  const impactAssessment = await beginAssessments(deeds, declared);
  return {
    review,
    assessment: await assessAll(deeds),
    changedLaw: await changeLaw(deeds),
    absence: await goAway(deeds),
    interview: await draftAll(deeds, product, declared.submitted.interview, declared.changesRequested.interview),
    use: await registerAll(deeds, declared),
    concern: await reportAll(deeds),
    question: await askAll(deeds),
    answer: await answerAll(deeds),
    document: await proposeAll(deeds),
    share: await shareAll(deeds, product),
    impactAssessment,
    risk: await risksOf(deeds, impactAssessment.draft.assessment),
    control: await controlsOf(deeds, impactAssessment.draft.assessment),
    ownControl: await ownControls(deeds),
    person: { member: { person: idOf('gerd'), seen: 'governance' } },
    questionnaire: await publishAll(deeds),
    passage: { known: { id: 'iso42001:6.1.4' } },
    nothing: { always: {} },
  };
}

/** Every beginning makes the ones before it wait. */
export async function wake(deeds: Deeds, { interview }: Pick<Things, 'interview'>): Promise<void> {
  for (const one of [interview.confirming, interview.asking, interview.reviewing, interview.changesRequested])
    await deeds.clicks('maya', 'interview.resume', one);
}

interface Declared {
  readonly review: string;
  readonly interview: string;
  readonly evidence: string;
}

async function declareAll(deeds: Deeds, product: string) {
  const light = () => declare(deeds, product, {});
  const stop = () => declare(deeds, product, { prohibitedSignals: ['emotion-recognition'] });
  return {
    submitted: await light(),
    inReview: await light(),
    changesRequested: await light(),
    approved: await light(),
    withConditions: await light(),
    rejected: await light(),
    revoked: await light(),
    expired: await light(),
    stopSubmitted: await stop(),
    stopInReview: await stop(),
    fullSubmitted: await declare(deeds, product, {
      circumstances: ['people-recorded', 'evaluates-people'],
      purposeDetail: 'It scores how our sellers talk.',
    }),
  };
}

async function declare(deeds: Deeds, product: string, answers: InputValues): Promise<Declared> {
  const interview = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.confirmAll', { interview });
  await deeds.sends('maya', 'interview.form', { interview }, { ...ANSWERS, ...answers });
  const evidence = await share(deeds, interview, 'kept');
  await deeds.clicks('maya', 'interview.submit', { interview });
  const submitted = await deeds.transact(({ reviews }) => reviews.submittedBy(idOf('maya')));
  const review = submitted.find(({ interviewId }) => interviewId === interview)?.review.id;
  if (review === undefined) throw new Error('Nothing was submitted');
  return { review, interview, evidence };
}

async function begin(deeds: Deeds, product: string): Promise<string> {
  await deeds.clicks('maya', 'interview.start', { product });
  const open = await deeds.transact(({ interviews }) => interviews.openOf(idOf('maya')));
  const begun = open.find(({ state }) => state.phase === 'confirming');
  if (!begun) throw new Error('Nothing was begun');
  return begun.id;
}

async function share({ newId, transact }: Deeds, interviewId: string, state: 'offered' | 'kept'): Promise<string> {
  return transact(async ({ evidence }, now) => {
    const file = { name: 'Rosebud.pdf', mimeType: 'application/pdf' };
    const offered = { id: newId(), interviewId, personId: idOf('maya'), messageId: newId(), fileId: newId(), bytes: 1 };
    const id = await evidence.offer({ ...offered, platform: 'slack', file, sharedAt: now });
    if (state === 'kept') await evidence.decide(id, 'kept', now);
    return id;
  });
}

type ReviewIds = Readonly<Record<'review' | 'remark', string> & Record<'version', number>>;

type AllDeclared = Awaited<ReturnType<typeof declareAll>>;

async function decideAll(deeds: Deeds, declared: AllDeclared) {
  const at = async ({ review }: Declared) => {
    const record = await deeds.transact(({ reviews }) => reviews.find(review));
    return { review, version: record?.review.version ?? 0 };
  };
  const decide = async (one: Declared, verb: string, inputs: InputValues) =>
    deeds.sends('hanna', `review.${verb}`, await at(one), inputs);
  const approval = { nextReviewAt: '2027-03-01', reason: 'It is useful.' };

  await deeds.clicks('hanna', 'review.claim', await at(declared.inReview));
  await deeds.clicks('hanna', 'review.claim', await at(declared.stopInReview));
  await decide(declared.changesRequested, 'requestChanges', { questions: ['users'], remark: 'Who exactly?' });
  await decide(declared.withConditions, 'approveWithConditions', {
    ...approval,
    conditions: 'Ask before recording',
    preconditions: 'Sign the contract',
  });
  await decide(declared.rejected, 'reject', { reason: 'It is not needed here.' });
  for (const one of [declared.approved, declared.revoked, declared.expired]) await decide(one, 'approve', approval);
  await decide(declared.revoked, 'revoke', { reason: 'The supplier was sold.' });
  await deeds.transact(async ({ reviews }, now) => {
    const record = await reviews.find(declared.expired.review);
    if (record) await reviews.save(evolve(record.review, { kind: 'expired', at: now }), record.review.version, now);
  });

  const values: [string, ReviewIds][] = [];
  for (const [state, one] of Object.entries(declared)) {
    await decide(one, 'comment', { comment: 'Marmalade', audience: 'submitter' });
    const comments = await deeds.transact(({ reviews }) => reviews.comments(one.review));
    values.push([state, { ...(await at(one)), remark: comments.at(-1)?.id ?? '' }]);
  }
  return asRecord<keyof AllDeclared, ReviewIds>(values);
}

const law = await loadLaw();
const facts = {
  ...{ 'ai-system': true, roles: ['deployer'], 'eu-link': ['established-in-eu'], exclusions: [], 'open-source': false },
  ...{ 'practice-signals': [], 'annex-iii-areas': [], 'annex-i': 'none' },
};

/** Assessments as they stand before their reviewers: waiting, with a lower level proposed, before and after the committee. */
function assessAll({ newId, transact }: Deeds) {
  return transact(async (stores, now) => {
    const { deliberation } = stores;
    const submit = (level: 'high' | 'severe') => submitAssessed(stores, level, newId, now);
    const deed = (one: { readonly review: string; readonly submissionId: string }) => ({
      ...{ id: newId(), reviewId: one.review, submissionId: one.submissionId, identityId: newId(), at: now, shown: '' },
      ...{ by: idOf('hanna'), reason: 'Hanna says so.', policyVersion: 1 },
    });
    const [high, lowering, beforeCommittee, recorded] = [
      await submit('high'),
      await submit('high'),
      await submit('severe'),
      await submit('severe'),
    ];
    await deliberation.addOverride({
      ...deed(lowering),
      ...{ role: 'legal', finding: 'impact.level', computed: 'high', decided: 'low', isLowering: true },
    });
    for (const one of [beforeCommittee, recorded]) {
      await deliberation.addVote({ ...aVote(deed(one)), by: idOf('gerd'), role: 'governance' });
      await deliberation.addVote({ ...aVote(deed(one)), by: idOf('ada'), role: 'legal' });
    }
    const attendees = [idOf('tom'), idOf('cleo'), idOf('carl')];
    const outcome = { verdict: 'approved', conditions: [], ...inAMonth(now) } as const;
    await deliberation.addMinutes({
      ...deed(recorded),
      ...{ role: 'committee-secretary', dissent: undefined },
      record: {
        ...{ recordedBy: idOf('hanna'), recordedAt: now, heldOn: now, attendees, recused: [] },
        ...{ votes: { inFavour: 3, against: 0, abstained: 0 }, outcome, reason: 'Hanna says so.' },
      },
    });
    const button = ({ review }: { readonly review: string }) => ({ review, version: 1 });
    return {
      high: button(high),
      lowering: button(lowering),
      beforeCommittee: button(beforeCommittee),
      recorded: button(recorded),
    };
  });
}

/** The law has changed since an assessment was approved: its owner is asked one thing. */
async function changeLaw(deeds: Deeds) {
  const { newId, transact, sends } = deeds;
  const change = `${newId()}@2026-12-02`;
  const { review, submissionId } = await transact((stores, now) => submitAssessed(stores, 'low', newId, now));
  const approval = { nextReviewAt: '2027-03-01', reason: 'It is useful.' };
  await sends('gerd', 'review.approve', { review, version: 1 }, approval);
  await transact(async ({ lawRuns }, now) => {
    const finding = { on: '2026-12-02', facts, result: classify(facts, now, law) };
    const [asked = ''] = finding.result.missing;
    const difference = { facets: [], begun: [], added: [], gone: [], moved: [], perhaps: [], asks: [asked] };
    await lawRuns.add({
      ...{ id: newId(), reviewId: review, submissionId, cause: change, finding, difference, at: now },
      ...{ isTouched: true, asked: [asked] },
    });
    await lawRuns.addChange({ key: change, previous: undefined, looked: 1, touched: 1, completedAt: now });
  });
  return { asked: { review, change, page: 1, fact: ASKED_FACT } };
}

/** What is most decisive of what the facts above leave open. */
export const [ASKED_FACT = ''] = classify(facts, new Date('2026-12-02'), law).missing;

async function submitAssessed(
  { reviews }: Stores,
  level: 'low' | 'high' | 'severe',
  newId: () => string,
  now: Date,
): Promise<{ readonly review: string; readonly submissionId: string }> {
  const [id, interviewId, assessmentId] = [newId(), newId(), newId()];
  const review = beginReview({
    ...{ id, reference: await reviews.nextReference(), submitterId: idOf('maya'), ownerId: idOf('olga') },
    ...{ route: { kind: 'assessment', level, assessmentId }, dueAt: new Date(now.getTime() + 86_400_000) },
  });
  await reviews.create({ review, interviewId, createdAt: now });
  const submitted = aSubmission(id, interviewId, idOf('maya'));
  const derived = { ...submitted.derived, law: { on: '2026-12-01', facts, result: classify(facts, now, law) } };
  const submission = { ...submitted, derived, id: newId() };
  await reviews.addSubmission(submission);
  return { review: id, submissionId: submission.id };
}

function inAMonth(now: Date) {
  const day = new Date(now.getTime() + 30 * 86_400_000);
  return { validUntil: day, nextReviewAt: day };
}

/** Maya is away, and Hanna decides for her. */
function goAway({ newId, transact }: Deeds) {
  return transact(async ({ delegations }, now) => {
    const id = newId();
    const until = new Date(now.getTime() + 30 * 86_400_000);
    await delegations.add({
      ...{
        id,
        absentId: idOf('maya'),
        delegateId: idOf('hanna'),
        identityId: newId(),
        from: now,
        until,
        recordedAt: now,
      },
    });
    return { away: { delegation: id } };
  });
}

async function draftAll(deeds: Deeds, product: string, submitted: string, changesRequested: string) {
  const confirming = await begin(deeds, product);
  const asking = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.confirmAll', { interview: asking });
  await readFurther(deeds, asking);
  const reviewing = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.confirmAll', { interview: reviewing });
  await deeds.sends('maya', 'interview.form', { interview: reviewing }, ANSWERS);
  const cancelled = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.cancel', { interview: cancelled });
  const paused = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.pause', { interview: paused });
  const drafts = { confirming, asking, reviewing, paused, cancelled, submitted, changesRequested };
  const values: [string, { interview: string; evidence: string }][] = [];
  for (const [state, interview] of Object.entries(drafts))
    values.push([state, { interview, evidence: await share(deeds, interview, 'offered') }]);
  return asRecord<keyof typeof drafts, { interview: string; evidence: string }>(values);
}

/** Maya asks Hanna for one thing of each kind; one of them is answered. */
async function shareAll(deeds: Deeds, product: string) {
  const interview = await begin(deeds, product);
  await deeds.clicks('maya', 'interview.confirmAll', { interview });
  const share = async (form: string, question: string, inputs: InputValues) => {
    const all = { colleague: idOf('hanna'), note: 'Rosebud', ...inputs };
    await deeds.sends('maya', form, { interview }, all);
    const open = await deeds.transact(({ shares }) => shares.openIn(interview));
    return { interview, share: open.at(-1)?.id ?? '', question };
  };
  const answered = await share('together.ask', 'account', { part: 'question:account' });
  await deeds.clicks('hanna', 'together.answer', { ...answered, option: 'company-team' });
  return {
    question: await share('together.ask', 'users', { part: 'question:users' }),
    section: await share('together.ask', 'users', { part: 'section:use' }),
    coAuthor: await share('together.coAuthor', 'users', { sections: ['use'] }),
    owner: await share('together.handOver', 'users', {}),
    answered,
  };
}

/** One can be begun for what was declared in the full lane; Maya has begun one of a system. */
async function beginAssessments(deeds: Deeds, { fullSubmitted, approved }: AllDeclared) {
  const system = await deeds.transact(async ({ reviews, register }) => {
    const decision = (await reviews.decisions(approved.review)).at(-1);
    return decision && (await register.useOfDecision(decision.id))?.system.id;
  });
  await deeds.clicks('maya', 'assessment.start', { system: system ?? '' });
  const [begun] = await deeds.transact(({ assessments }) => assessments.ofSystem(system ?? ''));
  if (!begun) throw new Error('No assessment was begun');
  return {
    offered: { declaration: fullSubmitted.review },
    draft: { assessment: begun.id, interview: begun.interviewId },
    assessed: await assessedSystem(deeds),
    outdated: { declaration: await outdatedDeclaration(deeds) },
    assessedAlready: { declaration: await declaredAlike(deeds, 'Kestrel') },
    assessedByOthers: { declaration: await declaredByOthers(deeds) },
  };
}

/** Maya declares another use of a system that is assessed. */
async function declaredAlike(deeds: Deeds, product: string): Promise<string> {
  const { review } = await declare(deeds, product, {
    circumstances: ['people-recorded', 'evaluates-people'],
    purposeDetail: 'It scores how our sellers talk.',
  });
  return review;
}

/** The same of a system that is Cora's. */
async function declaredByOthers(deeds: Deeds): Promise<string> {
  const { id } = await deeds.transact(({ register }, now) =>
    register.createSystem(
      { name: 'Osprey', aliases: [], supplierId: undefined, ownerId: idOf('cora'), state: 'approved' },
      now,
    ),
  );
  await approvedAssessment(deeds, { systemId: id, declarationId: undefined }, 'cora');
  return declaredAlike(deeds, 'Osprey');
}

/** An assessment that Hanna has approved. */
async function approvedAssessment(
  { newId, transact }: Deeds,
  about: Pick<Assessment, 'systemId' | 'declarationId'>,
  writer: Name = 'maya',
) {
  return transact(async ({ reviews, interviews, assessments }, now) => {
    const [id, reviewId, interviewId] = [newId(), newId(), newId()];
    const interview = anInterview(interviewId, idOf(writer), { phase: 'submitted', submissions: 1 });
    await interviews.create({ ...interview, questionnaireId: ASSESSMENT, reviewId, startedAt: now, updatedAt: now });
    const review = beginReview({
      ...{ id: reviewId, reference: await reviews.nextReference(), submitterId: idOf(writer), ownerId: idOf(writer) },
      ...{ route: { kind: 'assessment', level: 'low', assessmentId: id }, dueAt: now },
    });
    const impact = { level: 'low', oversight: 'use-policy', because: [], rules: { id: 'impact', version: 1 } } as const;
    const submission = {
      ...aSubmission(reviewId, interviewId, idOf(writer)),
      ...{ id: newId(), questionnaireId: ASSESSMENT, submittedAt: now },
      derived: { because: [], unknowns: [], contradictions: [], impact },
    };
    await reviews.create({ review, interviewId, createdAt: now });
    await reviews.addSubmission(submission);
    await reviews.addDecision({ ...aDecision(submission, idOf('hanna')), id: newId(), decidedAt: now }, 'shown');
    const decided = { by: idOf('hanna'), role: 'governance', at: now, submissionNumber: 1, policyVersion: 1 } as const;
    await reviews.save(evolve(review, { kind: 'approved', ...decided, ...inAMonth(now) }), review.version, now);
    await assessments.create({
      ...{ id, reference: await assessments.nextReference(), interviewId, ...about, declaredNumber: 1 },
      ...{ follows: undefined, startedById: idOf(writer), startedAt: now },
      standing: { level: 'low', oversight: 'use-policy', rules: [] },
    });
    return id;
  });
}

/** Olga answers for it. */
async function assessedSystem(deeds: Deeds) {
  const { id } = await deeds.transact(({ register }, now) =>
    register.createSystem(
      { name: 'Kestrel', aliases: [], supplierId: undefined, ownerId: idOf('olga'), state: 'approved' },
      now,
    ),
  );
  const assessment = await approvedAssessment(deeds, { systemId: id, declarationId: undefined });
  return { system: id, assessment };
}

/** Maya has declared other data since its assessment was approved. */
async function outdatedDeclaration(deeds: Deeds): Promise<string> {
  const { review } = await declare(deeds, 'Kestrel Notes', {
    circumstances: ['people-recorded', 'evaluates-people'],
    purposeDetail: 'It scores how our sellers talk.',
  });
  await approvedAssessment(deeds, { systemId: undefined, declarationId: review });
  await deeds.transact(async ({ reviews }, now) => {
    const record = await reviews.find(review);
    const [first] = await reviews.submissions(review);
    if (!record || !first?.answers) throw new Error('Nothing was declared');
    const { answersHash: _, ...declared } = first;
    const source = { personId: idOf('maya'), at: now.toISOString(), messageId: 'again' };
    const answers = { ...first.answers, data: { kind: 'known', value: ['confidential'], source } } as const;
    await reviews.addSubmission({ ...declared, id: deeds.newId(), number: 2, answers });
    await reviews.save({ ...record.review, submissionNumber: 2, version: 2 }, record.review.version, now);
  });
  return review;
}

/** Maya owns each; Tom is asked to accept what remains. */
async function risksOf(deeds: Deeds, assessment: string) {
  const begin = async (...events: readonly RiskEvent[]) =>
    deeds.transact(async ({ risks }, at) => {
      const reference = await risks.nextReference();
      let risk: Risk = { ...aProposedRisk(deeds.newId(), idOf('maya'), assessment), reference };
      await risks.create(risk, { kind: 'proposed', by: undefined, at }, deeds.newId());
      for (const event of events) {
        const next = evolveRisk(risk, event);
        await risks.save(next, risk.version, event, deeds.newId());
        risk = next;
      }
      return { risk: risk.id, version: risk.version, assessment };
    });
  const moment = await deeds.transact(async (_stores, at) => ({ by: idOf('maya'), at }));
  const residual = { likelihood: 'possible', severity: 'critical' } as const;
  const treatment = {
    ...({ kind: 'modify', what: 'Marmalade', controls: ['A.7.4'], ownerId: idOf('maya') } as const),
    ...{ dueOn: '2030-01-01', residual, raisedBecause: 'Rarer and worse.' },
  };
  const kept: RiskEvent = { kind: 'takenOver', ...moment };
  const treated: RiskEvent = { kind: 'treated', treatment, ...moment };
  const asked = (who: Name): RiskEvent => ({
    ...{ kind: 'acceptanceAsked', managerId: idOf(who), askedById: idOf('maya'), ...moment },
  });
  const accepted: RiskEvent = {
    kind: 'accepted',
    role: 'management',
    reason: 'Rosebud',
    at: moment.at,
    by: idOf('ada'),
  };
  const [proposed, alsoKept] = [await begin(), await begin(kept)];
  // What the form lists that treats all as suggested.
  const seen = proposed.version + alsoKept.version;
  return {
    proposed: { ...proposed, seen },
    kept: { ...alsoKept, seen },
    treated: await begin(kept, treated),
    asked: await begin(kept, treated, asked('tom')),
    accepted: await begin(kept, treated, asked('ada'), accepted),
    dismissed: await begin({ kind: 'dismissed', reason: 'Rosebud', ...moment }),
  };
}

async function controlsOf(deeds: Deeds, assessmentId: string) {
  const plan = async (controlId: string, state: ImplementationState) =>
    deeds.transact(async ({ controls }, now) => {
      const id = deeds.newId();
      const planned = { id, assessmentId, controlId, ownerId: idOf('maya'), dueOn: '2030-01-01' } as const;
      await controls.plan({ ...planned, risks: ['RSK-1'], version: 1, ...state }, now);
      return { control: id, assessment: assessmentId };
    });
  const doneAt = await deeds.transact(async (_stores, now) => now);
  return {
    planned: await plan('A.7.4', { state: 'planned' }),
    underWay: await plan('A.9.2', { state: 'underWay' }),
    done: await plan('A.9.4', { state: 'done', evidence: 'https://example.com/x', doneById: idOf('maya'), doneAt }),
  };
}

async function ownControls(deeds: Deeds) {
  const control = deeds.newId();
  await deeds.transact(async ({ controls }, addedAt) => {
    const reference = await controls.nextReference();
    await controls.addOwn({
      id: control,
      reference,
      title: 'Four eyes',
      summary: 'Two look',
      addedById: idOf('gerd'),
      addedAt,
    });
  });
  return { active: { control } };
}

/** As if a model had read something in what was said, and a description had told two things. */
async function readFurther({ transact }: Deeds, id: string): Promise<void> {
  await transact(async ({ interviews }, now) => {
    const interview = await interviews.find(id);
    const source = interview?.state.answers.tool?.source;
    if (!interview || !source) throw new Error('The tool is not known');
    const proposal = { questionId: 'alternatives', value: 'Marmalade', source };
    const further = { revision: interview.state.revision, proposals: [proposal] };
    const says = ['Quince', 'Medlar'].map((quote) => ({ quote, place: 'paragraph 1' }));
    const described = {
      revision: interview.state.revision,
      answers: [],
      conflicts: [{ questionId: 'alternatives', says }],
    };
    await interviews.save(interview, { state: { ...interview.state, further, described } }, now);
  });
}

async function registerAll({ transact }: Deeds, declared: AllDeclared) {
  const useOf = ({ review }: Declared) =>
    transact(async ({ reviews, register }) => {
      const decision = (await reviews.decisions(review)).at(-1);
      const found = decision && (await register.useOfDecision(decision.id));
      if (!found) throw new Error('No use was registered');
      return found;
    });
  const buttonOf = ({ use, conditions }: Awaited<ReturnType<typeof useOf>>) => ({
    use: use.id,
    system: use.systemId,
    version: use.version,
    condition: conditions.find(({ precondition }) => precondition)?.id ?? use.id,
  });
  const { use: approved } = await useOf(declared.approved);
  const another = (state: AiUse['state']) =>
    transact(async ({ register }, now) => {
      const facets = { ...approved.facets, purpose: 'translation' };
      const { id, version } = await register.createUse(
        { ...approved, state, facets, ownerId: idOf('olga'), submissionId: undefined, decisionId: undefined },
        now,
      );
      return { use: id, system: approved.systemId, version, condition: id };
    });
  return {
    approved: buttonOf(await useOf(declared.approved)),
    withPrecondition: buttonOf(await useOf(declared.withConditions)),
    revoked: buttonOf(await useOf(declared.revoked)),
    prohibited: await another('prohibited'),
    retired: await another('retired'),
    unreviewed: await another('unreviewed'),
  };
}

async function reportAll(deeds: Deeds) {
  const report = async (kind: 'concern' | 'incident') => {
    await deeds.sends('maya', 'concern.report', {}, { kind, what: 'Zeppelin', name: 'no' });
    return deeds.transact(async ({ concerns }) => {
      const ids = (await concerns.reportedBy([idOf('maya')], new Date(0))).map(({ id }) => id).toSorted();
      return ids.at(-1) ?? '';
    });
  };
  const buttonOf = async (concern: string) => {
    const record = await deeds.transact(({ concerns }) => concerns.find(concern));
    return { concern, version: record?.concern.version ?? 0 };
  };
  const [open, incident, taken, closed] = [
    await report('concern'),
    await report('incident'),
    await report('concern'),
    await report('concern'),
  ];
  for (const concern of [taken, closed]) await deeds.clicks('hanna', 'concern.take', { concern });
  const reason = 'Nothing was found to be wrong.';
  await deeds.sends('hanna', 'concern.close', await buttonOf(closed), { outcome: 'notConfirmed', reason });
  return {
    open: await buttonOf(open),
    incident: await buttonOf(incident),
    taken: await buttonOf(taken),
    closed: await buttonOf(closed),
  };
}

async function askAll(deeds: Deeds) {
  const ask = async () => {
    await deeds.sends('maya', 'question.write', {}, { text: 'Nightingale?' });
    return deeds.transact(async ({ questions }) => {
      const asked = await questions.askedBy([idOf('maya')], new Date(0));
      return (
        asked
          .map(({ question }) => question.id)
          .toSorted()
          .at(-1) ?? ''
      );
    });
  };
  const buttonOf = async (question: string) => {
    const record = await deeds.transact(({ questions }) => questions.find(question));
    const idOfThe = (kind: 'answer' | 'followUp') => record?.messages.find((one) => one.kind === kind)?.id ?? '';
    return {
      question,
      version: record?.question.version ?? 0,
      answer: idOfThe('answer'),
      further: idOfThe('followUp'),
    };
  };
  const [open, assigned, answered] = [await ask(), await ask(), await ask()];
  await deeds.clicks('hanna', 'question.assign', { question: assigned });
  await deeds.sends('maya', 'question.askFurther', { question: assigned }, { text: 'Nightingale, soon?' });
  await deeds.sends('hanna', 'question.answer', await buttonOf(answered), { text: 'Yes.' });
  return { open: await buttonOf(open), assigned: await buttonOf(assigned), answered: await buttonOf(answered) };
}

async function answerAll({ newId, transact, sends }: Deeds) {
  const given = await transact(async ({ answers }) => {
    const [direct, shared] = [newId(), newId()];
    const given = aGivenAnswer(idOf('maya'), { question: 'Rhubarb?' });
    const answer = { ...given.answer, lead: 'Rhubarb.', band: 'abstain', abstained: true } as const;
    const abstention = { ...given, answer };
    await answers.keep({ ...abstention, id: direct });
    await answers.keep({ ...abstention, id: shared, shared: true });
    return { direct: { answer: direct }, shared: { answer: shared } };
  });
  await sends('maya', 'feedback.down', given.shared, { reason: 'wrong', text: 'Rhubarb!' }, 'thanked');
  return given;
}

function proposeAll({ newId, transact }: Deeds) {
  return transact(async ({ documents }, now) => {
    const propose = async (name: string, ...verdicts: readonly ('approved' | 'rejected' | 'withdrawn')[]) => {
      const id = newId();
      const document = { id, slug: `${name}-${id}`, title: `Rosebud ${name}` };
      const version = await documents.propose(aDocument(idOf('maya'), document), now);
      if (version === 'unchanged') throw new Error('Nothing was proposed');
      for (const verdict of verdicts)
        await documents.decide(
          aDocumentDecision(version, idOf('hanna'), { id: newId(), verdict, reason: 'Hanna says so.', decidedAt: now }),
        );
      return { version: version.id };
    };
    return {
      proposed: await propose('draft'),
      approved: await propose('rules', 'approved'),
      rejected: await propose('joke', 'rejected'),
      withdrawn: await propose('old', 'approved', 'withdrawn'),
    };
  });
}

function publishAll({ transact }: Deeds) {
  return transact(async ({ questionnaires }, now) => {
    const inForce = await questionnaires.inForce(DECLARATION);
    if (!inForce) throw new Error('Nothing was adopted');
    const proposed = { ...inForce, version: inForce.version + 1 };
    await questionnaires.publish(proposed, questionnaireDigest(proposed), now);
    return {
      proposed: { questionnaire: DECLARATION, version: proposed.version },
      inForce: { questionnaire: DECLARATION, version: inForce.version },
    };
  });
}

function asRecord<Key extends string, Value>(entries: readonly [string, Value][]): Readonly<Record<Key, Value>> {
  // The keys are those of the object whose entries these are.
  return Object.fromEntries(entries) as Record<Key, Value>;
}

import type { Context, ImmediateReply } from '../../chat/vocabulary.ts';
import { LostRace } from '../../kernel/lost-race.ts';
import { accept, type Outcome } from '../../kernel/outcome.ts';
import { actingPerson, isSame } from '../../people/acting-person.ts';
import type { Source } from '../answer.ts';
import type { Contribution } from '../input.ts';
import type { InterviewState, Part } from '../interview-state.ts';
import { findInterview, goesOn, type OpenInterview } from '../open-interview.ts';
import { follow, type InterviewStores, type StepOptions, sourceOf, takeStep, takeStepFor } from '../session.ts';
import { openIn } from '../shared-parts.ts';
import { reachable } from './find-colleague.ts';
import type { Share } from './share.ts';
import { refusal, type ShareRefusal } from './words.ts';

export interface NewShare {
  readonly personId: string;
  readonly part: Share['part'];
  readonly note: string | undefined;
  /** What the colleague who passes it on was asked for. */
  readonly instead?: Share;
}

/** Asks a colleague: they are written to, and the owner sees with whom it is. */
export async function give<Stores extends InterviewStores>(
  context: Context<Stores>,
  found: OpenInterview,
  { personId, part, note, instead }: NewShare,
  options: StepOptions<Stores>,
): Promise<Outcome<Share, ShareRefusal>> {
  const { stores, actor, now } = context;
  const { interview, questionnaire } = found;
  if (!goesOn(found)) return refusal('ended');
  if (part.kind === 'owner' && interview.state.submissions > 0) return refusal('submittedOnce');
  if (part.kind !== 'owner' && !isThere(found, personId, part)) return refusal('noSuchPart');
  const colleague = await reachable(stores.people, actor.personId, personId);
  if (!colleague.ok) return colleague;
  if (personId === interview.ownerId) return refusal('theirs');
  const open = await stores.shares.openIn(interview.id);
  if (open.some((one) => one.personId === personId && isSamePart(one.part, part))) return refusal('askedAlready');
  const share: Share = {
    ...{ id: context.newId(), interviewId: interview.id, personId, givenById: actor.personId, part, note },
    ...{ state: 'open', givenAt: now, settledAt: undefined, remindedAt: undefined },
  };
  await stores.shares.create(share);
  context.audit({
    kind: 'share.given',
    subjectId: share.id,
    details: { interviewId: interview.id, personId, part: part.kind, ...idsOf(part) },
  });
  const view = (name: string) => ({ kind: 'view', view: { name, subjectId: share.id } }) as const;
  context.send({ to: { kind: 'person', personId }, content: view('together.asked') });
  const address = instead ? interview.conversation : context.conversation;
  context.send({
    to: { kind: 'conversation', address },
    content: view(part.kind === 'owner' ? 'together.given' : 'together.mine'),
  });
  if (part.kind === 'owner') return accept(share);
  const shared = { shareId: share.id, personId, part };
  if (instead) {
    await stores.shares.settle(instead.id, 'passedOn', now);
    context.audit({ kind: 'share.passedOn', subjectId: instead.id, details: { to: share.id } });
    context.changed(instead.id);
    const source = sourceOf(context);
    await takeStepFor(context, found, { kind: 'share', shared, instead: instead.id, source }, options);
  } else await takeStep(context, questionnaire, interview, { kind: 'share', shared }, options);
  return accept(share);
}

/** Whether there is something to answer in it, or will be for a co-author. */
function isThere({ questionnaire, interview }: OpenInterview, personId: string, part: Part): boolean {
  if (part.kind !== 'coAuthor')
    return openIn(questionnaire, interview.state, { shareId: '', personId, part }).length > 0;
  const ids = questionnaire.sections.map(({ id }) => id);
  return part.sectionIds.length > 0 && part.sectionIds.every((id) => ids.includes(id));
}

/** One co-author at a time has one card; of the same thing nobody is asked twice. */
function isSamePart(one: Share['part'], other: Share['part']): boolean {
  if (one.kind === 'coAuthor' || one.kind === 'owner') return one.kind === other.kind;
  return JSON.stringify(one) === JSON.stringify(other);
}

function idsOf(part: Share['part']): Readonly<Record<string, string | readonly string[]>> {
  switch (part.kind) {
    case 'question':
      return { questionId: part.questionId };
    case 'section':
      return { sectionId: part.sectionId };
    case 'coAuthor':
      return { sectionIds: part.sectionIds };
    case 'owner':
      return {};
    default:
      return part satisfies never;
  }
}

export interface FoundShare {
  readonly share: Share;
  readonly found: OpenInterview;
}

/** An open share with its interview, for the one who was asked or for the owner of the interview, and nobody else. */
export async function findShare<Stores extends InterviewStores>(
  context: Context<Stores>,
  shareId: string,
  as: 'colleague' | 'owner',
): Promise<FoundShare | undefined> {
  const { shares } = context.stores;
  const share = await shares.find(shareId);
  const found = share && (await findInterview(context.stores, share.interviewId));
  if (!share || !found) return undefined;
  const isTheirs =
    as === 'owner'
      ? found.interview.ownerId === context.actor.personId
      : isSame(await actingPerson(context), share.personId);
  return isTheirs ? { share, found } : undefined;
}

/** The owner takes it back; what was answered until then stays. */
export async function withdraw<Stores extends InterviewStores>(
  context: Context<Stores>,
  { share, found }: FoundShare,
  options: StepOptions<Stores>,
): Promise<void> {
  await settle(context, share, 'withdrawn');
  if (share.part.kind === 'owner') return;
  await takeStep(context, found.questionnaire, found.interview, { kind: 'unshare', shareId: share.id }, options);
}

/** The colleague does not know, or would rather not. The owner is told, and asked again themselves. */
export async function decline<Stores extends InterviewStores>(
  context: Context<Stores>,
  { share, found }: FoundShare,
  options: StepOptions<Stores>,
): Promise<void> {
  const isAsked = share.part.kind === 'question' || share.part.kind === 'section';
  await settle(context, share, isAsked ? 'unknown' : 'declined');
  tellOwner(context, share, found);
  if (share.part.kind === 'owner') return;
  await takeStepFor(context, found, { kind: 'unshare', shareId: share.id, source: sourceOf(context) }, options);
}

/** What a colleague answers. A refusal says why it is not needed any more, or what is wrong with it. */
export async function contribute<Stores extends InterviewStores>(
  context: Context<Stores>,
  { share, found }: FoundShare,
  answers: readonly Contribution[],
  options: StepOptions<Stores>,
): Promise<ImmediateReply | undefined> {
  const source: Source = { ...sourceOf(context), personId: share.personId };
  const input = { kind: 'contribute', shareId: share.id, answers, source } as const;
  const effects = await takeStepFor(context, found, input, options);
  for (const effect of effects)
    if (effect.kind === 'cannot' || effect.kind === 'invalid') return { kind: 'notice', text: effect.message };
  context.changed(share.id);
  const after = await context.stores.shares.find(share.id);
  if (after && after.state !== 'open') tellOwner(context, share, found);
  return undefined;
}

/** Makes the colleague the owner of the interview. It waits for them where they said so. */
export async function takeOver<Stores extends InterviewStores>(
  context: Context<Stores>,
  { share, found }: FoundShare,
): Promise<Outcome<OpenInterview, ShareRefusal>> {
  const { stores, now, conversation } = context;
  const { interview, questionnaire } = found;
  const { state } = interview;
  if (!goesOn(found)) return refusal('ended');
  if (state.submissions > 0) return refusal('submittedOnce');
  const left: InterviewState = {
    ...state,
    ...{ phase: 'paused', current: null, history: [], revision: state.revision + 1 },
    shared: state.shared.filter(({ personId }) => personId !== share.personId),
  };
  const change = { state: left, ownerId: share.personId, conversation };
  const next = { ...interview, ...change };
  await settle(context, share, 'accepted');
  await stores.interviews.save(interview, change, now);
  await follow(context, questionnaire, state, next, {}, '');
  context.audit({
    kind: 'interview.handedOver',
    subjectId: interview.id,
    details: { from: interview.ownerId, to: share.personId },
  });
  context.send({
    to: { kind: 'person', personId: share.givenById },
    content: { kind: 'view', view: { name: 'together.given', subjectId: share.id } },
  });
  return accept({ questionnaire, interview: next });
}

async function settle<Stores extends InterviewStores>(
  context: Context<Stores>,
  share: Share,
  state: Exclude<Share['state'], 'open'>,
): Promise<void> {
  if ((await context.stores.shares.settle(share.id, state, context.now)) === 'unchanged')
    throw new LostRace(`Share ${share.id}`);
  context.audit({ kind: `share.${state}`, subjectId: share.id });
  context.changed(share.id);
  context.changed(`${share.interviewId}/overview`);
  context.changed(`${share.interviewId}/summary`);
}

function tellOwner<Stores>(context: Context<Stores>, share: Share, { interview }: OpenInterview): void {
  const name = share.part.kind === 'owner' ? 'together.given' : 'together.mine';
  const view = { name, subjectId: share.id, part: 'settled' };
  context.send({ to: { kind: 'conversation', address: interview.conversation }, content: { kind: 'view', view } });
}

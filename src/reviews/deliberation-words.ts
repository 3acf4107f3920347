import type { Block, Fact } from '../chat/card.ts';
import { FACET_LABELS, facetInWords } from '../impact/law-words.ts';
import { DECIDED_FACETS } from '../law/decided.ts';
import type { Law } from '../law/law.ts';
import type { Deliberation } from './deliberation-store.ts';
import { lawFindingId } from './law-standing.ts';
import { type Need, type ReviewPolicy, type Step, wayOf } from './policy.ts';
import { currentStep, type HumanOf, missingOf, type Stance } from './progress.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import { isOpen, type Review } from './review.ts';
import type { Submission } from './submission.ts';
import { dayInWords, LEVEL_WORDS, roleNames, VERDICT_WORDS } from './words.ts';

export interface DeliberationPicture {
  readonly review: Review;
  readonly submission: Submission;
  readonly said: Deliberation;
  readonly policy: ReviewPolicy;
  readonly humanOf: HumanOf;
  readonly nameOf: (personId: string) => string | undefined;
  readonly law: Law;
}

type Standing = Pick<DeliberationPicture, 'review' | 'policy' | 'humanOf'>;

/** Each role that decides on an assessment, and whether it has: what the submitter reads, without a name. */
export function decidingFacts(standing: Standing): readonly Fact[] {
  if (standing.review.route.kind !== 'assessment') return [];
  return stepsOf(standing).flatMap(({ step, isCurrent }) => {
    if ('committee' in step) return [{ label: 'Committee', value: committeeStanding(standing.review, isCurrent) }];
    return step.needs.map((need) => ({ label: roleNames(need.roles), value: needStanding(need, standing, isCurrent) }));
  });
}

function stepsOf({
  review,
  policy,
  humanOf,
}: Standing): readonly { readonly step: Step; readonly isCurrent: boolean }[] {
  const way = wayOf(policy, review.route);
  const current = currentStep(way, review.progress, humanOf);
  return way.steps.map((step) => ({ step, isCurrent: step === current }));
}

function needStanding(need: Need, { review, humanOf }: Standing, isCurrent: boolean): string {
  const given = need.approvals - missingOf(need, review.progress, humanOf);
  const count = need.approvals > 1 ? `${given} of ${need.approvals} ` : '';
  if (given === need.approvals) return `${count}approved`;
  if (given > 0) return `${count}approved, waiting`;
  return isCurrent ? `${count}waiting` : `${count}after that`;
}

function committeeStanding({ progress: { committee } }: Review, isCurrent: boolean): string {
  if (committee) return committee.confirmedBy === undefined ? 'decided, the chair has to confirm it' : 'decided';
  return isCurrent ? 'waiting' : 'after that';
}

/** What those who review read of each other: whose turn it is, votes, advice, the committee, the level. */
export function deliberationBlocks(picture: DeliberationPicture): readonly Block[] {
  return [
    ...levelBlocks(picture),
    ...lawBlocks(picture),
    ...votingBlocks(picture),
    ...adviceBlocks(picture),
    ...committeeBlocks(picture),
  ];
}

function votingBlocks({ review, submission, said, policy, humanOf, nameOf }: DeliberationPicture): readonly Block[] {
  const deciding = decidingFacts({ review, policy, humanOf });
  if (deciding.length === 0) return [];
  const votes = said.votes.filter(({ submissionId }) => submissionId === submission.id);
  const aside = said.recusals.map(({ by, reason }) => `${nameOf(by) ?? 'Somebody'}${reason ? `: ${reason}` : ''}`);
  return [
    { kind: 'heading', text: isOpen(review) ? 'Who has to decide' : 'Who decided' },
    { kind: 'facts', facts: deciding },
    ...votes.flatMap(({ by, role, inPlaceOf, at, verdict, conditions, reason }): readonly Block[] => {
      const instead = inPlaceOf === undefined ? '' : `, in place of ${nameOf(inPlaceOf) ?? 'a colleague'}`;
      const who = `${nameOf(by) ?? 'Somebody'} (${roleNames([role])})${instead}`;
      const demands = conditions.map(({ text }) => text).join('; ');
      const facts = [
        { label: dayInWords(at), value: `${who}: ${VERDICT_WORDS[verdict]}${demands ? `: ${demands}` : ''}` },
      ];
      return [{ kind: 'facts', facts }, ...(reason ? [{ kind: 'quote', text: reason, from: who } as const] : [])];
    }),
    ...(aside.length > 0 ? [{ kind: 'text', text: `Stands aside: ${aside.join('; ')}` } as const] : []),
  ];
}

export const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  inFavour: 'in favour',
  withConditions: 'in favour with conditions',
  against: 'against',
};

function adviceBlocks({ review, submission, said, nameOf }: DeliberationPicture): readonly Block[] {
  const counts = new Set(review.progress.advice.map(({ at, by }) => `${by} ${at.getTime()}`));
  const advice = said.advice.filter(({ submissionId }) => submissionId === submission.id);
  if (advice.length === 0) return [];
  return [
    { kind: 'heading', text: 'Advice' },
    ...advice.map(({ by, role, inPlaceOf, at, stance, formal, text }): Block => {
      const instead = inPlaceOf === undefined ? '' : `, in place of ${nameOf(inPlaceOf) ?? 'a colleague'}`;
      const kind = formal ? `${roleNames([role])} advises` : `an opinion (${roleNames([role])})`;
      const replaced = counts.has(`${by} ${at.getTime()}`) ? '' : ', replaced by a later word';
      const from = `${nameOf(by) ?? 'Somebody'}${instead}, ${kind}: ${STANCE_WORDS[stance]}, ${dayInWords(at)}${replaced}`;
      return { kind: 'quote', text: text ?? '(erased)', from };
    }),
  ];
}

function committeeBlocks({ submission, said, nameOf }: DeliberationPicture): readonly Block[] {
  const names = (ids: readonly string[]) => ids.map((id) => nameOf(id) ?? 'somebody').join(', ');
  return said.minutes
    .filter(({ submissionId }) => submissionId === submission.id)
    .flatMap(({ record, by, dissent, ruling }): readonly Block[] => {
      const { attendees, recused, votes, outcome, heldOn, reason } = record;
      const conditions = outcome.verdict === 'rejected' ? [] : outcome.conditions.map(({ text }) => text);
      const facts: readonly Fact[] = [
        { label: 'Held on', value: dayInWords(heldOn) },
        { label: 'Decision', value: VERDICT_WORDS[outcome.verdict] },
        { label: 'Present', value: names(attendees) },
        ...(recused.length > 0 ? [{ label: 'Stood aside', value: names(recused) }] : []),
        {
          label: 'Votes',
          value: `${votes.inFavour} in favour, ${votes.against} against, ${votes.abstained} abstained`,
        },
        ...(conditions.length > 0 ? [{ label: 'Conditions', value: conditions.join('; ') }] : []),
        { label: 'Recorded by', value: nameOf(by) ?? 'somebody' },
        { label: 'Chair', value: rulingInWords(ruling, nameOf) },
      ];
      return [
        { kind: 'heading', text: 'The committee' },
        { kind: 'facts', facts },
        { kind: 'quote', text: reason ?? '(erased)', from: 'The committee' },
        ...(dissent ? [{ kind: 'quote', text: dissent, from: 'Dissent' } as const] : []),
      ];
    });
}

function rulingInWords(
  ruling: Deliberation['minutes'][number]['ruling'],
  nameOf: DeliberationPicture['nameOf'],
): string {
  if (!ruling) return 'has to confirm it';
  const who = `${nameOf(ruling.by) ?? 'somebody'}, ${dayInWords(ruling.at)}`;
  return ruling.verdict === 'confirmed' ? `confirmed by ${who}` : `sent back by ${who}: ${ruling.reason ?? '(erased)'}`;
}

type Decided = Deliberation['overrides'][number];

/** Both values, whoever decided otherwise. */
function levelBlocks({ submission, said, nameOf }: DeliberationPicture): readonly Block[] {
  const decided = said.overrides.filter(
    ({ submissionId, finding }) => submissionId === submission.id && finding === LEVEL_FINDING,
  );
  if (decided.length === 0) return [];
  return [
    { kind: 'heading', text: 'The level, as people decided it' },
    ...decided.flatMap((one): readonly Block[] => {
      const { by, at, computed, isLowering, reason } = one;
      const level = (step: string) =>
        Object.entries(LEVEL_WORDS)
          .find(([id]) => id === step)?.[1]
          .split(':')[0] ?? step;
      const facts: readonly Fact[] = [
        { label: 'Computed', value: level(computed) },
        {
          label: isLowering ? 'Proposed' : 'Decided',
          value: `${level(one.decided)}, by ${nameOf(by) ?? 'somebody'}, ${dayInWords(at)}`,
        },
        ...(isLowering ? [{ label: 'Second approver', value: secondInWords(one, nameOf) }] : []),
      ];
      return [
        { kind: 'facts', facts },
        { kind: 'quote', text: reason ?? '(erased)', from: nameOf(by) ?? 'Somebody' },
      ];
    }),
  ];
}

/** What was decided at once, for one reason, stands together. */
function lawBlocks({ submission, said, nameOf, law }: DeliberationPicture): readonly Block[] {
  const decided = said.overrides.filter(
    ({ submissionId, finding }) => submissionId === submission.id && finding !== LEVEL_FINDING,
  );
  if (decided.length === 0) return [];
  const deeds = Map.groupBy(decided, ({ by, at }) => `${by} ${at.getTime()}`);
  return [
    { kind: 'heading', text: 'EU AI Act, as people decided it' },
    ...[...deeds.values()].flatMap((together): readonly Block[] => {
      const [first] = together;
      const from = `${(first && nameOf(first.by)) ?? 'Somebody'}, ${first ? dayInWords(first.at) : ''}`;
      return [
        { kind: 'facts', facts: together.map((one) => lawDecision(one, law, nameOf)) },
        { kind: 'quote', text: first?.reason ?? '(erased)', from },
      ];
    }),
  ];
}

function lawDecision(one: Decided, law: Law, nameOf: DeliberationPicture['nameOf']): Fact {
  const facet = DECIDED_FACETS.find((name) => lawFindingId(name) === one.finding);
  const words = (value: string) => (facet ? facetInWords(facet, value, law) : value);
  const confirmed = one.computed === one.decided;
  const value = confirmed
    ? `${words(one.decided)}, as computed`
    : `${words(one.decided)} instead of ${words(one.computed)}`;
  const fact = { label: facet ? FACET_LABELS[facet] : one.finding, value };
  return one.isLowering ? { ...fact, note: `Second approver: ${secondInWords(one, nameOf)}` } : fact;
}

function secondInWords({ ruling }: Decided, nameOf: DeliberationPicture['nameOf']): string {
  return ruling
    ? `${ruling.verdict} by ${nameOf(ruling.by) ?? 'somebody'}, ${dayInWords(ruling.at)}${ruling.reason ? `: ${ruling.reason}` : ''}`
    : 'counts once a second person has confirmed it';
}

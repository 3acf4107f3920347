import { isDeepStrictEqual } from 'node:util';
import type { Source } from './answer.ts';
import { answerTo } from './conditions.ts';
import type { Proposal } from './interview-state.ts';
import { openProposals } from './progress.ts';
import type { Readings } from './read-candidates.ts';
import { readCandidates } from './read-candidates.ts';
import type { Turn } from './turn.ts';
import { applies, cannot, changed, proposing, questionWith, recorded, settled, showing } from './turn.ts';
import type { Candidate, Understood } from './understanding.ts';

/** The first words: whatever they say is proposed, nothing counts yet. */
export function readFirstText(turn: Turn, text: string, understood: Understood, source: Source): Turn {
  const { candidates } = readCandidates(turn, text, understood);
  return settled(
    proposing(
      turn,
      candidates.map((candidate) => proposalOf(candidate, source)),
    ),
  );
}

/** Free text in the middle: answers the question at hand, corrects, and volunteers what is then to be confirmed. */
export function readText(turn: Turn, text: string, understood: Understood, source: Source): Turn {
  const { next: applied, isUsed, isRefused } = applyText(turn, text, understood, source);
  const next = proposesMore(turn, applied) ? changed(applied, { current: null }) : applied;
  if (isUsed || isRefused || understood.isQuestion) return settled(next);
  if (next.state.current)
    return settled(next, 'I could not match your message to this question. A few other words or a button will do.');
  return settled(cannot(next, 'notUnderstood', 'I could not read an answer in your message.'));
}

/** What was just read is confirmed while it is fresh; the question at hand comes back after it. */
function proposesMore(before: Turn, after: Turn): boolean {
  return openProposals(after.questionnaire, after.state).some((proposal) => !before.state.proposals.includes(proposal));
}

interface Applied {
  readonly next: Turn;
  /** Something in the text was taken up, or was new to nobody. */
  readonly isUsed: boolean;
  /** The person was told what was wrong or unclear. */
  readonly isRefused: boolean;
}

/** Takes up what the text says, without going on to the next question. */
export function applyText(turn: Turn, text: string, understood: Understood, source: Source): Applied {
  const readings = readCandidates(turn, text, understood);
  const taken = readings.candidates.reduce((next, candidate) => takeUp(next, turn, candidate, source), turn);
  const next = pointOutTroubles(taken, turn, readings);
  return { next, isUsed: readings.candidates.length > 0, isRefused: next.effects.length > taken.effects.length };
}

/** @param before the turn as the message found it: it decides what was asked. */
function takeUp(turn: Turn, before: Turn, candidate: Candidate, source: Source): Turn {
  const { questionId, value, quote, corrects } = candidate;
  const existing = answerTo(turn.state.answers, questionId);
  const isProposed = turn.state.proposals.some((proposal) => proposal.questionId === questionId);
  const isAsked = before.state.current === questionId;
  if ((isAsked && !candidate.unlisted) || (corrects && existing && !isProposed && applies(turn, questionId))) {
    return recorded(turn, questionId, { kind: 'known', value, source: { ...source, quote } });
  }
  const isKnown = existing?.kind === 'known' && isDeepStrictEqual(existing.value, value);
  if (isKnown && !isProposed) return turn;
  const next = proposing(turn, [proposalOf(candidate, source)]);
  return corrects && !applies(next, questionId) ? notedForLater(next, questionId) : next;
}

/** Kept as an unseen proposal; it is shown for confirmation when its question comes to apply. */
function notedForLater(turn: Turn, questionId: string): Turn {
  const label = questionWith(turn, questionId)?.label ?? questionId;
  return cannot(
    turn,
    'notApplicable',
    `"${label}" is not asked, given the answers so far. I will come back to it if it is.`,
    [questionId],
  );
}

function pointOutTroubles(turn: Turn, before: Turn, { ambiguous, invalid }: Readings): Turn {
  const asked = before.state.current;
  const proposed = new Set(openProposals(turn.questionnaire, turn.state).map(({ questionId }) => questionId));
  const unclear = ambiguous.filter(({ questionId }) => questionId === asked || proposed.has(questionId));
  const dropped = changed(turn, {
    proposals: turn.state.proposals.filter(({ questionId }) => !unclear.some((one) => one.questionId === questionId)),
  });
  const told = showing(dropped, ...unclear.map((one) => ({ kind: 'ambiguous' as const, ...one })));
  return invalid ? showing(told, { kind: 'invalid', ...invalid }) : told;
}

function proposalOf({ questionId, value, quote, unlisted }: Candidate, source: Source): Proposal {
  const proposal = { questionId, value, source: { ...source, quote } };
  return unlisted ? { ...proposal, unlisted } : proposal;
}

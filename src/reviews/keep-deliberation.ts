import canonicalize from 'canonicalize';
import type { Context } from '../chat/vocabulary.ts';
import type { ReviewEvent } from './review.ts';
import { reviewCard } from './review-card.ts';
import type { ReviewPicture, ReviewStores } from './review-picture.ts';

/** Keeps votes, advice, minutes and what was decided on findings, each with the account it came from and what was shown. */
export async function keepDeliberation<Stores extends ReviewStores>(
  { stores, actor, newId }: Context<Stores>,
  { record, submission, card }: ReviewPicture,
  event: ReviewEvent,
): Promise<void> {
  const { deliberation } = stores;
  const deed = () => ({
    ...{ id: newId(), reviewId: record.review.id, submissionId: submission.id, identityId: actor.identityId },
    shown: canonicalize(reviewCard(card)) ?? '',
  });
  switch (event.kind) {
    case 'voted': {
      const { kind: _, submissionNumber: _number, inPlaceOf, delegationId, reason, ...vote } = event;
      return deliberation.addVote({ ...deed(), ...vote, inPlaceOf, delegationId, reason });
    }
    case 'advised': {
      const { kind: _, submissionNumber: _number, inPlaceOf, delegationId, ...advice } = event;
      return deliberation.addAdvice({ ...deed(), ...advice, inPlaceOf, delegationId });
    }
    case 'recused': {
      const { id, reviewId, identityId } = deed();
      return deliberation.addRecusal({ id, reviewId, identityId, by: event.by, at: event.at, reason: event.reason });
    }
    case 'committeeRecorded': {
      const { by, at, role, record: minutes, dissent, policyVersion } = event;
      return deliberation.addMinutes({ ...deed(), by, at, role, record: minutes, dissent, policyVersion });
    }
    case 'committeeConfirmed':
      return deliberation.ruleOnMinutes('confirmed', { ...deed(), ...ruling(event), reason: undefined });
    case 'committeeReturned':
      return deliberation.ruleOnMinutes('returned', { ...deed(), ...ruling(event), reason: event.reason });
    case 'findingDecided':
    case 'loweringProposed': {
      const { by, at, role, finding, computed, decided, reason, policyVersion } = event;
      const isLowering = event.kind === 'loweringProposed';
      const override = { finding, computed, decided, reason, policyVersion, isLowering };
      return deliberation.addOverride({ ...deed(), by, at, role, ...override });
    }
    case 'loweringConfirmed':
      return deliberation.ruleOnOverride('confirmed', event.finding, {
        ...{ ...deed(), ...ruling(event), reason: undefined },
      });
    case 'loweringDeclined':
      return deliberation.ruleOnOverride('declined', event.finding, {
        ...{ ...deed(), ...ruling(event), reason: event.reason },
      });
    default:
      return;
  }
}

type RulingKind = 'committeeConfirmed' | 'committeeReturned' | 'loweringConfirmed' | 'loweringDeclined';

function ruling({ by, at, role }: Extract<ReviewEvent, { kind: RulingKind }>) {
  return { by, at, role };
}

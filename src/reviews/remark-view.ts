import type { View } from '../chat/vocabulary.ts';
import type { ActOptions, ActStores } from './act.ts';
import { isOwn } from './authority.ts';
import { wayOf } from './policy.ts';
import { mayRead, notYoursAnyMore } from './readers.ts';
import { remarkCard } from './remark-card.ts';
import { pictureOf } from './review-picture.ts';
import { effectiveRoles } from './whose-turn.ts';

/** Between reviewers and submitter: a reader who is neither, or no longer, sees nothing of it. */
export function remarkView<Stores extends ActStores>(options: ActOptions<Stores>): View<Stores> {
  return async (stores, { subjectId, part = '' }, { personId, now }) => {
    const picture = await pictureOf(stores, subjectId, options);
    if (!picture) return undefined;
    // Without a single reader it stands in the team's channel.
    if (personId === undefined) return remarkCard(picture.card, part, 'reviewers');
    const reader = await stores.people.find(personId);
    if (!reader) return notYoursAnyMore;
    const { review } = picture.card;
    const samePersonIds = await stores.people.samePerson(reader.id);
    if (isOwn(review, { personId: reader.id, samePersonIds, roles: reader.roles }))
      return remarkCard(picture.card, part, 'submitter');
    return mayRead(await effectiveRoles(stores, reader.id, now), wayOf(options.policy, review.route))
      ? remarkCard(picture.card, part, 'reviewers')
      : notYoursAnyMore;
  };
}

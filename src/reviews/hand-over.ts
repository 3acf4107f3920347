import { z } from 'zod';
import type { ActionHandler, Context, FormHandler, ImmediateReply } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { Person } from '../people/people.ts';
import { type ActOptions, type ActStores, act, factsFor, judge, noSuchReview } from './act.ts';
import type { Reviewer } from './authority.ts';
import { decide } from './decide.ts';
import { handOverForm } from './forms.ts';
import { someColleague } from './least-command.ts';
import { INPUT } from './review-form.ts';
import { pictureOf, type ReviewPicture } from './review-picture.ts';

const Clicked = z.object({ review: z.uuid() });
const Sent = z.object({ [INPUT.colleague]: z.uuid() });

/** Gives a review to a colleague, who is told: by a form that offers only those who could take it. */
export function handingOver<Stores extends ActStores>(
  options: ActOptions<Stores>,
): { readonly open: ActionHandler<Stores>; readonly send: FormHandler<Stores> } {
  async function colleaguesFor(context: Context<Stores>, picture: ReviewPicture): Promise<readonly Person[]> {
    const { stores, now } = context;
    const by = await actingPerson(context);
    const facts = await factsFor(stores, picture, by.personId, by.samePersonIds, now, options);
    const able: Person[] = [];
    for (const person of await stores.people.list()) {
      const to = await reviewerFrom(context, person);
      if (decide(picture.record.review, { kind: 'handOver', to }, by, now, facts).ok) able.push(person);
    }
    return able;
  }

  return {
    open: async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      const picture = clicked.success ? await pictureOf(context.stores, clicked.data.review, options) : undefined;
      if (!picture) return noSuchReview;
      const { review } = picture.record;
      const judged = await judge(
        context,
        picture,
        (facts) => ({ kind: 'handOver', to: someColleague(review, facts) }),
        options,
      );
      if (!judged.ok) {
        context.changed(review.id);
        return { kind: 'notice', text: judged.message };
      }
      const able = await colleaguesFor(context, picture);
      return able.length > 0 ? { kind: 'openForm', form: handOverForm(review, able) } : nobodyElse;
    },
    send: async (context, { context: ids, inputs }) => {
      const sent = Clicked.safeParse(ids);
      if (!sent.success) return noSuchReview;
      const chosen = Sent.safeParse(inputs);
      const person = chosen.success ? await context.stores.people.find(chosen.data.colleague) : undefined;
      if (!person) return { kind: 'formErrors', errors: { [INPUT.colleague]: 'Please choose a colleague.' } };
      const to = await reviewerFrom(context, person);
      return act(context, sent.data.review, { kind: 'handOver', to }, options);
    },
  };
}

const nobodyElse: ImmediateReply = {
  kind: 'notice',
  text: 'Nobody else has a role in this review. An administrator can give one: they say “members”.',
};

async function reviewerFrom({ stores }: Context<ActStores>, { id, roles }: Person): Promise<Reviewer> {
  return { personId: id, samePersonIds: await stores.people.samePerson(id), roles };
}

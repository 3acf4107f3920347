import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import { isOwn } from './authority.ts';
import { replyForm } from './forms.ts';
import { isOpen } from './review.ts';
import { INPUT } from './review-form.ts';
import type { ReviewStore } from './review-store.ts';
import { stateInWords } from './words.ts';

/** The way to a change of what was submitted: only reviewers can open an answer again, so they are written to. */
export async function askToChange(
  context: Context<{ readonly reviews: ReviewStore; readonly people: PeopleStore }>,
  reviewId: string,
  answer: string,
): Promise<ImmediateReply> {
  const record = await context.stores.reviews.find(reviewId);
  if (!record || !isOwn(record.review, await actingPerson(context)))
    return { kind: 'notice', text: 'This was submitted by somebody else, who can ask the reviewers to open it again.' };
  const { review } = record;
  if (!isOpen(review))
    return { kind: 'notice', text: `${stateInWords(review)} If something is different now, declare it anew.` };
  const form = replyForm(review);
  return {
    kind: 'openForm',
    form: {
      ...form,
      title: `Ask for a change: ${review.reference}`,
      intro: `${stateInWords(review)} Your answers are frozen while people decide on them; they can open “${answer}” again for you.`,
      inputs: form.inputs.map((input) =>
        input.kind === 'text' && input.id === INPUT.comment
          ? { ...input, value: `Please let me change “${answer}”: ` }
          : input,
      ),
    },
  };
}

import { z } from 'zod';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Context, FormHandler, ImmediateReply, View } from '../chat/vocabulary.ts';
import { inDirect, writtenToYou } from '../interviews/in-direct.ts';
import { CHANGES } from '../interviews/questionnaire.ts';
import { isReadBy } from '../people/acting-person.ts';
import type { AssessmentOptions, AssessmentStores, AssessmentSubject } from './assess.ts';
import { beginAgain } from './assess-again.ts';
import { stateInWords } from './assessment-cards.ts';
import { type Beginning, notAlone } from './begin-assessing.ts';
import { isOverdue, isSoon, type NextReview, type NextReviewStore } from './next-review.ts';
import { nextReviewsCard, nextReviewsSubject, repeatForm, TEAM } from './next-review-cards.ts';

export type RepeatStores = AssessmentStores & { readonly nextReviews: NextReviewStore };

const Clicked = z.object({ assessment: z.uuid() });
const Repeated = z.object({ changes: z.array(z.enum(CHANGES)).default([]) });

interface Repeating {
  readonly review: NextReview;
  readonly subject: AssessmentSubject;
}

/** An approved assessment is repeated once its day comes near (8.4), whether or not anything has changed. */
export function createRepeating<Stores extends RepeatStores>(
  options: AssessmentOptions<Stores>,
  { underWay, mayTellChange }: Beginning<Stores>,
): {
  readonly action: ActionHandler<Stores>;
  readonly form: FormHandler<Stores>;
  readonly digest: View<Stores>;
} {
  /** What is to be repeated, for those who may say that an entry has changed; otherwise why not. */
  async function repeating(context: Context<Stores>, value: unknown): Promise<Repeating | ImmediateReply> {
    const id = Clicked.safeParse(value).data?.assessment;
    const review = id === undefined ? undefined : await context.stores.nextReviews.of(id);
    const subject = review && (await options.findSubject(context.stores, review.system.id));
    const isTheirs = review && subject && (await mayTellChange(context, subject, [review.ownerId, review.startedById]));
    if (!review || !subject || subject.closed || !isTheirs)
      return { kind: 'notice', text: 'There is no assessment of this that you could begin again.' };
    const other = await underWay(context.stores, subject);
    if (!other) return { review, subject };
    return { kind: 'notice', text: `${other.assessment.reference} is under way already: ${stateInWords(other)}.` };
  }

  return {
    action: async (context, { value }) => {
      if (!inDirect(context)) return notAlone;
      const about = await repeating(context, value);
      if ('kind' in about) return about;
      return { kind: 'openForm', form: repeatForm(about.review) };
    },
    form: async (context, { context: ids, inputs }) => {
      const alone = inDirect(context);
      if (!alone) return notAlone;
      const about = await repeating(context, ids);
      if ('kind' in about) return about;
      const read = readInputs(Repeated, inputs);
      if (!read.ok) return read.reply;
      const { assessmentId, ownerId } = about.review;
      const assessment = await context.stores.assessments.find(assessmentId);
      if (!assessment) throw new Error(`The assessment ${assessmentId} is planned and not there`);
      await beginAgain(alone, about.subject, { assessment }, read.value.changes, options, 'atInterval');
      for (const reader of [ownerId, TEAM]) context.changed(nextReviewsSubject(reader));
      return alone === context ? undefined : writtenToYou;
    },
    /** Drawn when it is read, so that it never nags about what has been begun by now. */
    digest: async (stores, { part = TEAM }, viewer) => {
      const isTheirs = part === TEAM ? await isOfTeam(stores, viewer) : await isReadBy(stores, viewer, part);
      const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
      const planned = isTheirs ? await stores.nextReviews.planned() : [];
      const same = part === TEAM ? [] : [part, ...(await stores.people.samePerson(part))];
      const due = planned.filter((one) =>
        part === TEAM
          ? isOverdue(one, viewer.now) || (isSoon(one, viewer.now) && !names.has(one.ownerId))
          : same.includes(one.ownerId) && isSoon(one, viewer.now),
      );
      return nextReviewsCard(due, part, (id) => names.get(id), viewer.now);
    },
  };
}

/** The team's own channel, or one of the team. */
async function isOfTeam<Stores extends RepeatStores>(
  { people }: Stores,
  { personId }: Parameters<View<Stores>>[2],
): Promise<boolean> {
  if (personId === undefined) return true;
  return (await people.find(personId))?.roles.includes('governance') ?? false;
}

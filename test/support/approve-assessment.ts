import { answersEverything } from './answer-everything.ts';
import { CLIENT_CALLS, declares } from './declaration.ts';
import type { Journey } from './journey.ts';
import type { Persona } from './persona.ts';
import { treatsRisks } from './treatment.ts';

/** A declaration in the full lane, whose assessment comes to a moderate impact. */
export const FULL = {
  ...CLIENT_CALLS,
  circumstances: ['people-recorded', 'evaluates-people'],
  purposeDetail: 'It scores how our sellers talk.',
};

/** Approves the review that people call so; throws the refusal where there is one. */
export async function approves(journey: Journey, who: Persona, reference: string): Promise<void> {
  const record = await journey.storage.transact(journey.app.organisation.id, ({ reviews }) =>
    reviews.referenced(reference),
  );
  const context = { review: record?.review.id ?? '', version: record?.review.version ?? 0 };
  const inputs = { nextReviewAt: '2027-03-01', reason: 'It is in order.' };
  const answer = await who.does({ to: 'forms', form: 'review.approve', context, inputs });
  if (!answer.taken || answer.reply) throw new Error(`${reference}: ${JSON.stringify(answer)}`);
}

/** Maya declares it as REV-1 and assesses it as ASM-1, which Priya and Elena approve as REV-2. */
export async function declaresAndAssesses(journey: Journey): Promise<void> {
  const { maya, priya, elena } = journey;
  await declares(maya, FULL);
  await maya.clicks('Start the assessment');
  const interview = String((await maya.button('All correct')).value.interview);
  await maya.clicks('All correct');
  await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
  await treatsRisks(maya, 'ASM-1');
  await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
  await approves(journey, priya, 'REV-2');
  await approves(journey, elena, 'REV-2');
}

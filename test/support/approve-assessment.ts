import { answersEverything } from './answer-everything.ts';
import { beginsAssessment } from './begin-assessment.ts';
import type { Journey } from './journey.ts';
import type { Persona } from './persona.ts';
import { treatsRisks } from './treatment.ts';

/** The review that people call so, as a click on its card as it stands now would name it. */
export async function reviewNow({ storage, app }: Journey, reference: string) {
  const record = await storage.transact(app.organisation.id, ({ reviews }) => reviews.referenced(reference));
  return { review: record?.review.id ?? '', version: record?.review.version ?? 0 };
}

/** Approves the review that people call so; throws the refusal where there is one. */
export async function approves(journey: Journey, who: Persona, reference: string): Promise<void> {
  const context = await reviewNow(journey, reference);
  const inputs = { nextReviewAt: '2027-03-01', reason: 'It is in order.' };
  const answer = await who.does({ to: 'forms', form: 'review.approve', context, inputs });
  if (!answer.taken || answer.reply) throw new Error(`${reference}: ${JSON.stringify(answer)}`);
}

/** Maya declares it as REV-1 and assesses it as ASM-1, which Priya and Elena approve as REV-2. */
export async function declaresAndAssesses(journey: Journey): Promise<void> {
  const { maya, priya, elena } = journey;
  const interview = await beginsAssessment(maya);
  await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
  await treatsRisks(maya, 'ASM-1');
  await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
  await approves(journey, priya, 'REV-2');
  await approves(journey, elena, 'REV-2');
}

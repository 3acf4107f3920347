import type { Persona } from './persona.ts';

type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Answers of a declaration that ends in the light lane. */
export const CLIENT_CALLS: Answers = {
  account: 'company-team',
  users: 'team',
  countries: ['se', 'gb'],
  data: ['personal', 'customer'],
  circumstances: ['people-recorded'],
  prohibitedSignals: ['none'],
  status: 'in-use',
  connectors: ['none'],
  humanCheck: 'always',
  peopleInformed: 'consent',
  owner: 'Maya Lindqvist',
  alternatives: 'None of the approved tools hears our product names.',
};

/** Begins a declaration in words, confirms what was understood and answers the rest as one form. */
export async function answersDeclaration(
  who: Persona,
  answers: Answers = CLIENT_CALLS,
  words = 'I would like to use Otter.ai to transcribe client calls',
): Promise<string> {
  await who.says(words);
  await who.sees(/Is this what you mean\?/);
  const { value } = await who.button('All correct');
  const interview = String(value.interview);
  await who.clicks('All correct');
  const answer = await who.does({ to: 'forms', form: 'interview.form', context: { interview }, inputs: answers });
  if (answer.taken && answer.reply?.kind === 'nextForm') await who.dismisses(answer.reply);
  else if (!answer.taken || answer.reply) throw new Error(`${who.name} could not answer: ${JSON.stringify(answer)}`);
  return interview;
}

/** The same, submitted. Answers the review's reference. */
export async function declares(who: Persona, answers: Answers = CLIENT_CALLS, words?: string): Promise<string> {
  await answersDeclaration(who, answers, words);
  await who.sees(/Please check, then submit/);
  await who.clicks('Submit');
  const news = await who.sees(/Reference: REV-\d+/);
  return /REV-\d+/.exec(news)?.[0] ?? '';
}

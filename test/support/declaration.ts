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

/** The same as people enter it, by the labels: what is asked first, */
export const FIRST_PAGE: Answers = {
  'Who will use it': 'My team',
  'In which countries': ['Sweden'],
  'What kinds of information': ['Personal data', 'Information about or from customers'],
  'Does any of this apply': ['People are recorded or affected by it'],
};
/** and what is asked because of that. */
export const CLOSER_LOOK: Answers = {
  'Some uses of AI are forbidden by law': ['None of these'],
  'Is it in use already': 'In use already',
  'To which of your systems': ['Nothing'],
  'Who looks at what it makes': 'A person checks everything',
  'Do the people who are recorded': 'Yes, and they agreed',
  'Who will be responsible': 'Maya Lindqvist',
  'Did you consider': 'None of the approved tools hears our product names.',
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

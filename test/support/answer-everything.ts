import { z } from 'zod';
import type { ShownForm } from './console-api.ts';
import type { Persona } from './persona.ts';

type Answer = string | readonly string[];
type Answers = Readonly<Record<string, Answer>>;

/** What is chosen where nothing is said about it: the least that can be said. */
const LEAST = ['none', 'none-of-these', 'no', 'user', 'helps', 'in-use', 'not-applicable'];

interface ShownInput {
  readonly id: string;
  readonly kind: string;
  readonly choices?: unknown;
}

const Choices = z.array(z.object({ id: z.string() }));

/** Fills what a form asks for with these answers, and everything else with the least. */
export function leastAnswers(
  { inputs }: { readonly inputs: readonly ShownInput[] },
  answers: Answers = {},
): Record<string, Answer> {
  return Object.fromEntries(
    inputs.map((input): [string, Answer] => {
      const given = answers[input.id];
      if (given !== undefined) return [input.id, given];
      const ids = Choices.safeParse(input.choices).data?.map(({ id }) => id) ?? [];
      const least = ids.find((id) => LEAST.includes(id)) ?? ids[0];
      switch (input.kind) {
        case 'choice':
          return [input.id, least ?? ''];
        case 'choices':
          return [input.id, least === undefined ? [] : [least]];
        case 'date':
          return [input.id, '2027-06-30'];
        case 'number':
          return [input.id, '3'];
        default:
          return [input.id, 'https://example.org/plain-words'];
      }
    }),
  );
}

/** Goes through the forms of an interview until nothing is left to answer. */
export async function answersEverything(who: Persona, interview: string, answers: Answers = {}): Promise<void> {
  const opened = await who.does({ to: 'actions', action: 'interview.form', value: { interview }, inputs: {} });
  let reply = opened.taken ? opened.reply : undefined;
  while (reply?.kind === 'openForm' || reply?.kind === 'nextForm') {
    const { form }: { readonly form: ShownForm } = reply;
    const inputs = leastAnswers(form, answers);
    const sent = await who.does({ to: 'forms', form: form.id, context: form.context, inputs });
    if (!sent.taken || sent.reply?.kind === 'formErrors')
      throw new Error(`${who.name} could not answer ${JSON.stringify(inputs)}: ${JSON.stringify(sent)}`);
    reply = sent.reply;
  }
}

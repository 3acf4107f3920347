import { action, type Card, type Context } from '../chat/vocabulary.ts';
import type { PeopleStore } from '../people/people.ts';

/** What somebody reads who wants to declare or, with a title, something else before the governance team has adopted the questionnaire. */
export async function notAdoptedCard(
  { stores, actor }: Context<{ readonly people: PeopleStore }>,
  title?: string,
): Promise<Card> {
  const team = (await stores.people.list()).filter(({ roles }) => roles.includes('governance'));
  const mayAdopt = actor.roles.includes('governance');
  return {
    headline: title === undefined ? 'Declaring is not open yet' : `Not open yet: ${title}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: whatToDo(
          mayAdopt,
          team.map(({ displayName }) => displayName),
          title === undefined ? 'for declaring a use of AI' : `“${title}”`,
        ),
      },
    ],
    ...(mayAdopt ? { actions: [action('adoption.list', 'See what is proposed', {}, 'primary')] } : {}),
  };
}

function whatToDo(mayAdopt: boolean, team: readonly string[], which: string): string {
  if (mayAdopt) return `The questionnaire ${which} is proposed, and takes effect when you adopt it.`;
  const open = 'It opens as soon as the governance team has adopted the questionnaire for it.';
  return team.length > 0
    ? `${open} Please ask ${team.join(' or ')}.`
    : `${open} Nobody belongs to that team yet: please ask your administrator to name somebody.`;
}

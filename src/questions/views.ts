import type { Card, View, Viewer } from '../chat/vocabulary.ts';
import { isSame } from '../people/acting-person.ts';
import type { QuestionStores } from './act.ts';
import { answerCard, askersCard, furtherCard, type NameOf, teamCard } from './cards.ts';
import { mayAnswer } from './decide.ts';
import type { QuestionRecord } from './question-store.ts';

type Draw = (record: QuestionRecord, nameOf: NameOf, part: string) => Card | undefined;

/** The team's views may be read by several in the team's channel; a copy with one reader is checked against their roles. */
export function createQuestionViews<Stores extends QuestionStores>(): Readonly<
  Record<'card' | 'further' | 'asked' | 'reply', View<Stores>>
> {
  const view =
    (mayRead: (stores: Stores, record: QuestionRecord, viewer: Viewer) => Promise<boolean>, draw: Draw): View<Stores> =>
    async (stores, { subjectId, part = '' }, viewer) => {
      const record = await stores.questions.find(subjectId);
      if (!record) return undefined;
      if (!(await mayRead(stores, record, viewer))) return notYours;
      const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
      return draw(record, (id) => names.get(id), part);
    };

  const byTeam = async ({ people }: Stores, _record: QuestionRecord, { personId }: Viewer) => {
    const reader = personId === undefined ? undefined : await people.find(personId);
    return personId === undefined || (reader !== undefined && mayAnswer(reader));
  };
  const byAsker = async ({ people }: Stores, { question }: QuestionRecord, { personId }: Viewer) =>
    personId !== undefined &&
    isSame({ personId, samePersonIds: await people.samePerson(personId), roles: [] }, question.askerId);

  return {
    card: view(byTeam, teamCard),
    further: view(byTeam, furtherCard),
    asked: view(byAsker, askersCard),
    reply: view(byAsker, answerCard),
  };
}

const notYours: Card = { headline: 'This question is not yours to see', tone: 'quiet', blocks: [] };

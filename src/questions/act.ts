import { privately } from '../chat/privately.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import { decide, type QuestionCommand } from './decide.ts';
import { evolve, type Question, type QuestionEvent, type TriedAnswer } from './question.ts';
import type { QuestionStore } from './question-store.ts';
import { refusal } from './words.ts';

export interface QuestionStores {
  readonly questions: QuestionStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
}

export const noSuchQuestion: ImmediateReply = { kind: 'notice', text: refusal('notYours').message };

/** Takes a question to the governance team; the asker sees it where they asked, if nobody else reads there. */
export async function ask<Stores extends QuestionStores>(
  context: Context<Stores>,
  text: string,
  tried?: TriedAnswer,
): Promise<void> {
  const { stores, actor, now } = context;
  const question: Question = {
    id: context.newId(),
    reference: await stores.questions.nextReference(),
    askerId: actor.personId,
    state: 'open',
    askedAt: now,
    version: 1,
    ...(tried ? { tried } : {}),
  };
  const first = { id: context.newId(), kind: 'question', authorId: actor.personId, text, writtenAt: now } as const;
  await stores.questions.create(question, first);
  context.audit({
    kind: 'question.asked',
    subjectId: question.id,
    details: {
      reference: question.reference,
      ...(tried ? { answerId: tried.answerId, band: tried.band, score: tried.score } : {}),
    },
  });
  context.changed(question.id);
  context.send({
    to: privately(context),
    content: { kind: 'view', view: { name: 'question.asked', subjectId: question.id } },
  });
  context.send({
    to: { kind: 'governance' },
    content: { kind: 'view', view: { name: 'question.card', subjectId: question.id } },
  });
}

/** Does to a question what a person asked for, if the rules allow it at this moment; a refusal becomes a notice. */
export async function act<Stores extends QuestionStores>(
  context: Context<Stores>,
  questionId: string,
  command: QuestionCommand,
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const record = await stores.questions.find(questionId);
  if (!record) return noSuchQuestion;
  const { question } = record;
  const outcome = decide(question, command, await actingPerson(context), now);
  if (!outcome.ok) {
    // A refused click may come from a copy that is behind; it is drawn anew, so that the next click is right.
    context.changed(question.id);
    return { kind: 'notice', text: outcome.message };
  }
  const next = evolve(question, outcome.value);
  if ((await stores.questions.save(next, question.version, now)) === 'conflict') throw new LostRace(question.reference);
  await follow(context, next, outcome.value);
  context.changed(question.id);
  return undefined;
}

async function follow<Stores extends QuestionStores>(
  context: Context<Stores>,
  question: Question,
  event: QuestionEvent,
): Promise<void> {
  if (event.kind === 'assigned') return context.audit({ kind: 'question.assigned', subjectId: question.id });
  const id = context.newId();
  const isAnswer = event.kind === 'answered';
  await context.stores.questions.addMessage(question.id, {
    ...{ id, kind: isAnswer ? 'answer' : 'followUp', authorId: event.by, text: event.text, writtenAt: event.at },
  });
  context.audit({ kind: `question.${event.kind}`, subjectId: question.id, details: { messageId: id } });
  const view = { name: isAnswer ? 'question.reply' : 'question.further', subjectId: question.id, part: id };
  const content = { kind: 'view', view } as const;
  if (isAnswer) {
    const inThreadOf = { name: 'question.asked', subjectId: question.id };
    context.send({ to: { kind: 'person', personId: question.askerId }, content, inThreadOf });
    return;
  }
  context.send({ to: { kind: 'governance' }, content, inThreadOf: { name: 'question.card', subjectId: question.id } });
  if (question.assignedToId !== undefined)
    context.send({ to: { kind: 'person', personId: question.assignedToId }, content });
}

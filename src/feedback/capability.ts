import { z } from 'zod';
import { type AnswerStore, findReadable, type GivenAnswer } from '../assistant/answer-store.ts';
import { privately } from '../chat/privately.ts';
import { readInputs } from '../chat/read-inputs.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Capability, Card, Context, ImmediateReply, Role } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Feedback, FeedbackStore } from './feedback.ts';
import { WhatWasWrong, whatWasWrongForm } from './forms.ts';
import { listCard } from './list-card.ts';

export interface FeedbackStores {
  readonly feedback: FeedbackStore;
  readonly answers: AnswerStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
}

const Clicked = z.object({ answer: z.uuid() });
const ASKS_FOR_LIST =
  /^\s*(?:(?:show|list|read|what is|what['’]s)(?: me)? )?(?:the |all |all the |recent |our )?(?:answer )?feedback(?: on (?:the |your |our )?answers)?\s*[?.!]*\s*$/iu;
const LISTED_DAYS = 30;
/** Who improves what the answers rest on. */
const READS_FEEDBACK: Role = 'governance';

const gone: ImmediateReply = { kind: 'notice', text: 'This answer is no longer there, so nothing was noted.' };

/** Whether an answer helped, by its two quiet buttons. */
export function createFeedbackCapability<Stores extends FeedbackStores>(): Capability<Stores> {
  return {
    name: 'feedback',
    message: async (context, { text }) => {
      if (!ASKS_FOR_LIST.test(text)) return { kind: 'passed' };
      if (!context.actor.roles.includes(READS_FEEDBACK)) context.answer(howToGive);
      else
        context.send({
          to: privately(context),
          content: { kind: 'view', view: { name: 'feedback.list', subjectId: 'feedback' } },
        });
      return { kind: 'handled' };
    },
    actions: {
      up: async (context, { value }) => {
        const found = await judged(context, value);
        if (!found) return gone;
        await give(context, found, { verdict: 'up' });
        return { kind: 'notice', text: 'Thank you, noted.' };
      },
      down: async (context, { value }) => {
        const found = await judged(context, value);
        if (!found) return gone;
        const given = found.before?.verdict === 'down' ? found.before : undefined;
        if (!given) await give(context, found, { verdict: 'down' });
        return { kind: 'openForm', form: whatWasWrongForm(found.answer.id, found.isOwn, given) };
      },
    },
    forms: {
      down: async (context, { context: ids, inputs }) => {
        const found = await judged(context, ids);
        const read = readInputs(WhatWasWrong, inputs);
        if (!read.ok) return read.reply;
        if (!found) return gone;
        const { reason, text } = read.value;
        const question = found.isOwn ? found.answer.words?.question : undefined;
        await give(context, found, {
          verdict: 'down',
          ...(reason === undefined ? {} : { reason }),
          ...(text === undefined && reason === undefined
            ? {}
            : { words: { ...(text === undefined ? {} : { text }), ...(question === undefined ? {} : { question }) } }),
        });
        return { kind: 'notice', text: 'Thank you, noted.' };
      },
    },
    views: {
      list: async ({ feedback, people }, _reference, { personId, now }) => {
        const reader = personId === undefined ? undefined : await people.find(personId);
        if (!reader?.roles.includes(READS_FEEDBACK)) return notYours;
        return listCard(await feedback.since(new Date(now.getTime() - LISTED_DAYS * 24 * 3_600_000)), LISTED_DAYS);
      },
    },
  };
}

interface Judged {
  readonly answer: GivenAnswer;
  readonly isOwn: boolean;
  readonly before: Feedback | undefined;
}

async function judged<Stores extends FeedbackStores>(
  context: Context<Stores>,
  value: unknown,
): Promise<Judged | undefined> {
  const clicked = Clicked.safeParse(value);
  const { personId, samePersonIds } = await actingPerson(context);
  const mine = [personId, ...samePersonIds];
  const { answers, feedback } = context.stores;
  const answer = clicked.success ? await findReadable(answers, clicked.data.answer, mine) : undefined;
  if (!answer) return undefined;
  return { answer, isOwn: mine.includes(answer.personId), before: await feedback.find(answer.id, personId) };
}

async function give<Stores extends FeedbackStores>(
  context: Context<Stores>,
  { answer }: Judged,
  said: Pick<Feedback, 'verdict' | 'reason' | 'words'>,
): Promise<void> {
  const { questionHash, answerHash, band, score, passages } = answer;
  await context.stores.feedback.save({
    ...{ answerId: answer.id, personId: context.actor.personId, givenAt: context.now },
    ...{ questionHash, answerHash, band, score, passages },
    ...said,
  });
  const { verdict, reason } = said;
  context.audit({
    kind: 'feedback.given',
    subjectId: answer.id,
    details: { verdict, ...(reason === undefined ? {} : { reason }) },
  });
}

const notYours: Card = { headline: 'Feedback is read by the governance team', tone: 'quiet', blocks: [] };

const howToGive: Card = {
  headline: 'Tell me with the buttons below an answer',
  tone: 'quiet',
  blocks: [
    {
      kind: 'text',
      text: '“Helpful” and “Not helpful” stand below each answer. The governance team reads what was not helpful.',
    },
  ],
};

import { randomBytes } from 'node:crypto';
import { type App, createApp } from '../../src/app.ts';
import { directConversation } from '../../src/channels/console/conversations.ts';
import type { InboundBody, InboundEvent } from '../../src/chat/event.ts';
import { DEMONSTRATION, seedDemonstration } from '../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { publishQuestionnaires } from '../../src/composition/publish-questionnaires.ts';
import { type Question, questionsOf } from '../../src/interviews/questionnaire.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { unreachable } from '../../src/kernel/unreachable.ts';
import type { OpenDatabase } from '../../src/storage/open-database.ts';
import { createStorage } from '../../src/storage/open-storage.ts';

const MAYA = '01900000-0000-7000-8000-000000000101';

/** One employee who declares one use of AI after another, and never submits. */
export interface Declaring {
  /** The next answer, ready to be sent: by button, or in words. */
  nextAnswer(how: 'button' | 'words'): Promise<() => Promise<void>>;
  /** Sends what the answers so far left to be sent. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function createDeclaring(database: OpenDatabase): Promise<Declaring> {
  const knowledge = await loadKnowledgeBase();
  const storage = await createStorage(database, randomBytes(32), newId);
  const organisation = await seedDemonstration(storage, systemClock);
  await publishQuestionnaires(storage, organisation, knowledge, systemClock);
  const app = await createApp({
    storage,
    knowledge,
    organisation,
    clock: systemClock,
    newId,
    log: silentLog,
    rateLimited: false,
  });
  const ask = (text: string) => receive(app, { kind: 'message', messageId: newId(), text });

  async function openQuestion(): Promise<{ readonly interviewId: string; readonly question: Question } | undefined> {
    const [interview] = await storage.transact(organisation.id, ({ interviews }) => interviews.openOf(MAYA));
    const questionnaire = knowledge.questionnaires.find(({ id }) => id === interview?.questionnaireId);
    const question = questionnaire && questionsOf(questionnaire).find(({ id }) => id === interview?.state.current);
    return interview && question && { interviewId: interview.id, question };
  }

  async function nextQuestion() {
    const open = await openQuestion();
    if (open) return open;
    // The last one stands at its summary, or nothing was asked yet. Answers are thrown away at the second word only.
    await ask('cancel');
    await ask('cancel');
    await ask('I want to use Otter.ai for meeting notes');
    await ask('all correct');
    await app.drain();
    const first = await openQuestion();
    if (!first) throw new Error('The interview asks nothing');
    return first;
  }

  return {
    async nextAnswer(how) {
      const { interviewId, question } = await nextQuestion();
      if (how === 'words') return () => ask(inWords(question));
      const value = { interview: interviewId, question: question.id, option: anyAnswer(question) };
      return () => receive(app, { kind: 'action', actionId: 'interview.answer', value, inputs: {} });
    },
    settle: () => app.drain(),
    async close() {
      await app.close();
      await storage.close();
    },
  };
}

async function receive({ router, organisation }: App, body: InboundBody): Promise<void> {
  const event: InboundEvent = {
    deliveryKey: newId(),
    identity: { platform: 'console', workspace: DEMONSTRATION.workspace, user: MAYA },
    conversation: {
      platform: 'console',
      workspace: DEMONSTRATION.workspace,
      conversation: directConversation(MAYA),
      visibility: 'direct',
    },
    body,
  };
  const receipt = await router.receive(organisation.id, event);
  if (receipt.kind !== 'done' || receipt.reply)
    throw new Error(`The event was not handled: ${JSON.stringify(receipt)}`);
}

function anyAnswer(question: Question): string {
  switch (question.kind) {
    case 'one-of':
    case 'many-of':
      return question.options[0]?.id ?? '';
    case 'yes-no':
      return 'no';
    case 'countries':
      return 'de';
    case 'number':
      return String(question.min ?? 1);
    case 'date':
      return '2027-03-01';
    case 'link':
      return 'https://otter.ai';
    case 'text':
    case 'long-text':
    case 'person':
    case 'ai-system':
      return 'Otter.ai';
    default:
      return unreachable(question);
  }
}

function inWords(question: Question): string {
  if (question.kind === 'one-of' || question.kind === 'many-of') return question.options[0]?.label ?? '';
  return question.kind === 'countries' ? 'Germany' : anyAnswer(question);
}

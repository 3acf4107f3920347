import { z } from 'zod';
import type { ActionHandler, Capability, Context, ImmediateReply, InputValues, MessageOutcome } from '../chat/vocabulary.ts';
import type { Effect } from './effect.ts';
import { proposalsCard, questionCard, summaryCard } from './cards.ts';
import { newInterview } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { type Questionnaire, questionsOf } from './questionnaire.ts';
import { sectionForm } from './section-form.ts';
import { type Deed, type InterviewStores, noteChanges, type Submit, say, takeStep } from './session.ts';
import { step } from './step.ts';
import type { KnownProduct, Understanding, UnderstandingContext, Understood } from './understanding.ts';
import { understandingContext } from './understanding-context.ts';
import { validateAnswer } from './validate-answer.ts';

export interface InterviewOptions<Stores> {
  readonly understanding: Understanding;
  /** The questionnaire with which a use of AI is declared. */
  readonly declarationId: string;
  /** Whether a message tells of a use of AI, so that a declaration begins. */
  readonly declares: (text: string, about: UnderstandingContext) => boolean;
  readonly registered: (stores: Stores) => Promise<readonly KnownProduct[]>;
  /** Completes what was understood from what Steward knows anyway, such as the supplier of a well-known product. */
  readonly complete: (understood: Understood, questionnaire: Questionnaire) => Understood;
  /** Says what the register already has on the products named, before anything is asked. */
  readonly beforeStart: (context: Context<Stores>, understood: Understood) => Promise<void>;
  readonly submit: Submit<Stores>;
}

const ActionIds = z.object({ interview: z.string(), question: z.string().optional(), option: z.string().optional() });
const StartValue = z.object({ product: z.string().max(200).optional() });

const gone: ImmediateReply = { kind: 'notice', text: 'This interview is no longer there, or is not yours.' };

/** Declaring and assessing as a conversation: interviews over days, one step at a time. */
export function createInterviewCapability<Stores extends InterviewStores>(options: InterviewOptions<Stores>): Capability<Stores> {
  async function load(stores: InterviewStores, interviewId: string): Promise<{ interview: InterviewRecord; questionnaire: Questionnaire } | undefined> {
    const interview = await stores.interviews.find(interviewId);
    const questionnaire = interview && (await stores.questionnaires.version(interview.questionnaireId, interview.questionnaireVersion));
    return interview && questionnaire && { interview, questionnaire };
  }

  /** Only the owner answers; anybody else's click on a forwarded or forged button finds nothing. */
  async function own(context: Context<Stores>, interviewId: string) {
    const found = await load(context.stores, interviewId);
    return found?.interview.ownerId === context.actor.personId ? found : undefined;
  }

  function click(deedOf: (ids: z.infer<typeof ActionIds>, inputs: InputValues) => Deed | undefined): ActionHandler<Stores> {
    return async (context, { value, inputs }) => {
      const ids = ActionIds.safeParse(value);
      const found = ids.success ? await own(context, ids.data.interview) : undefined;
      const deed = ids.success ? deedOf(ids.data, inputs) : undefined;
      if (!found || !deed) return gone;
      await takeStep(context, found.questionnaire, found.interview, deed, options.submit);
      return undefined;
    };
  }

  const onQuestion = (kind: 'confirmProposal' | 'rejectProposal' | 'change') =>
    click(({ question }) => (question === undefined ? undefined : { kind, questionId: question }));
  const aboutQuestion = (kind: 'unknown' | 'skip' | 'why') => click(({ question }) => (question === undefined ? { kind } : { kind, questionId: question }));
  const plain = (kind: 'confirmAll' | 'rejectAll' | 'back' | 'pause' | 'resume' | 'cancel' | 'summary' | 'submit') => click(() => ({ kind }));

  async function understand(context: Context<Stores>, questionnaire: Questionnaire, interview: InterviewRecord | undefined, text: string): Promise<Understood> {
    const about = await aboutText(context, questionnaire, interview);
    return options.complete(options.understanding.understand(text, about), questionnaire);
  }

  async function aboutText(context: Context<Stores>, questionnaire: Questionnaire, interview?: InterviewRecord): Promise<UnderstandingContext> {
    const registered = await options.registered(context.stores);
    return { ...understandingContext(questionnaire, interview?.state ?? newInterview()), today: context.now, registered };
  }

  async function declares(context: Context<Stores>, text: string): Promise<boolean> {
    const questionnaire = await context.stores.questionnaires.inForce(options.declarationId);
    return questionnaire !== undefined && options.declares(text, await aboutText(context, questionnaire));
  }

  /** Begins an interview with what the first words say; `text` is kept with the answers that rest on it. */
  async function start(context: Context<Stores>, text: string): Promise<void> {
    const questionnaire = await context.stores.questionnaires.inForce(options.declarationId);
    if (!questionnaire) {
      context.answer({
        headline: 'Declaring is not open yet',
        tone: 'attention',
        blocks: [{ kind: 'text', text: 'Your governance team has not adopted the questionnaire for declaring a use of AI. Please ask them.' }],
      });
      return;
    }
    for (const open of await context.stores.interviews.openOf(context.actor.personId)) {
      if (open.state.phase !== 'paused') await pauseFor(context, open);
    }
    const understood = await understand(context, questionnaire, undefined, text);
    await options.beforeStart(context, understood);

    const source = { personId: context.actor.personId, at: context.now.toISOString(), messageId: context.event.deliveryKey };
    const { state, effects } = step(questionnaire, newInterview(), { kind: 'start', text, understood, source });
    const interview: InterviewRecord = {
      id: context.newId(),
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      ownerId: context.actor.personId,
      conversation: context.conversation,
      state,
      reviewId: undefined,
      version: 1,
      startedAt: context.now,
      updatedAt: context.now,
    };
    await context.stores.interviews.create(interview);
    context.audit({ kind: 'interview.started', subjectId: interview.id, details: { questionnaire: questionnaire.id, version: questionnaire.version } });
    noteChanges(context, interview.id, undefined, state);
    await say(context, questionnaire, interview, effects);
  }

  async function pauseFor(context: Context<Stores>, open: InterviewRecord): Promise<void> {
    const found = await load(context.stores, open.id);
    if (found) await takeStep(context, found.questionnaire, found.interview, { kind: 'pause' }, options.submit);
  }

  /** A new declaration, while another one is open: of another tool, or nothing was answered by it. */
  function startsAnother(interview: InterviewRecord, understood: Understood, questionnaire: Questionnaire): boolean {
    const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
    const named = understood.candidates.find(({ questionId }) => questionId === tool)?.value;
    const current = tool === undefined ? undefined : interview.state.answers[tool];
    return named !== undefined && current?.kind === 'known' && current.value !== named && interview.state.current !== tool;
  }

  async function message(context: Context<Stores>, text: string): Promise<MessageOutcome> {
    if (context.conversation.visibility !== 'direct') return { kind: 'passed' };
    const open = await context.stores.interviews.openOf(context.actor.personId);
    const latest = open.find(({ state }) => state.phase !== 'paused') ?? open[0];
    const found = latest && (await load(context.stores, latest.id));
    if (!found) return beginOrPass(context, text);

    const { interview, questionnaire } = found;
    const understood = await understand(context, questionnaire, interview, text);
    if (interview.state.phase === 'paused' && understood.command?.kind !== 'resume' && understood.command?.kind !== 'cancel') {
      return beginOrPass(context, text);
    }
    if (startsAnother(interview, understood, questionnaire) && (await declares(context, text))) return beginOrPass(context, text);
    if (understood.isQuestion && understood.command === undefined) {
      return {
        kind: 'passed',
        afterwards: () => takeStep(context, questionnaire, interview, { kind: 'resume' }, options.submit).then(() => undefined),
      };
    }
    await takeStep(context, questionnaire, interview, { kind: 'text', text, understood }, options.submit);
    return { kind: 'handled' };
  }

  async function beginOrPass(context: Context<Stores>, text: string): Promise<MessageOutcome> {
    if (!(await declares(context, text))) return { kind: 'passed' };
    await start(context, text);
    return { kind: 'handled' };
  }

  /** Saves every valid input as an answer; an invalid one keeps the form open and saves nothing. */
  async function saveForm(context: Context<Stores>, interviewId: string, inputs: InputValues): Promise<ImmediateReply | undefined> {
    const found = await own(context, interviewId);
    if (!found) return gone;
    const { questionnaire, interview } = found;
    const errors: Record<string, string> = {};
    const answers: { questionId: string; value: unknown }[] = [];
    for (const question of questionsOf(questionnaire)) {
      const value = Object.hasOwn(inputs, question.id) ? inputs[question.id] : undefined;
      if (value === undefined || value.length === 0) continue;
      const valid = validateAnswer(question, value);
      if (valid.ok) answers.push({ questionId: question.id, value: valid.value });
      else errors[question.id] = valid.message;
    }
    if (Object.keys(errors).length > 0) return { kind: 'formErrors', errors };
    if (answers.length === 0) return undefined;
    const source = { personId: context.actor.personId, at: context.now.toISOString(), messageId: context.event.deliveryKey };
    let { state } = interview;
    const effects: Effect[] = [];
    for (const answer of answers) {
      const taken = step(questionnaire, state, { kind: 'answer', ...answer, source });
      state = taken.state;
      // What was asked in between is answered by the same form; only where it ends is asked.
      effects.splice(0, effects.length, ...effects.filter(({ kind }) => kind !== 'ask' && kind !== 'summary' && kind !== 'propose'), ...taken.effects);
    }
    const saved = await context.stores.interviews.save(interview, { state }, context.now);
    if (saved === 'conflict') return { kind: 'notice', text: 'This was answered elsewhere meanwhile. Please look at the newest question.' };
    noteChanges(context, interview.id, interview.state, state);
    await say(context, questionnaire, { ...interview, state }, effects);
    return undefined;
  }

  const view = (draw: (questionnaire: Questionnaire, interview: InterviewRecord, part: string) => ReturnType<typeof questionCard> | undefined) =>
    async (stores: Stores, reference: { subjectId: string; part?: string }) => {
      const [interviewId = '', part = ''] = reference.subjectId.split('/');
      const found = await load(stores, interviewId);
      return found && draw(found.questionnaire, found.interview, part);
    };

  return {
    name: 'interview',
    message: (context, { text }) => message(context, text),
    actions: {
      answer: click(({ question, option }, inputs) =>
        question === undefined ? undefined : { kind: 'answer', questionId: question, value: option ?? inputs[question] ?? [] },
      ),
      confirm: onQuestion('confirmProposal'),
      reject: onQuestion('rejectProposal'),
      change: onQuestion('change'),
      unknown: aboutQuestion('unknown'),
      skip: aboutQuestion('skip'),
      why: aboutQuestion('why'),
      confirmAll: plain('confirmAll'),
      rejectAll: plain('rejectAll'),
      back: plain('back'),
      pause: plain('pause'),
      resume: plain('resume'),
      cancel: plain('cancel'),
      summary: plain('summary'),
      submit: plain('submit'),
      start: async (context, { value }) => {
        const { product } = StartValue.parse(value);
        await start(context, product === undefined ? 'I want to declare an AI use' : `I want to use ${product}`);
        return undefined;
      },
      form: async (context, { value }) => {
        const ids = ActionIds.safeParse(value);
        const found = ids.success ? await own(context, ids.data.interview) : undefined;
        const form = found && sectionForm(found.questionnaire, found.interview);
        return form ? { kind: 'openForm', form } : gone;
      },
    },
    forms: {
      form: async (context, { context: ids, inputs }) => {
        const parsed = ActionIds.safeParse(ids);
        return parsed.success ? saveForm(context, parsed.data.interview, inputs) : gone;
      },
    },
    views: {
      question: view((questionnaire, interview, part) => {
        const question = questionsOf(questionnaire).find(({ id }) => id === part);
        return question && questionCard(questionnaire, interview, question);
      }),
      proposals: view(proposalsCard),
      summary: view(summaryCard),
    },
  };
}


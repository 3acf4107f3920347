import { action, type Card, type Context, type IncomingMessage, type MessageOutcome } from '../chat/vocabulary.ts';
import { askFurther } from './ask-further.ts';
import { begin } from './begin.ts';
import { inDirect } from './in-direct.ts';
import type { InterviewOptions } from './interview-options.ts';
import type { InterviewRecord } from './interview-store.ts';
import { type EvidenceStores, filesInCompany, noDeclarationForFiles, offerFiles } from './offer-files.ts';
import { findInterview, type OpenInterview, withQuestionnaire } from './open-interview.ts';
import { isDescription } from './prefill/is-description.ts';
import { readDescription, writing } from './prefill/read-description.ts';
import { questionsOf } from './questionnaire.ts';
import { declares, understand } from './read-message.ts';
import { sectionNamed } from './section-named.ts';
import { type InterviewStores, takeStep } from './session.ts';
import { answerInWords } from './together/answer-in-words.ts';
import { askInWords } from './together/ask-in-words.ts';
import type { Understood } from './understanding.ts';

/**
 * Free text in a direct conversation: for the open interview, the beginning of one, or somebody else's business. Files
 * are offered to the open interview as evidence.
 */
export async function hear<Stores extends EvidenceStores>(
  context: Context<Stores>,
  { text, messageId, files = [] }: IncomingMessage,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  const isAlone = context.conversation.visibility === 'direct';
  const open = isAlone ? await context.stores.interviews.openOf(context.actor.personId) : [];
  const latest = open.find(({ state }) => state.phase !== 'paused') ?? open[0];
  if (files.length > 0 && latest) await offerFiles(context, messageId, files, latest.id, options);
  const offerDeclaration = () =>
    context.answer(noDeclarationForFiles(files, options.alsoWithFile?.(context, files) ?? []));
  if (files.length > 0 && text.trim() === '') {
    if (!latest && isAlone) offerDeclaration();
    if (!isAlone) context.answer(filesInCompany);
    return { kind: 'handled' };
  }
  if (!isAlone) return inCompany(context, text, options);
  if (!isAsking(latest) && (await answerInWords(context, text, options))) return { kind: 'handled' };
  const found = latest && (await withQuestionnaire(context.stores, latest));
  if (!found) {
    const outcome = await withoutInterview(context, text, options);
    if (files.length === 0 || options.areForOthers(context, text)) return outcome;
    const [begun] = await context.stores.interviews.openOf(context.actor.personId);
    if (begun) await offerFiles(context, messageId, files, begun.id, options);
    if (begun || outcome.kind === 'handled') return outcome;
    // Whoever answers the words does not see the files.
    return {
      kind: 'passed',
      afterwards: async () => {
        await outcome.afterwards?.();
        offerDeclaration();
      },
    };
  }

  const { interview, questionnaire } = found;
  const section = isAtOverview(interview) ? sectionNamed(questionnaire, text) : undefined;
  if (section !== undefined) {
    await takeStep(context, questionnaire, interview, { kind: 'openSection', sectionId: section }, options);
    return { kind: 'handled' };
  }
  if (await askInWords(context, text, found, options)) return { kind: 'handled' };
  const understood = await understand(context, text, questionnaire, interview, options);
  const command = understood.command?.kind;
  const isAsleep = interview.state.phase === 'paused';
  if (isAsleep && (command === undefined || FOR_OTHERS.has(command))) return beginOrPass(context, text, options);
  if (await declaresAnotherTool(context, found, text, understood, options)) return beginOrPass(context, text, options);
  if (command === undefined && isDescription(text)) {
    if (await hearDescription(context, found, text, understood, options)) return { kind: 'handled' };
  }
  const asksElsewhere = understood.isQuestion || (!isAskedForWords(found) && options.asksRegister(text));
  if (asksElsewhere && command === undefined) return digress(context, found, options);
  await takeStep(context, questionnaire, interview, { kind: 'text', text, understood }, options);
  if (command === undefined) await askFurther(context, text, options);
  return { kind: 'handled' };
}

/** Whether an interview of one's own waits for words; what a colleague asked comes after it. */
function isAsking(latest: InterviewRecord | undefined): boolean {
  if (!latest) return false;
  const { phase, current, place } = latest.state;
  return phase === 'confirming' || (phase === 'asking' && (current !== null || place.kind !== 'overview'));
}

function isAtOverview({ state }: InterviewRecord): boolean {
  return state.phase === 'asking' && state.current === null && state.place.kind === 'overview';
}

/** Proposes what a description says; where words were asked for, it answers that question first. */
async function hearDescription<Stores extends InterviewStores>(
  context: Context<Stores>,
  found: OpenInterview,
  text: string,
  understood: Understood,
  options: InterviewOptions<Stores>,
): Promise<boolean> {
  const { interview, questionnaire } = found;
  const described = await readDescription(writing(context), questionnaire, interview.state, text, options);
  if (!described) return false;
  if (isAskedForWords(found))
    await takeStep(context, questionnaire, interview, { kind: 'text', text, understood }, options);
  const now = isAskedForWords(found) ? await findInterview(context.stores, interview.id) : found;
  if (now) await takeStep(context, questionnaire, now.interview, { kind: 'describe', described }, options);
  await askFurther(context, text, options);
  return true;
}

/** Requests that mean something without an interview as well. */
const FOR_OTHERS: ReadonlySet<string> = new Set(['help', 'status', 'restart', 'confirmAll', 'rejectAll', 'unknown']);

/** Without an open interview a text begins one, is somebody else's business, or asks for what is not there. */
async function withoutInterview<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  const questionnaire = await context.stores.questionnaires.forReading(options.declarationId);
  const understood = questionnaire && (await understand(context, text, questionnaire, undefined, options));
  const command = understood?.command?.kind;
  if (command === undefined || FOR_OTHERS.has(command)) return beginOrPass(context, text, options);
  context.answer(nothingOpen);
  return { kind: 'handled' };
}

const nothingOpen: Card = {
  headline: 'Nothing is open just now',
  tone: 'quiet',
  blocks: [
    {
      kind: 'text',
      text: 'You have no declaration under way. Tell me which AI tool you would like to use and what for, ask me about one, or say “my desk” to see what you have submitted.',
    },
  ],
  actions: [action('interview.start', 'Declare an AI use')],
};

/** Where others read along, no declaration goes on: it begins where Steward talks with this person alone. */
async function inCompany<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  if (!(await declares(context, text, options))) return { kind: 'passed' };
  const alone = inDirect(context);
  if (alone) {
    await begin(alone, { text }, options);
    await askFurther(alone, text, options);
  }
  context.answer(alone ? writtenToYou : sayItToMe);
  return { kind: 'handled' };
}

const writtenToYou: Card = {
  headline: 'Let us do this between the two of us: I have written to you.',
  tone: 'quiet',
  blocks: [],
};

const sayItToMe: Card = {
  headline: 'Let us do this between the two of us',
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'Others read along here. Please say the same in your own conversation with me.' }],
};

async function beginOrPass<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  if (!(await declares(context, text, options))) return { kind: 'passed' };
  await begin(context, { text }, options);
  await askFurther(context, text, options);
  return { kind: 'handled' };
}

/** Somebody else answers the question in the middle; then the interview asks again where it was. */
function digress<Stores extends InterviewStores>(
  context: Context<Stores>,
  { interview, questionnaire }: OpenInterview,
  options: InterviewOptions<Stores>,
): MessageOutcome {
  return {
    kind: 'passed',
    afterwards: async () => {
      await takeStep(context, questionnaire, interview, { kind: 'resume' }, options);
    },
  };
}

/** “AIU-1” may be the answer to which approved tool was looked at. */
function isAskedForWords({ interview, questionnaire }: OpenInterview): boolean {
  const asked = questionsOf(questionnaire).find(({ id }) => id === interview.state.current);
  return asked?.kind === 'text' || asked?.kind === 'long-text';
}

/** A declaration of another tool than the one in hand, unless the tool, or words, are what was just asked for. */
async function declaresAnotherTool<Stores extends InterviewStores>(
  context: Context<Stores>,
  found: OpenInterview,
  text: string,
  understood: Understood,
  options: InterviewOptions<Stores>,
): Promise<boolean> {
  const { interview, questionnaire } = found;
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  if (tool === undefined || interview.state.current === tool) return false;
  const current = interview.state.answers[tool];
  if (current?.kind !== 'known' || !(await declares(context, text, options))) return false;
  // What is answered already is read again only where the words correct it, so a new tool shows in a fresh reading.
  const corrected = understood.candidates.find(({ questionId }) => questionId === tool);
  if (corrected) return corrected.value !== current.value;
  if (isAskedForWords(found)) return false;
  const fresh = await understand(context, text, questionnaire, undefined, options);
  const named = fresh.candidates.find(({ questionId }) => questionId === tool)?.value;
  const isShared = fresh.ambiguous.some(({ questionId, options: names }) => questionId === tool && names.length > 1);
  return isShared || (named !== undefined && named !== current.value);
}

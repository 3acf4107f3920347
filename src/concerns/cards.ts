import { dayInWords } from '../chat/day-in-words.ts';
import { type Action, action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import { handlerOf } from './concern.ts';
import type { ConcernMessage, ConcernRecord } from './concern-store.ts';
import { KIND_WORDS, OUTCOME_WORDS, stateInWords } from './words.ts';

export interface ConcernNames {
  readonly nameOf: (personId: string) => string | undefined;
  /** The entry of the register that it is about, such as “AIS-3 Otter.ai”. */
  readonly system: string | undefined;
}

/** What one of those who handle it sees, with the buttons that this reader can use. */
export function handlersCard(
  { concern, report, messages }: ConcernRecord,
  { nameOf, system }: ConcernNames,
  isMine: boolean,
): Card {
  const value = { concern: concern.id, version: concern.version };
  const reporter = concern.nameShown ? (nameOf(concern.reporterId) ?? 'Somebody') : 'The reporter';
  const facts: readonly Fact[] = [
    ...factsOf(report, system),
    { label: 'Reported by', value: concern.nameShown ? reporter : 'Not disclosed' },
    { label: 'Reported on', value: dayInWords(concern.reportedAt) },
  ];
  const taken = handlerOf(concern) !== undefined;
  return {
    headline: `${concern.reference} · ${KIND_WORDS[concern.kind]}`,
    tone: concern.state === 'closed' ? 'quiet' : concern.kind === 'incident' ? 'warning' : 'attention',
    blocks: [
      { kind: 'text', text: stateInWords(concern, nameOf) },
      { kind: 'quote', text: report?.what ?? ERASED },
      { kind: 'facts', facts },
      ...messages.map((message) => quoteOf(message, message.kind === 'reply' ? reporter : nameOf(message.authorId))),
      ...(concern.nameShown ? [] : [confidential]),
    ],
    actions:
      concern.state === 'closed'
        ? []
        : isMine
          ? [action('concern.ask', 'Ask the reporter', value), action('concern.close', 'Close', value, 'primary')]
          : [
              taken
                ? action('concern.takeOver', 'Take over', value)
                : action('concern.take', 'Take on', value, 'primary'),
            ],
  };
}

const ERASED = '(erased)';

const confidential: Block = {
  kind: 'text',
  text: 'Each handler reads this alone. Please keep it so, and do not look for who reported it.',
  subtle: true,
};

/** What the reporter sees of it. @param unhandled nobody but the reporter holds a role that could handle it. */
export function reportersCard(
  { concern, report, messages }: ConcernRecord,
  { nameOf, system }: ConcernNames,
  unhandled: boolean,
): Card {
  const facts = factsOf(report, system);
  return {
    headline: `${concern.reference} · Your ${concern.kind}`,
    tone: concern.state === 'closed' ? 'quiet' : 'good',
    blocks: [
      { kind: 'text', text: stateInWords(concern, nameOf) },
      { kind: 'quote', text: report?.what ?? ERASED },
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      ...messages.map((message) => quoteOf(message, message.kind === 'reply' ? 'You' : nameOf(message.authorId))),
      ...(unhandled && concern.state !== 'closed' ? [nobodyYet] : []),
      { kind: 'text', text: concern.nameShown ? NAME_TOLD : NAME_KEPT, subtle: true },
    ],
    ...(concern.state === 'closed' ? {} : { actions: [replyAction(concern.id, 'Add something')] }),
  };
}

const NAME_TOLD = 'Those who handle it know your name.';
const NAME_KEPT = 'Those who handle it do not get your name from me. I tell you here of each step.';

const nobodyYet: Block = {
  kind: 'text',
  text: 'Nobody who could handle this is named besides you. Please ask your administrator to name someone.',
};

/** One step of it, told to the reporter: that it was taken on, or what a handler asks or decided. */
export function stepCard(
  { concern, messages }: ConcernRecord,
  { nameOf }: ConcernNames,
  step: string | undefined,
): Card | undefined {
  const message = messages.find(({ id }) => id === step);
  if (!message) {
    const handler = handlerOf(concern);
    return handler === undefined
      ? undefined
      : {
          headline: `${concern.reference}: ${nameOf(handler) ?? 'Somebody'} has taken it on`,
          tone: 'quiet',
          blocks: [],
        };
  }
  const author = nameOf(message.authorId) ?? 'Somebody';
  if (message.kind === 'outcome' && concern.state === 'closed') {
    const outcome = OUTCOME_WORDS[concern.outcome];
    return {
      headline: `${concern.reference} is closed: ${outcome.toLowerCase()}`,
      tone: 'good',
      blocks: [quoteOf(message, author), { kind: 'text', text: THANKS, subtle: true }],
    };
  }
  const open = concern.state !== 'closed';
  return {
    headline: `${concern.reference}: ${author} asks you something`,
    tone: open ? 'attention' : 'quiet',
    blocks: [quoteOf(message, author), ...(concern.nameShown ? [] : [stillHidden])],
    ...(open ? { actions: [replyAction(concern.id, 'Answer')] } : {}),
  };
}

const THANKS = 'Thank you for reporting it. If you see it otherwise, please report it again or speak to one of them.';

const stillHidden: Block = { kind: 'text', text: 'They do not know who you are. I pass your answer on.', subtle: true };

function replyAction(concernId: string, label: string): Action {
  return action('concern.reply', label, { concern: concernId });
}

function factsOf(report: ConcernRecord['report'], system: string | undefined): readonly Fact[] {
  const about = system ?? report?.system;
  return [
    ...(about === undefined ? [] : [{ label: 'About', value: about }]),
    ...(report?.when === undefined ? [] : [{ label: 'When', value: dayInWords(new Date(report.when)) }]),
    ...(report?.affected === undefined ? [] : [{ label: 'Who may be affected', value: report.affected }]),
  ];
}

function quoteOf({ text, writtenAt }: ConcernMessage, author = 'Somebody'): Block {
  return { kind: 'quote', text: text ?? ERASED, from: `${author}, ${dayInWords(writtenAt)}` };
}

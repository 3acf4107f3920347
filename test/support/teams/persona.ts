import { z } from 'zod';
import { type ActivityJson, aChannelActivity, aPersonalActivity, BOT, GOVERNANCE } from './activities.ts';
import type { TeamsAppUnderTest } from './app.ts';
import type { FakeConnector, PostedMessage } from './fake-connector.ts';
import { actionsIn, cardInWords, type Entered, type ShownAction, ShownCard, sentInputs } from './shown-card.ts';

/** Somebody at work in Teams, who reads and clicks what their own client shows them. */
export interface TeamsPersona {
  readonly user: string;
  readonly name: string;
  /** The same person in the governance team's channel. */
  readonly inTeam: TeamsPersona;
  says(text: string, more?: object): Promise<void>;
  /** Clicks the newest button with this label, with what is entered into the card. Answers what the client shows of it. */
  clicks(label: string | RegExp, entered?: Readonly<Record<string, Entered>>, how?: ClickOptions): Promise<Shown>;
  /** Fills in the form that stands in place of a message. */
  fills(entered: Readonly<Record<string, Entered>>, submit?: string | RegExp): Promise<Shown>;
  /** Fills in the dialog that is open. */
  fillsDialog(entered: Readonly<Record<string, Entered>>, submit?: string | RegExp): Promise<Shown>;
  /** Sends an invoke of any kind, and lets happen what is due. */
  invokes(name: string, value: unknown, more?: object): Promise<Shown>;
  button(label: string | RegExp): ShownAction;
  /** What is new since the last deed, in words. Throws unless it holds the pattern. */
  sees(pattern: RegExp): string;
  /** The newest message that holds it. */
  reads(pattern: RegExp): string;
  counts(pattern: RegExp): number;
}

export interface ClickOptions {
  readonly times?: number;
  /** As a client that knows no Action.Execute. */
  readonly old?: boolean;
}

/** What came back to a click. */
export interface Shown {
  readonly status: number;
  /** A remark, in the card or as a dialog. */
  readonly toast?: string | undefined;
  /** What stands in place of the card, or in a dialog, in words. */
  readonly words?: string | undefined;
}

const CardAnswer = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });
const DialogAnswer = z.object({
  task: z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), value: z.string() }),
    z.object({
      type: z.literal('continue'),
      value: z.object({ title: z.string(), card: z.object({ content: ShownCard }) }),
    }),
  ]),
});
const Attached = z.object({ attachments: z.tuple([z.object({ content: ShownCard })]) });

export interface TeamsPersonaOptions {
  readonly teams: Pick<TeamsAppUnderTest, 'deliver'>;
  readonly connector: FakeConnector;
  readonly user: string;
  readonly name: string;
  readonly settle: () => Promise<void>;
}

/** What one client shows beside what was posted: what took a card's place, and the dialog that is open. */
interface Client {
  readonly inPlace: Map<string, ShownCard>;
  dialog: ShownCard | undefined;
}

export function createTeamsPersona(options: TeamsPersonaOptions): TeamsPersona {
  return at(options, { inPlace: new Map(), dialog: undefined }, undefined);
}

function at(options: TeamsPersonaOptions, client: Client, channel: string | undefined): TeamsPersona {
  const { teams, connector, user, name, settle } = options;
  const about = { user, serviceUrl: connector.serviceUrl };
  let before = new Map<string, string>();

  const posted = () =>
    channel === undefined
      ? connector.messages.filter(({ conversation }) => conversation === connector.directOf(user))
      : connector.messagesIn(channel);
  const keyOf = ({ conversation, id, edits }: PostedMessage) => `${conversation} ${id} ${edits}`;
  const cardOf = (message: PostedMessage) =>
    client.inPlace.get(keyOf(message)) ?? Attached.safeParse(message.activity).data?.attachments[0].content;
  const wordsOf = (message: PostedMessage) => {
    const card = cardOf(message);
    return card ? cardInWords(card) : String(message.activity.text ?? '');
  };
  const activity = (more: object, message?: PostedMessage): ActivityJson => {
    if (channel === undefined) return aPersonalActivity({ ...about, more });
    return aChannelActivity({ ...about, more }, channel, message?.conversation.split(';messageid=')[1]);
  };

  async function does(sent: ActivityJson, times = 1): Promise<readonly { status: number; body: unknown }[]> {
    before = new Map(posted().map((message) => [message.id, wordsOf(message)]));
    const answers = await Promise.all(Array.from({ length: times }, () => teams.deliver(sent)));
    await settle();
    return answers;
  }

  function news(): string {
    return posted()
      .filter((message) => before.get(message.id) !== wordsOf(message))
      .map(wordsOf)
      .join('\n\n');
  }

  const named = (label: string | RegExp) => (action: ShownAction) =>
    typeof label === 'string' ? action.title === label : label.test(action.title);

  function found(label: string | RegExp): { message: PostedMessage; card: ShownCard; action: ShownAction } {
    for (const message of posted().toReversed()) {
      const card = cardOf(message);
      const action = card && actionsIn(card).find(named(label));
      if (card && action) return { message, card, action };
    }
    throw new Error(`${name} has no button ${label} in\n${posted().slice(-3).map(wordsOf).join('\n\n')}`);
  }

  /** @param place the message as it was shown then: what Teams shows anew takes the place of whatever stood there. */
  function shownInCard(place: string, { status, body }: { status: number; body: unknown }): Shown {
    const answer = CardAnswer.safeParse(body).data;
    if (answer?.type !== 'application/vnd.microsoft.card.adaptive')
      return { status, toast: answer === undefined ? undefined : String(answer.value) };
    const card = ShownCard.parse(answer.value);
    client.inPlace.set(place, card);
    return { status, words: cardInWords(card) };
  }

  function shownInDialog({ status, body }: { status: number; body: unknown }): Shown {
    const answer = DialogAnswer.safeParse(body).data?.task;
    client.dialog = answer?.type === 'continue' ? answer.value.card.content : undefined;
    if (answer?.type === 'message') return { status, toast: answer.value };
    return { status, words: answer && `${answer.value.title}\n${cardInWords(answer.value.card.content)}` };
  }

  async function clicks(
    label: string | RegExp,
    entered = {},
    { times = 1, old = false }: ClickOptions = {},
  ): Promise<Shown> {
    const { message, card, action } = found(label);
    const inputs = action.associatedInputs === 'none' ? {} : sentInputs(card, entered);
    const data = { ...action.data, ...inputs };
    if (old || action.type === 'Action.Submit') {
      if (!old && 'msteams' in data) {
        const [answer] = await does(activity({ type: 'invoke', name: 'task/fetch', value: { data } }, message), times);
        return shownInDialog(answer ?? { status: 0, body: undefined });
      }
      const value = { ...(action.fallback?.data ?? action.data), ...inputs };
      const [answer] = await does(activity({ text: undefined, value, replyToId: message.id }, message), times);
      return { status: answer?.status ?? 0 };
    }
    const value = { action: { type: 'Action.Execute', verb: action.verb, data }, trigger: 'manual' };
    const more = { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: message.id };
    const place = keyOf(message);
    const answers = await does(activity(more, message), times);
    return answers.map((answer) => shownInCard(place, answer))[0] ?? { status: 0 };
  }

  async function invokes(kind: string, value: unknown, more: object = {}): Promise<Shown> {
    const [answer] = await does(activity({ type: 'invoke', name: kind, value, ...more }));
    return shownInDialog(answer ?? { status: 0, body: undefined });
  }

  return {
    ...{ user, name, clicks, invokes },
    get inTeam() {
      return at(options, client, GOVERNANCE);
    },
    async says(text, more = {}) {
      const mention = { type: 'mention', text: '<at>Steward</at>', mentioned: BOT };
      const inChannel = { text: `<at>Steward</at> ${text}\n`, entities: [mention], ...more };
      await does(activity(channel === undefined ? { text, ...more } : inChannel));
    },
    fills: (entered, submit = /^(?:Send|Save|Next|Approve|Submit|Go on|Ask|Reject)/u) => clicks(submit, entered),
    async fillsDialog(entered, submit = /./u) {
      const { dialog } = client;
      const action = dialog && actionsIn(dialog).find(named(submit));
      if (!dialog || !action) throw new Error(`${name} has no dialog open with ${submit}`);
      return invokes('task/submit', { data: { ...action.data, ...sentInputs(dialog, entered) } });
    },
    button: (label) => found(label).action,
    sees(pattern) {
      const words = news();
      if (!pattern.test(words)) throw new Error(`${name} does not see ${pattern} in\n${words}`);
      return words;
    },
    reads(pattern) {
      const words = posted()
        .map(wordsOf)
        .findLast((one) => pattern.test(one));
      if (words === undefined)
        throw new Error(`${name} has no message with ${pattern} in\n${posted().slice(-4).map(wordsOf).join('\n\n')}`);
      return words;
    },
    counts: (pattern) => posted().filter((message) => pattern.test(wordsOf(message))).length,
  };
}

import {
  type Answer,
  type ConsoleApi,
  cardInWords,
  type Posted,
  type Reply,
  type ShownAction,
  type ShownCard,
  type ShownForm,
  type ShownPerson,
} from './console-api.ts';

/** Somebody of the demonstration at the console, in one of their conversations. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly conversation: string;
  /** The same person in the governance team's conversation. */
  readonly inTeam: Persona;
  says(text: string): Promise<Answer>;
  /** Shares files, which are only described, with or without words. */
  shares(files: readonly object[], text?: string): Promise<Answer>;
  /** Clicks the newest button with this label; what was filled into the card's inputs goes along. */
  clicks(label: string | RegExp, inputs?: object): Promise<Reply | undefined>;
  /** Clicks as `clicks`, and is shown a form. */
  opensForm(label: string | RegExp): Promise<OpenForm>;
  /** Closes the dialog that came in answer to a form. */
  dismisses(reply: Reply | undefined): Promise<void>;
  /** A deed that no button offers. */
  does(posted: Posted, conversation?: string): Promise<Answer>;
  /** What Steward wrote since this person last did something here, in words. */
  news(): Promise<string>;
  /** Throws unless the news holds it. */
  sees(pattern: RegExp): Promise<string>;
  /** The newest card that holds it, anywhere in the conversation, as it is drawn now. */
  card(pattern: RegExp): Promise<ShownCard>;
  /** The newest button with this label. */
  button(label: string | RegExp): Promise<ShownAction>;
  desk(): Promise<string>;
  /** How many cards hold it. */
  counts(pattern: RegExp): Promise<number>;
}

export interface OpenForm {
  readonly form: ShownForm;
  /** Sends the form with what it suggests, except where something else is filled in. */
  fills(values: Readonly<Record<string, string | readonly string[]>>): Promise<Reply | undefined>;
}

export interface PersonaOptions {
  readonly api: ConsoleApi;
  readonly person: ShownPerson;
  /** Lets everything be sent that a deed has led to. */
  readonly settle: () => Promise<void>;
  readonly conversation?: string;
}

export function createPersona(options: PersonaOptions): Persona {
  const { api, person, settle, conversation = `dm:${person.id}` } = options;
  let before = 0;

  async function does(posted: Posted, where = conversation): Promise<Answer> {
    before = (await api.read(conversation, person.id)).length;
    const answer = await api.post(person.id, where, posted);
    await settle();
    return answer;
  }

  async function accepted(posted: Posted): Promise<Reply | undefined> {
    const answer = await does(posted);
    if (!answer.taken) throw new Error(`${person.name} was refused: ${answer.message}`);
    return answer.reply;
  }

  async function cards(): Promise<readonly ShownCard[]> {
    return (await api.read(conversation, person.id)).flatMap(({ card }) => (card ? [card] : []));
  }

  async function words(from: number): Promise<string> {
    const messages = await api.read(conversation, person.id);
    return messages
      .slice(from)
      .map(({ card, text }) => (card ? cardInWords(card) : (text ?? '')))
      .join('\n\n');
  }

  async function button(label: string | RegExp): Promise<ShownAction> {
    const buttons = (await cards()).toReversed().flatMap(buttonsOf);
    const found = buttons.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
    if (!found) throw new Error(`${person.name} has no button “${label}” in\n${await words(Math.max(0, before - 3))}`);
    return found;
  }

  async function clicks(label: string | RegExp, inputs: object = {}): Promise<Reply | undefined> {
    const { id, value } = await button(label);
    return accepted({ to: 'actions', action: id, value, inputs });
  }

  return {
    id: person.id,
    name: person.name,
    conversation,
    get inTeam() {
      return createPersona({ ...options, conversation: 'governance' });
    },
    says: (text) => does({ to: 'messages', text }),
    shares: (files, text = '') => does({ to: 'messages', text, files }),
    clicks,
    does,
    async dismisses(reply) {
      if (reply?.kind !== 'nextForm' || !reply.form.dismissed)
        throw new Error(`${person.name} has no dialog to close but ${JSON.stringify(reply)}`);
      const { id, value } = reply.form.dismissed;
      await accepted({ to: 'actions', action: id, value, inputs: {} });
    },
    button,
    async opensForm(label) {
      const reply = await clicks(label);
      if (reply?.kind !== 'openForm') throw new Error(`${person.name} got no form but ${JSON.stringify(reply)}`);
      const { form } = reply;
      return {
        form,
        fills: (values) =>
          accepted({ to: 'forms', form: form.id, context: form.context, inputs: { ...suggested(form), ...values } }),
      };
    },
    news: () => words(before),
    async sees(pattern) {
      const news = await words(before);
      if (!pattern.test(news)) throw new Error(`${person.name} does not see ${pattern} in\n${news}`);
      return news;
    },
    async card(pattern) {
      const found = (await cards()).findLast((card) => pattern.test(cardInWords(card)));
      if (!found) throw new Error(`${person.name} has no card with ${pattern} in\n${await words(0)}`);
      return found;
    },
    desk: async () => cardInWords(await api.desk(person.id)),
    counts: async (pattern) => (await cards()).filter((card) => pattern.test(cardInWords(card))).length,
  };
}

/** A card's buttons as a person meets them: its own first, then those beside its facts. */
function buttonsOf(card: ShownCard): readonly ShownAction[] {
  const beside = card.blocks.flatMap((block) =>
    block.kind === 'facts' ? block.facts.flatMap(({ action }) => action ?? []) : [],
  );
  return [...(card.actions ?? []), ...beside];
}

/** What a form holds already when it opens. */
function suggested(form: ShownForm): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    form.inputs.flatMap(({ id, value, values }): [string, string | readonly string[]][] => {
      if (Array.isArray(values)) return [[id, values.map(String)]];
      return value === undefined ? [] : [[id, String(value)]];
    }),
  );
}

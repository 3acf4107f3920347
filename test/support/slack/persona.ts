import { setTimeout as pause } from 'node:timers/promises';
import { blocksInWords, buttonsIn, type Entered, type ShownButton, stateOf } from './blocks.ts';
import type { Name, Place, ShownMessage, ShownView, SlackWorkspace, Submitted } from './workspace.ts';

/** Somebody at work in Slack, who reads and clicks what is shown to them. */
export interface SlackPersona {
  readonly name: Name;
  readonly user: string;
  /** The same person in a channel. */
  in(channel: 'general' | 'governance'): SlackPersona;
  /** In the conversation, or in the thread that it has become. */
  says(text: string): Promise<void>;
  /** Leaves the thread: what is said next begins another one. */
  startsAnew(): void;
  types(text: string): Promise<void>;
  /** The newest button with this label that this person can see here, `times` in a row. */
  clicks(label: string | RegExp, entered?: Readonly<Record<string, Entered>>, times?: number): Promise<void>;
  button(label: string | RegExp): Promise<{ readonly place: Place; readonly button: ShownButton }>;
  /** Clicks, and waits for the dialog. */
  opensForm(label: string | RegExp): Promise<ShownView>;
  /** Submits the dialog, with what it suggests except where something else is entered. */
  fills(entered: Readonly<Record<string, Entered>>): Promise<Submitted>;
  /** Waits until something new holds it; answers everything new, in words. */
  sees(pattern: RegExp): Promise<string>;
  /** Waits until the newest message that holds it is there; answers it in words. */
  reads(pattern: RegExp): Promise<string>;
  /** How many messages hold it now. */
  counts(pattern: RegExp): Promise<number>;
  opensHome(): Promise<void>;
  seesAtHome(pattern: RegExp): Promise<string>;
  clicksAtHome(label: string | RegExp): Promise<void>;
}

export interface SlackPersonaOptions {
  readonly workspace: SlackWorkspace;
  readonly name: Name;
  /** Lets happen what is due, where the test owns the clock. */
  readonly settle?: () => Promise<void>;
  readonly channel?: 'general' | 'governance';
  /** How long to wait for what is to be seen. */
  readonly patienceMs?: number;
}

const LOOK_AGAIN_MS = 25;
const PATIENCE_MS = 60_000;

export function createSlackPersona(options: SlackPersonaOptions): SlackPersona {
  const { workspace, name, settle = async () => {}, patienceMs = PATIENCE_MS } = options;
  const user = workspace.user(name);
  const channelId =
    options.channel === undefined ? workspace.direct(user) : Promise.resolve(workspace.channel(options.channel));
  let thread: string | undefined;
  /** What was shown before the last deed: words by `ts`. */
  let before = new Map<string, string>();

  async function visible(): Promise<readonly ShownMessage[]> {
    const messages = await workspace.messages(await channelId);
    return messages.filter(({ ephemeral_to: only }) => only === undefined || only === user);
  }
  async function does(deed: (channel: string) => Promise<void>): Promise<void> {
    before = new Map((await visible()).map((message) => [message.ts, wordsOf(message)]));
    await deed(await channelId);
    await settle();
  }
  async function news(): Promise<string> {
    const shown = (await visible()).filter(({ user: author }) => author === workspace.botUser);
    return shown
      .filter((message) => before.get(message.ts) !== wordsOf(message))
      .map(wordsOf)
      .join('\n\n');
  }
  async function until<Found>(
    look: () => Promise<Found | undefined> | Found | undefined,
    wanted: string,
  ): Promise<Found> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > deadline)
        throw new Error(`${name} waits in vain for ${wanted}; new is:\n${await news()}`);
      await settle();
      await pause(LOOK_AGAIN_MS);
    }
  }
  const named = (label: string | RegExp) => (one: ShownButton) =>
    typeof label === 'string' ? one.label === label : label.test(one.label);

  async function button(label: string | RegExp) {
    return until(async () => {
      const channel = await channelId;
      for (const message of (await visible()).toReversed()) {
        const found = buttonsIn(message.blocks).find(named(label));
        if (found) return { place: { channel, message }, button: found };
      }
      return undefined;
    }, `a button ${label}`);
  }
  async function clicks(label: string | RegExp, entered: Readonly<Record<string, Entered>> = {}, times = 1) {
    const { place, button: found } = await button(label);
    const values = stateOf(place.message.blocks, entered);
    await does(async () => {
      for (let time = 0; time < times; time += 1) await workspace.clicks(user, place, found.action, values);
    });
  }
  const atHome = () => blocksInWords(workspace.home(user)?.blocks ?? []);

  return {
    name,
    user,
    in: (channel) => createSlackPersona({ ...options, channel }),
    async says(text) {
      await does(async (channel) => {
        const { ts } = await workspace.says(user, channel, text, thread);
        thread ??= ts;
      });
    },
    startsAnew() {
      thread = undefined;
    },
    types: (text) => does((channel) => workspace.types(user, channel, text)),
    clicks,
    button,
    async opensForm(label) {
      const open = workspace.modal(user)?.id;
      await clicks(label);
      return until(() => {
        const view = workspace.modal(user);
        return view?.id === open ? undefined : view;
      }, `a dialog after ${label}`);
    },
    async fills(entered) {
      const view = workspace.modal(user);
      if (!view) throw new Error(`${name} has no dialog open`);
      let submitted: Submitted = { view };
      await does(async () => {
        submitted = await workspace.submits(user, view, stateOf(view.blocks, entered));
      });
      return submitted;
    },
    sees: (pattern) =>
      until(async () => {
        const words = await news();
        return pattern.test(words) ? words : undefined;
      }, String(pattern)),
    reads: (pattern) =>
      until(async () => (await visible()).map(wordsOf).findLast((words) => pattern.test(words)), String(pattern)),
    counts: async (pattern) => (await visible()).filter((message) => pattern.test(wordsOf(message))).length,
    opensHome: () => does(() => workspace.opensHome(user)),
    seesAtHome: (pattern) =>
      until(() => (pattern.test(atHome()) ? atHome() : undefined), `${pattern} at home, where is:\n${atHome()}\n`),
    async clicksAtHome(label) {
      const view = workspace.home(user);
      const found = buttonsIn(view?.blocks ?? []).find(named(label));
      if (!view || !found) throw new Error(`${name} has no button ${label} at home`);
      await does(() => workspace.clicks(user, { view, home: true }, found.action));
    },
  };
}

function wordsOf(message: ShownMessage): string {
  return message.blocks.length === 0 ? message.text : blocksInWords(message.blocks);
}

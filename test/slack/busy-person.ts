import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Doer, SentDeed } from '../durability/kill-again.ts';
import type { FakeSlack } from '../support/slack/fake-slack.ts';
import {
  clickDelivery,
  commandDelivery,
  type Installed,
  messageDelivery,
  submitDelivery,
} from '../support/slack/payloads.ts';
import { type Delivery, deliver, type Retry } from '../support/slack/signed-request.ts';

export interface SlackDeed extends SentDeed {
  readonly kind: 'message' | 'command' | 'form' | 'submit';
  /** What its delivery key begins with. */
  readonly key: string;
  /** The words by which what came of it is found again. */
  readonly words: string | undefined;
  readonly interview: string | undefined;
  /** As Slack delivers it for the `attempt`th time. */
  delivery(attempt: number): Delivery;
  attempts: number;
}

const Metadata = z.object({ context: z.object({ interview: z.string() }) });
const View = z.object({ callback_id: z.string(), private_metadata: z.string(), blocks: z.array(z.unknown()) });

type States = Readonly<Record<string, object>>;
const one = (id: string, value: string): States => ({ [id]: { type: 'radio_buttons', selected_option: { value } } });
const text = (id: string, value: string): States => ({ [id]: { type: 'plain_text_input', value } });
const many = (id: string, ...values: readonly string[]): States => ({
  [id]: { type: 'checkboxes', selected_options: values.map((value) => ({ value })) },
});

/** What is filled in, page by page; what one page leaves open makes another follow it, and nothing is posted. */
const PAGES: readonly { readonly keepsWords: boolean; states(words: string): States }[] = [
  {
    keepsWords: false,
    states: () => ({
      ...text('one:tool', 'Otter.ai'),
      ...one('one:purpose', 'client-call-transcription'),
      ...one('one:account', 'company-team'),
      ...one('one:users', 'team'),
      ...many('many:countries', 'se'),
      ...many('many:data', 'personal', 'customer'),
      ...many('many:circumstances', 'people-recorded'),
    }),
  },
  { keepsWords: true, states: (words) => text('one:supplier', words) },
  { keepsWords: true, states: (words) => text('one:alternatives', words) },
  {
    keepsWords: false,
    states: () => ({
      ...many('many:prohibitedSignals', 'none'),
      ...one('one:status', 'in-use'),
      ...many('many:connectors', 'none'),
      ...one('one:humanCheck', 'always'),
      ...one('one:peopleInformed', 'consent'),
      ...text('one:owner', 'Maya Lindqvist'),
    }),
  },
];
const BEFORE_THE_LAST = PAGES.length - 1;
/** The other drafts stay open: Slack takes one message in a second, and every submission is several. */
const SUBMITS_EVERY = 3;

/** Somebody who asks, declares in a dialog and submits, and asks again. */
export function createBusyPerson(
  slack: FakeSlack,
  installed: Installed,
  user: string,
  secret: string,
): Doer<SlackDeed> & { send(origin: string, deed: SlackDeed): Promise<boolean> } {
  const deeds: SlackDeed[] = [];
  const channel = `D${user.slice(1)}`;
  const prefix = `slack/${installed.team}`;
  let step = 0;
  let round = 0;
  let dialogs = 0;
  let asked = '';
  let view: z.infer<typeof View> | undefined;

  function words(): string {
    return `Nothing else fits, says ${user} for the time ${deeds.length}.`;
  }
  const interview = () => (view ? Metadata.parse(JSON.parse(view.private_metadata)).context.interview : undefined);
  const mine = () => slack.opened.filter((one) => one.user === user);

  function next(): Omit<SlackDeed, 'acknowledged' | 'attempts'> {
    if (step === 0) {
      const text = `What does ISO 42001 want for impact assessments, asks ${user} for the time ${deeds.length}?`;
      const { ts } = slack.say(user, channel, text);
      asked = ts;
      const id = (attempt: number) => `Ev${ts}${attempt % 2}`;
      const delivery = (attempt: number) => messageDelivery(installed, { user, channel, text, ts }, id(attempt));
      return { kind: 'message', key: `${prefix}/message/${channel}/${ts}`, words: ts, interview: undefined, delivery };
    }
    if (step === 1) {
      const trigger = slack.trigger(user);
      const delivery = () => commandDelivery(installed, { user, channel: 'C0GENERAL', text: 'declare', trigger });
      return { kind: 'command', key: `${prefix}/command/${trigger}`, words: undefined, interview: undefined, delivery };
    }
    if (!view) throw new Error(`${user} has no dialog`);
    const page = PAGES[step - 2];
    if (page) {
      const said = words();
      const id = `V${user}${deeds.length}`;
      const values = Object.fromEntries(
        Object.entries(page.states(said)).map(([block, state]) => [block, { [block]: state }]),
      );
      const submitted = { user, trigger: 'none', view: { ...view, id, hash: '1.hash' }, values };
      const delivery = () => submitDelivery(installed, submitted);
      const kept = page.keepsWords ? said : undefined;
      return { kind: 'form', key: `${prefix}/view/${id}/1.hash/`, words: kept, interview: interview(), delivery };
    }
    const at = `${Date.now()}.${deeds.length}`;
    const value = JSON.stringify({ interview: interview() });
    const action = { type: 'button', action_id: 'interview.submit', block_id: 'b', value };
    const on = { channel, message: { ts: asked } };
    const delivery = () => clickDelivery(installed, { user, trigger: 'none', action, at, on });
    const key = `${prefix}/action/${user}/${at}/interview.submit`;
    return { kind: 'submit', key, words: undefined, interview: interview(), delivery };
  }

  async function send(origin: string, deed: SlackDeed): Promise<boolean> {
    const retry: Retry | undefined = deed.attempts > 0 ? { number: deed.attempts, reason: 'http_timeout' } : undefined;
    const delivery = deed.delivery(deed.attempts);
    deed.attempts += 1;
    try {
      const response = await deliver(`${origin}/slack/events`, delivery, { secret, ...(retry && { retry }) });
      const answer = await response.text();
      if (response.status !== 200 || answer.includes('"errors"'))
        throw new Refused(`${deed.kind} was answered with ${response.status}: ${answer}`);
      return true;
    } catch (failure) {
      if (failure instanceof Refused) throw failure;
      return false;
    }
  }

  return {
    deeds,
    send,
    async goOn(origin) {
      let deed = deeds.at(-1);
      if (!deed || deed.acknowledged) {
        deed = { ...next(), acknowledged: false, attempts: 0 };
        deeds.push(deed);
      }
      if (!(await send(origin, deed))) return false;
      deed.acknowledged = true;
      if (deed.kind === 'command') {
        const opened = mine();
        // Slack would not open a dialog whose trigger has ended meanwhile; one types the command again.
        if (opened.length === dialogs) return true;
        dialogs = opened.length;
        view = View.parse(opened.at(-1)?.view);
      }
      step += 1;
      if (step === (round % SUBMITS_EVERY === 0 ? 3 + PAGES.length : 2 + BEFORE_THE_LAST)) {
        step = 0;
        round += 1;
      }
      await pause(1);
      return true;
    },
  };
}

class Refused extends Error {}

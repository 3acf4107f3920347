import { CLIENT_CALLS } from '../../support/declaration.ts';
import { clickDelivery, mentionDelivery, messageDelivery, submitDelivery } from '../../support/slack/payloads.ts';
import type { Delivery } from '../../support/slack/signed-request.ts';
import { createDoer } from '../doer.ts';
import { allSent, lastMessage, openInterview, unexpected } from '../outbox-after.ts';
import { type Aftermath, whatIsWrong } from './aftermath.ts';
import { GENERAL, SLACK, type Stage } from './stage.ts';

/** A deed of a person, as Slack delivers it again and again. */
interface Deed {
  /** Under an event id of this number, where it is an event. */
  delivery(event: number): Delivery;
  /** Slack delivers events again by itself; what was clicked, a person clicks again. */
  readonly isEvent: boolean;
}

/** When Slack delivers again: https://docs.slack.dev/apis/events-api#retries, and at 3 s what it has not heard of. */
const AGAIN_AFTER_MS = [0, 3000, 60_000, 300_000];
const OTTER = 'I would like to use Otter.ai to transcribe client calls';

/** Plays one schedule of lost, repeated and doubled deliveries in bad weather; answers what went wrong. */
export async function playSchedule(stage: Stage, seed: number, user: string): Promise<readonly string[]> {
  const { api, weather, steward } = stage;
  const before = { lastMessage: await lastMessage(steward), beganAt: stage.now(), calls: api.calls.length };
  weather.begin(seed);
  const direct = `D${user.slice(1)}`;
  let events = 0;

  const does = createDoer<Deed>({
    ...{ weather, send: stage.send, passes: stage.passes, againAfterMs: AGAIN_AFTER_MS },
    async deliver(deed, attempt) {
      events += weather.random() < 0.5 ? 1 : 0;
      const retry = deed.isEvent && attempt > 0 ? ({ number: attempt, reason: 'http_timeout' } as const) : undefined;
      return stage.deliver(deed.delivery(events), `Ev${user}${events}`, retry);
    },
  });

  const said = api.slack.say(user, direct, OTTER);
  const says = { user, channel: direct, text: said.text, ts: said.ts };
  await does({ isEvent: true, delivery: (event) => messageDelivery(SLACK, says, `Ev${user}${event}`) });

  const asked = api.slack.say(user, GENERAL, `<@${SLACK.botUser}> what does ISO 42001 want for impact assessments?`);
  const asks = { user, channel: GENERAL, text: asked.text, ts: asked.ts };
  await does({ isEvent: true, delivery: (event) => mentionDelivery(SLACK, asks, `Ev${user}${event}`) });

  const interview = await openInterview(steward, user);
  const clicks = (actionId: string): Deed => {
    const at = () => `${stage.now().getTime() / 1000}`;
    const value = JSON.stringify({ interview });
    const action = { type: 'button', action_id: actionId, block_id: 'b', value };
    let clicked: Delivery | undefined;
    return {
      isEvent: false,
      delivery() {
        // One click is one delivery; only when nothing came of it somebody clicks once more.
        if (!clicked || weather.random() < 0.3)
          clicked = clickDelivery(SLACK, {
            user,
            trigger: 'none',
            action,
            at: at(),
            on: { channel: direct, message: said },
          });
        return clicked;
      },
    };
  };
  await does(clicks('interview.confirmAll'));

  // One text comes as two events, in any order.
  const followed = api.slack.say(user, GENERAL, `<@${SLACK.botUser}> and for risk assessments?`, asked.ts);
  const follows = { user, channel: GENERAL, text: followed.text, ts: followed.ts, thread: asked.ts };
  const both = [messageDelivery, mentionDelivery];
  await does({
    isEvent: true,
    delivery: (event) => (weather.pick(both) ?? mentionDelivery)(SLACK, follows, `Ev${user}${event}`),
  });

  const view = {
    ...{ id: `V${user}`, hash: '1.hash', callback_id: 'interview.form' },
    blocks: [{ type: 'input', block_id: 'one:account' }],
    private_metadata: JSON.stringify({ context: { interview }, carried: `${direct}@${user}/${said.ts}` }),
  };
  await does({
    isEvent: false,
    delivery: () => submitDelivery(SLACK, { user, trigger: 'none', view, values: ANSWERS }),
  });
  if (seed % 4 === 0) await does(clicks('interview.submit'));

  weather.calm = true;
  await allSent(stage);
  const aftermath: Aftermath = { user, direct, interview, asked: asked.ts, submits: seed % 4 === 0, ...before };
  return [...(await whatIsWrong(stage, aftermath)), ...unexpected(steward.errors().splice(0))];
}

const ANSWERS = Object.fromEntries(
  Object.entries(CLIENT_CALLS).map(([id, answer]) => {
    const block = `${typeof answer === 'string' ? 'one' : 'many'}:${id}`;
    return [block, { [block]: entered(id, answer) }];
  }),
);

function entered(id: string, answer: string | readonly string[]): object {
  if (typeof answer !== 'string') return { type: 'checkboxes', selected_options: answer.map((value) => ({ value })) };
  if (['owner', 'alternatives'].includes(id)) return { type: 'plain_text_input', value: answer };
  return { type: 'radio_buttons', selected_option: { value: answer } };
}

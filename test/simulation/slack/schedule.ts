import { clickDelivery, mentionDelivery, messageDelivery, submitDelivery } from '../../support/slack/payloads.ts';
import type { Delivery } from '../../support/slack/signed-request.ts';
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
const CLIENT_CALLS = 'I would like to use Otter.ai to transcribe client calls';

/** Plays one schedule of lost, repeated and doubled deliveries in bad weather; answers what went wrong. */
export async function playSchedule(stage: Stage, seed: number, user: string): Promise<readonly string[]> {
  const { api, weather, steward } = stage;
  const began = await beginning(stage);
  weather.begin(seed);
  const direct = `D${user.slice(1)}`;
  const delivered: Deed[] = [];
  let events = 0;

  async function once(deed: Deed, attempt: number): Promise<boolean> {
    // Slack gives up after three repetitions, and a person when it is of no use: the last one gets through.
    weather.calm = attempt >= AGAIN_AFTER_MS.length - 1;
    events += weather.random() < 0.5 ? 1 : 0;
    const retry = deed.isEvent && attempt > 0 ? ({ number: attempt, reason: 'http_timeout' } as const) : undefined;
    const acknowledged = await stage.deliver(deed.delivery(events), `Ev${user}${events}`, retry);
    weather.calm = false;
    // The acknowledgement itself may be lost.
    return acknowledged && (attempt >= AGAIN_AFTER_MS.length - 1 || weather.random() < 0.8);
  }

  /** Until Slack has heard that it arrived. */
  async function does(deed: Deed): Promise<void> {
    delivered.push(deed);
    for (let attempt = 0; ; attempt += 1) {
      const twice = weather.random() < 0.15;
      const [acknowledged] = await Promise.all([once(deed, attempt), ...(twice ? [once(deed, attempt)] : [])]);
      await meanwhile();
      if (acknowledged) return;
      await stage.passes(AGAIN_AFTER_MS[attempt] ?? 0);
    }
  }

  /** Time passes, messages go out, and what was acknowledged long ago comes once more. */
  async function meanwhile(): Promise<void> {
    if (weather.random() < 0.6) await stage.send();
    if (weather.random() < 0.5) await stage.passes(weather.random() * 40_000);
    const old = weather.random() < 0.3 ? weather.pick(delivered) : undefined;
    if (old) await once(old, Math.floor(weather.random() * 3));
  }

  const said = api.slack.say(user, direct, CLIENT_CALLS);
  const says = { user, channel: direct, text: said.text, ts: said.ts };
  await does({ isEvent: true, delivery: (event) => messageDelivery(SLACK, says, `Ev${user}${event}`) });

  const asked = api.slack.say(user, GENERAL, `<@${SLACK.botUser}> what does ISO 42001 want for impact assessments?`);
  const asks = { user, channel: GENERAL, text: asked.text, ts: asked.ts };
  await does({ isEvent: true, delivery: (event) => mentionDelivery(SLACK, asks, `Ev${user}${event}`) });

  const interview = await openInterview(stage, user);
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
  const aftermath: Aftermath = { user, direct, interview, asked: asked.ts, submits: seed % 4 === 0, ...began };
  return [...(await whatIsWrong(stage, aftermath)), ...steward.errors().splice(0).filter(isUnexpected)];
}

async function beginning({ steward, now, api }: Stage) {
  const { rows } = await steward.pool.query<{ last: string | null }>(
    'SELECT max(id::text) AS last FROM outbox_message',
  );
  return { lastMessage: rows[0]?.last ?? '', beganAt: now(), calls: api.calls.length };
}

async function openInterview({ steward }: Stage, user: string): Promise<string> {
  const { rows } = await steward.pool.query<{ id: string }>(
    `SELECT interview.id FROM interview JOIN identity ON identity."personId" = interview."ownerId"
      WHERE identity."user" = $1`,
    [user],
  );
  return rows[0]?.id ?? '';
}

const MOST_ROUNDS = 400;

async function allSent(stage: Stage): Promise<void> {
  const { steward } = stage;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await stage.send();
    const { rows } = await steward.pool.query<{ due: Date | null }>(
      `SELECT min(greatest("runAt", coalesce("leaseUntil", "runAt"))) AS due FROM outbox_message
        WHERE state = 'open' AND "wantedRevision" > "sentRevision"`,
    );
    const due = rows[0]?.due;
    if (!due) return;
    await stage.passes(Math.max(1100, due.getTime() - stage.now().getTime() + 1));
  }
}

const BLAMED_ON_WEATHER = [
  'Event was not handled and may be delivered again',
  'Sending failed and is tried again',
  'Background work failed',
  'Job failed',
  'A name could not be followed',
];

function isUnexpected(sentence: string): boolean {
  return !BLAMED_ON_WEATHER.some((beginning) => sentence.startsWith(beginning));
}

const ANSWERS = valuesOf({
  'one:account': { type: 'radio_buttons', selected_option: { value: 'company-team' } },
  'one:users': { type: 'radio_buttons', selected_option: { value: 'team' } },
  'many:countries': options('se', 'gb'),
  'many:data': options('personal', 'customer'),
  'many:circumstances': options('people-recorded'),
  'many:prohibitedSignals': options('none'),
  'one:status': { type: 'radio_buttons', selected_option: { value: 'in-use' } },
  'many:connectors': options('none'),
  'one:humanCheck': { type: 'radio_buttons', selected_option: { value: 'always' } },
  'one:peopleInformed': { type: 'radio_buttons', selected_option: { value: 'consent' } },
  'one:owner': { type: 'plain_text_input', value: 'Maya Lindqvist' },
  'one:alternatives': { type: 'plain_text_input', value: 'None of the approved tools hears our product names.' },
});

function options(...values: readonly string[]) {
  return { type: 'checkboxes', selected_options: values.map((value) => ({ value })) };
}

function valuesOf(states: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(states).map(([block, state]) => [block, { [block]: state }]));
}

// Clicks of Slack, signed and sent from a process of their own: node slack-clicks.ts, with a Load as JSON on its input.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ClickedPerson, Load, Measured } from '../slack-load.ts';

const load: Load = JSON.parse(await text(process.stdin));
const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });
const latenciesMs: number[] = [];
let failed = 0;
let clicks = 0;
const clicksBy = new Map<string, number>();

const startedAt = performance.now();
const endsAt = startedAt + load.forMs;
await (load.perSecond === undefined ? asFastAsPossible() : paced(load.perSecond));
const measured: Measured = { latenciesMs, failed, tookMs: performance.now() - startedAt };
process.stdout.write(JSON.stringify(measured));

async function asFastAsPossible(): Promise<void> {
  const clickOn = async () => {
    while (performance.now() < endsAt) await click(nextPerson(), performance.now());
  };
  await Promise.all(Array.from({ length: load.atOnce }, clickOn));
}

/** Latency counts from the moment at which a click was due, so that a server that falls behind cannot hide it. */
async function paced(perSecond: number): Promise<void> {
  const under: Promise<void>[] = [];
  for (let due = startedAt; due < endsAt; due += 1000 / perSecond) {
    const waitMs = due - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    under.push(click(nextPerson(), due));
  }
  await Promise.all(under);
}

/** One after another, so that nobody clicks faster than people do. */
function nextPerson(): ClickedPerson {
  const person = load.people[clicks % load.people.length];
  if (!person) throw new Error('Nobody is there to click');
  return person;
}

async function click(person: ClickedPerson, since: number): Promise<void> {
  clicks += 1;
  // Each click changes the answer, so that each has something to save.
  const before = clicksBy.get(person.user) ?? 0;
  clicksBy.set(person.user, before + 1);
  const value = person.values[before % person.values.length];
  const body = new URLSearchParams({ payload: JSON.stringify(payload(person, value ?? '')) }).toString();
  const status = await post(body).catch(() => 0);
  if (status === 200) latenciesMs.push(performance.now() - since);
  else failed += 1;
}

function payload({ user, channel }: ClickedPerson, value: string) {
  const action = { type: 'button', action_id: 'interview.answer', block_id: 'b', action_ts: `${Date.now()}.${clicks}` };
  return {
    ...{ type: 'block_actions', team: { id: load.team, domain: 'bench' }, user: { id: user, team_id: load.team } },
    ...{ api_app_id: 'A1', trigger_id: `${clicks}.trigger`, channel: { id: channel, name: 'directmessage' } },
    container: { type: 'message', message_ts: '1700.000200', channel_id: channel, is_ephemeral: false },
    message: { ts: '1700.000200', thread_ts: '1700.000100', text: 'Which plan?', blocks: [{ type: 'divider' }] },
    state: { values: {} },
    actions: [{ ...action, value }],
  };
}

function post(body: string): Promise<number> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', load.secret).update(`v0:${seconds}:${body}`).digest('hex');
  return new Promise((resolve, reject) => {
    const sent = request(
      load.url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': seconds,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

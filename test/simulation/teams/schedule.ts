import { CLIENT_CALLS } from '../../support/declaration.ts';
import { GOVERNANCE } from '../../support/teams/activities.ts';
import { createDoer } from '../doer.ts';
import { allSent, lastMessage, openInterview, unexpected } from '../outbox-after.ts';
import { whatIsWrong } from './aftermath.ts';
import { createDeeds, type Deed, type Means } from './deeds.ts';
import type { Expected } from './posts.ts';
import { GENERAL, PRIYA, type Stage } from './stage.ts';

/** Teams repeats after a timeout, twice under one id and then twice under another: https://github.com/microsoft/botbuilder-dotnet/issues/5005 */
const AGAIN_AFTER_MS = [15_000, 15_000, 15_000, 60_000];
/** Between repetitions, which Teams is through with in about a minute. */
const IDLE_MS = 5000;
/** Between deeds, so that old clicks come back in another minute. */
const PAUSE_MS = 300_000;
const CROWD = 11;
const OTTER = 'I would like to use Otter.ai to transcribe client calls';
const FORMS: readonly Means[] = ['card', 'dialog', 'oldClient'];

/** Plays one schedule of lost, repeated and doubled deliveries in bad weather; answers what went wrong. */
export async function playSchedule(stage: Stage, seed: number, user: string): Promise<readonly string[]> {
  const { connector, weather, steward } = stage;
  const before = { lastMessage: await lastMessage(steward), requests: connector.requests.length };
  weather.begin(seed);
  stage.crowd.isThere = seed % 5 === 0;
  const wrong: string[] = [];
  const again = createDoer<Deed>({
    ...{ weather, send: stage.send, passes: stage.passes, againAfterMs: AGAIN_AFTER_MS, idleMs: IDLE_MS },
    // Much later it comes under a name that Steward knows: Teams is through with the others in a minute.
    lateAsAcknowledged: true,
    async deliver(deed, attempt) {
      const { status } = await stage.deliver(deed.delivery(attempt));
      if (status !== 200 && status !== 503) wrong.push(`“${deed.what}” was answered with ${status}`);
      return status === 200;
    },
  });
  async function does(deed: Deed): Promise<void> {
    await again(deed);
    if (weather.random() < 0.5) await stage.passes(weather.random() * PAUSE_MS);
  }
  const [own, priyas] = [createDeeds(stage, user), createDeeds(stage, PRIYA)];
  const [means, submits, thread] = [FORMS[seed % 3] ?? 'card', seed % 4 === 0, String(1_600_000_000_000 + seed)];

  const threads = stage.crowd.isThere ? Array.from({ length: CROWD }, (_, place) => `${thread}${place}`) : [];
  await does(own.says(OTTER));
  await does(own.mentions('what does ISO 42001 want for impact assessments?', GENERAL, thread));
  const interview = await openInterview(steward, user);
  const all = { action: 'interview.confirmAll', value: { interview } };
  await does(own.clicks('All correct', all, means === 'dialog' ? 'card' : means));
  await does(own.mentions('and for risk assessments?', GENERAL, thread));
  // More answers at once than Teams takes in one channel, each in a thread of its own.
  const asked = threads.map((one) => own.mentions('what does ISO 42001 say about roles?', GENERAL, one));
  await Promise.all(asked.map((deed) => stage.deliver(deed.delivery(0))));
  for (const deed of asked) await again(deed);
  const form = { action: 'interview.form', value: { interview } };
  await does(own.clicks('As a form', form, means === 'dialog' ? 'card' : means, { isMeantAgain: false }));
  await does(own.clicks('the form', { form: 'interview.form', context: { interview }, ...ANSWERS }, means));
  const concern = { form: 'concern.report', context: {}, ...CONCERN };
  await does(own.clicks('a concern', concern, 'dialog', { isMeantAgain: false }));
  if (submits) {
    await does(own.clicks('Submit', { action: 'interview.submit', value: { interview } }, 'card'));
    const once = { inTeam: true, isMeantAgain: false };
    const comment = { 'one:comment': 'Let us look at the contract first.' };
    const review = async () => ({ context: await reviewOf(stage, interview) });
    await does(priyas.clicks('a comment', { form: 'review.comment', ...(await review()), ...comment }, means, once));
    const approval = { 'one:nextReviewAt': '2027-06-01' };
    await does(priyas.clicks('an approval', { form: 'review.approve', ...(await review()), ...approval }, means, once));
  }

  weather.calm = true;
  await allSent(stage);
  const expected = expectedPosts(connector.directOf(user), thread, { threads, submits, isOld: means === 'oldClient' });
  return [
    ...wrong,
    ...(await whatIsWrong(stage, { user, interview, submits, expected, ...before })),
    ...unexpected(steward.errors().splice(0)),
  ];
}

/** What a person has to find, told without looking at what Steward has queued. */
function expectedPosts(
  direct: string,
  thread: string,
  { threads, submits, isOld }: { threads: readonly string[]; submits: boolean; isOld: boolean },
): readonly Expected[] {
  return [
    { conversation: direct, summary: /^Before we start/u },
    { conversation: `${GENERAL};messageid=${thread}`, summary: /^What I found/u, times: 2 },
    ...threads.map((one) => ({ conversation: `${GENERAL};messageid=${one}`, summary: /^What I found/u })),
    { conversation: direct, summary: /^CON-\d+ · Your concern/u },
    // Others see a form in place of the card.
    ...(isOld ? [{ conversation: direct, summary: /^What you want to use it for/u, isRemark: true }] : []),
    ...(submits
      ? [
          { conversation: GOVERNANCE, summary: /^REV-\d+ · Otter\.ai/u },
          { conversation: direct, summary: /^Approved: Otter\.ai/u },
          { conversation: direct, summary: /^AIU-\d+ · Otter\.ai/u },
        ]
      : []),
  ];
}

const CONCERN = { 'one:kind': 'concern', 'one:what': 'The bot told a client nonsense.', 'one:name': 'no' };

const ANSWERS = Object.fromEntries(Object.entries(CLIENT_CALLS).map(entered));

function entered([id, answer]: readonly [string, string | readonly string[]]): readonly [string, string] {
  return typeof answer === 'string' ? [`one:${id}`, answer] : [`many:${id}`, answer.join(',')];
}

/** The review of a declaration, as its card names it. */
async function reviewOf({ steward }: Stage, interview: string): Promise<Readonly<Record<string, string | number>>> {
  const { rows } = await steward.pool.query<{ review: string; version: number }>(
    'SELECT id::text AS review, version FROM review WHERE "interviewId"::text = $1',
    [interview],
  );
  return { ...rows[0] };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/channels/teams/commands.ts';
import {
  aChannelActivity,
  anInvoke,
  aPersonalActivity,
  BOT,
  entraId,
  GOVERNANCE,
} from '../support/teams/activities.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';
import { actionsIn, cardInWords, type ShownAction, ShownCard } from '../support/teams/shown-card.ts';

describe('what people do in Teams', { timeout: 60_000 }, () => {
  let company: TeamsCompany;
  beforeAll(async () => {
    company = await openTeamsCompany();
    await company.maya.says('hello');
  }, 60_000);
  afterAll(() => company.close());

  const about = (user: string) => ({ user, serviceUrl: company.connector.serviceUrl });
  const cardClick = ({ data }: ShownAction, more: object = {}) =>
    anInvoke({ ...about(company.maya.user), more }, 'adaptiveCard/action', { action: { data }, trigger: 'manual' });
  const counted = async (table: string) => {
    const { rows } = await company.teams.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? Number.NaN;
  };
  const own = () => company.connector.messagesIn(company.connector.directOf(company.maya.user));
  const answered = () => own().findLast(({ activity }) => JSON.stringify(activity).includes('feedback.up'));
  const settle = () => company.passes(2000);

  it('is done once when Teams repeats words under their own id', async () => {
    const words = aPersonalActivity({ ...about(company.maya.user), more: { text: 'who is responsible for AI here?' } });
    const before = own().length;

    for (let time = 0; time < 3; time += 1) expect((await company.teams.deliver(words)).status).toBe(200);
    await settle();

    expect(own().length - before).toBe(1);
  });

  it('is done once when Teams repeats a click, under its id and then under new ones, and answered as then', async () => {
    const { maya, teams } = company;
    await maya.says('What does ISO 42001 say about impact assessments?');
    const helpful = maya.button('Helpful');
    const click = cardClick(helpful);

    const first = await teams.deliver(click);
    await company.passes(15_000);
    const again = [await teams.deliver(click)];
    await company.passes(30_000);
    again.push(await teams.deliver(cardClick(helpful)), await teams.deliver(cardClick(helpful)));

    expect(first.body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: 'Thank you, noted.',
    });
    for (const answer of again) expect(answer).toEqual(first);
    expect(await counted("audit_entry WHERE payload LIKE '%feedback.given%'")).toBe(1);
  });

  it('is done once when a click arrives twice at the same moment under two ids', async () => {
    const { maya, teams } = company;
    await maya.says('my desk');
    const before = await counted('interview');
    await maya.says('help');
    const declare = maya.button('Declare an AI use');

    await Promise.all([teams.deliver(cardClick(declare)), teams.deliver(cardClick(declare))]);
    await settle();

    expect(await counted('interview')).toBe(before + 1);
  });

  it('is done again when somebody means the same button of an old card again', async () => {
    const { maya, teams } = company;
    await maya.says('help');
    const declare = maya.button('Declare an AI use');
    await teams.deliver(cardClick(declare));
    await settle();
    const before = own().length;

    await company.passes(10 * 60_000);
    await teams.deliver(cardClick(declare));
    await settle();

    expect(own().length).toBeGreaterThan(before);
  });

  it('is not done again when a captured request is played back after that', async () => {
    const { maya, teams } = company;
    await maya.says('help');
    const click = cardClick(maya.button('Declare an AI use'));
    await teams.deliver(click);
    await settle();
    const before = own().length;

    await company.passes(10 * 60_000);
    expect((await teams.deliver(click)).status).toBe(200);
    await settle();

    expect(own().length).toBe(before);
  });

  it('works in a client that knows no answers to a click, and counts as the same click there', async () => {
    const { maya, teams } = company;
    await maya.says('What does ISO 42001 say about roles?');
    const down = maya.button('Not helpful');

    const old = await maya.clicks('Not helpful', {}, { old: true });
    await teams.deliver(cardClick(down));

    expect(old).toEqual({ status: 200 });
    expect(maya.reads(/What was wrong/u)).toMatch(/\[Send\]|\[Save\]|\[Open in a window\]/u);
    expect(await counted("audit_entry WHERE payload LIKE '%feedback.given%'")).toBe(2);
  });

  it('leaves no form where one was sent, but the card again with what came of it', async () => {
    const { maya } = company;
    await maya.says('What does ISO 42001 say about roles?');

    await maya.clicks('Not helpful');
    const sent = await maya.fills({}, 'Send');

    expect(sent.words).toMatch(/What I found\nThank you/u);
    expect(sent.words).not.toMatch(/What was wrong|\[Open in a window\]/u);
  });

  it('notes Teams’ own thumbs below an answer like the buttons in it', async () => {
    const { maya } = company;
    await maya.says('What does ISO 42001 say about supplier management?');
    const answer = answered();
    const value = (reaction: string, feedback = '{}') => ({
      actionName: 'feedback',
      actionValue: { reaction, feedback },
    });

    await maya.invokes('message/submitAction', value('like'), { replyToId: answer?.id });
    await maya.invokes('message/submitAction', value('dislike', '{"feedbackText":"too long"}'), {
      replyToId: answer?.id,
    });
    await maya.invokes('message/submitAction', value('dislike'), { replyToId: 'unknown' });

    expect(answer?.activity).toMatchObject({ channelData: { feedbackLoopEnabled: true } });
    const { rows } = await company.teams.pool.query('SELECT verdict FROM feedback ORDER BY "givenAt" DESC LIMIT 1');
    expect(rows).toEqual([{ verdict: 'down' }]);
  });

  it('cites in the card and beside it', async () => {
    const { maya } = company;
    await maya.says('What does ISO 42001 say about impact assessments?');

    const answer = answered();
    expect(JSON.stringify(answer?.activity.entities)).toMatch(/"position":1,"appearance":\{"@type":"DigitalDocument"/u);
    expect(maya.reads(/What I found/u)).toMatch(/\[1\][\s\S]*\[iso42001:/u);
  });

  it('opens a passage in place of the card, and goes back', async () => {
    const { maya } = company;
    await maya.says('What does ISO 42001 say about impact assessments?');

    const passage = await maya.clicks(/^iso42001:/u);
    const back = await maya.clicks('Back');

    expect(passage.words).toMatch(/\[Back\]/u);
    expect(back.words).toMatch(/What I found/u);
  });

  it('declares from somebody’s message, out of its menu, once', async () => {
    const { maya } = company;
    const messagePayload = {
      id: '1700000000001',
      body: {
        contentType: 'html',
        content: '<div>I use <b>DeepL</b> to translate letters &amp; mails<br/>since May</div>',
      },
      from: { user: { displayName: 'Tom Becker' } },
    };
    const before = await counted('interview');

    const first = await maya.invokes('composeExtension/fetchTask', {
      commandId: COMMANDS.declareFromMessage,
      messagePayload,
    });
    const news = maya.sees(/Declaring from a message/u);
    await maya.invokes('composeExtension/fetchTask', { commandId: COMMANDS.declareFromMessage, messagePayload });

    expect(first.toast).toBe('I have written to you in our own conversation.');
    expect(news).toMatch(/I use DeepL to translate letters & mails\nsince May[\s\S]*Tom Becker/u);
    expect(await counted('interview')).toBe(before + 1);
  });

  it('reports a concern in a dialog out of the menu, and never in the open', async () => {
    const { maya } = company;
    const messagePayload = {
      id: '1700000000002',
      body: { contentType: 'text', content: 'The bot told a client nonsense' },
    };

    const form = await maya.inTeam.invokes('composeExtension/fetchTask', {
      commandId: COMMANDS.reportFromMessage,
      messagePayload,
    });
    const kept = await maya.fillsDialog({ 'What is it': 'A concern' });

    expect(form.words).toMatch(/The bot told a client nonsense/u);
    expect(kept.words ?? kept.toast ?? '').not.toMatch(/error/iu);
    const inTeam = company.connector.messagesIn(GOVERNANCE).map(({ activity }) => JSON.stringify(activity));
    expect(inTeam.join('\n')).not.toContain('told a client nonsense');
    expect(await counted('concern')).toBe(1);
  });

  it('hears a mention in a group chat without the mention, and nobody’s own affairs there', async () => {
    const { tom, teams, connector } = company;
    const chat = '19:chat@thread.v2';
    const more = {
      text: '<at>Steward</at>&nbsp;my desk'.replace('&nbsp;', '\u00a0'),
      entities: [{ type: 'mention', mentioned: BOT }],
      conversation: {
        id: chat,
        conversationType: 'groupChat',
        isGroup: true,
        tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      },
    };

    await teams.deliver(aPersonalActivity({ ...about(tom.user), more }));
    await settle();

    expect(connector.messagesIn(chat)).toHaveLength(1);
    expect(JSON.stringify(connector.messagesIn(chat))).toContain('I have written to you in our own conversation');
    expect(tom.reads(/Your desk/u)).toBeTruthy();
  });

  it('shows a card of one conversation to nobody in another', async () => {
    const { maya, tom, teams } = company;
    await maya.says('my desk');
    const [{ data }] = [...actionsIn(ShownCard.parse(cardOf(own().at(-1)))), { data: {} }];

    const stolen = await teams.deliver(
      anInvoke(about(tom.user), 'adaptiveCard/action', {
        action: { data: { ...data, action: 'teams.show', value: {}, nonce: 'n' } },
        trigger: 'manual',
      }),
    );

    expect(stolen.body).toMatchObject({ value: 'This is no longer there.' });
  });

  it('draws a card again for whoever looks at it, without changing anything', async () => {
    const { priya, teams } = company;
    const review = company.connector.messagesIn(GOVERNANCE)[0];
    const data = { action: 'teams.refresh', value: {}, nonce: 'any', row: rowIn(review) };
    const asked = () =>
      teams.deliver(
        aChannelActivity(
          {
            ...about(priya.user),
            more: { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data }, trigger: 'automatic' } },
          },
          GOVERNANCE,
        ),
      );
    const before = await counted('delivery');

    const [first, second] = [await asked(), await asked()];

    expect(cardIn(first)).toEqual(cardIn(second));
    expect(first.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(await counted('delivery')).toBe(before);
  });

  it('is nothing when a card of another app was clicked, or an invoke is not known', async () => {
    const { maya, teams } = company;
    const click = { action: { data: { some: 'thing' } }, trigger: 'manual' };

    for (const [name, value] of [
      ['adaptiveCard/action', click],
      ['adaptiveCard/action', 'str'],
      ['adaptiveCard/action', {}],
      ['task/submit', { data: { form: 'review.approve' } }],
      ['composeExtension/fetchTask', { commandId: 'constructor' }],
      ['signin/verifyState', {}],
    ] as const)
      expect((await teams.deliver(anInvoke(about(maya.user), name, value))).status).toBe(400);
  });

  it('greets whoever installed it, and keeps no person for that', async () => {
    const { teams, connector } = company;
    const before = await counted('person');
    const newcomer = company.jonas.user;
    const more = { type: 'installationUpdate', action: 'add' };

    const installed = aPersonalActivity({ ...about(newcomer), more });
    await teams.deliver(installed);
    await teams.deliver(installed);
    await settle();

    const greetings = connector
      .messagesIn(connector.directOf(newcomer))
      .filter(({ activity }) => activity.summary === 'I am Steward');
    expect(greetings).toHaveLength(1);
    const [greeting] = connector.messagesIn(connector.directOf(newcomer)).slice(-1);
    expect(cardInWords(ShownCard.parse(cardOf(greeting)))).toMatch(/I am Steward/u);
    expect(await counted('person')).toBe(before);
  });

  it('answers in the response where a test asks for that', async () => {
    const { teams, maya } = company;
    const more = { text: 'help', deliveryMode: 'expectReplies' };
    const before = own().length;

    const answer = await teams.deliver(aPersonalActivity({ ...about(maya.user), more }));

    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toMatch(/I am Steward|What you can say/u);
    expect(own()).toHaveLength(before);
  });

  it('says who it is for to a guest, and keeps nothing of them', async () => {
    const { teams, connector } = company;
    const guest = entraId(50);

    const answer = await teams.deliver(aPersonalActivity({ ...about(guest), more: { text: 'hello' } }));

    expect(answer.status).toBe(200);
    expect(await counted(`identity WHERE "user" = '${guest}'`)).toBe(0);
    expect(connector.requests.some(({ path }) => path.includes(guest))).toBe(true);
  });

  it('has nothing to complain about', () => {
    expect(company.teams.errors()).toEqual([]);
  });
});

function cardOf(message: { readonly activity: Readonly<Record<string, unknown>> } | undefined): unknown {
  const { attachments } = message?.activity ?? {};
  return Array.isArray(attachments) ? attachments[0]?.content : undefined;
}

function rowIn(message: { readonly activity: Readonly<Record<string, unknown>> } | undefined): string {
  return /"row":"(?<row>[\w-]{36})"/u.exec(JSON.stringify(message?.activity))?.groups?.row ?? '';
}

/** The words alone: each picture has a name of its own. */
function cardIn({ body }: { readonly body: unknown }): string {
  const value = typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
  return cardInWords(ShownCard.parse(value));
}

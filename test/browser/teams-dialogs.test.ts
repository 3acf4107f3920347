import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/channels/teams/commands.ts';
import { hasChromium, openBrowser } from '../support/console-page.ts';
import { CLOSER_LOOK } from '../support/declaration.ts';
import { GOVERNANCE } from '../support/teams/activities.ts';
import { openTeamsScreen, type TeamsScreen } from '../support/teams/client/teams-screen.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';
import { fillCard } from '../support/teams/fill-card.ts';

/** What Microsoft's playground knows nothing of: dialogs, pictures of one's own, old clients and the menu of a message. */
describe.skipIf(!hasChromium)('a drawn client of Teams', { timeout: 120_000 }, () => {
  let browser: Browser;
  let company: TeamsCompany;
  const screens: TeamsScreen[] = [];
  const open = async (...[options]: [Parameters<typeof openTeamsScreen>[2]]) => {
    const screen = await openTeamsScreen(browser, company, options);
    screens.push(screen);
    return screen;
  };
  let maya: TeamsScreen;
  beforeAll(async () => {
    [browser, company] = await Promise.all([openBrowser(), openTeamsCompany()]);
    // Only so does Steward learn where the channel is.
    await company.priya.inTeam.says('hello');
    maya = await open({ user: company.maya.user });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await company?.close();
  });

  it('opens a passage in place of an answer, and goes back to it', async () => {
    await maya.says('What does ISO 42001 say about impact assessments?');
    const answer = await maya.reads(/What I found/u);
    await maya.clicks(/^iso42001:/u);
    await maya.clicks('Back');

    expect(answer).toMatch(/👍👎|👍\s*👎/u);
    expect(answer).toMatch(/\[1\] /u);
    await maya.reads(/What I found/u);
    expect(maya.invokes).toEqual(['adaptiveCard/action manual', 'adaptiveCard/action manual']);
  });

  it('opens a form in a dialog, says there what is wrong, brings the next page and closes', async () => {
    const { dialog } = maya;
    await maya.says('I’d like to use Otter.ai to transcribe client calls');
    await maya.clicks('All correct');
    await maya.reads(/Which kind of account or plan/u);
    await maya.clicks('As a form');
    await maya.clicks('Open in a window');

    await dialog.getByText('What kinds of information').waitFor();
    await fillCard(dialog, {
      'Which kind of account': 'Company account, team',
      'Who will use it': 'My team',
      'What kinds of information': ['No company or personal information', 'Personal data'],
      'Does any of this apply': ['People are recorded'],
    });
    await dialog.getByRole('button', { name: 'Save answers' }).click();
    await dialog.getByText(/⚠ .*Please choose it alone/u).waitFor();
    expect(await dialog.getByRole('radio', { name: /My team/u }).isChecked()).toBe(true);
    await dialog.getByRole('checkbox', { name: /No company or personal/u }).uncheck();
    await dialog.getByRole('button', { name: 'Save answers' }).click();
    await dialog.getByText('forbidden by law').waitFor();
    await fillCard(dialog, CLOSER_LOOK);
    await dialog.getByRole('button', { name: 'Save answers' }).click();

    await dialog.waitFor({ state: 'hidden' });
    await maya.reads(/In which countries/u);
  });

  it('sends no form without what is required, and says so at the field', async () => {
    await maya.says('Germany and Sweden');
    await maya.reads(/Please check, then submit/u);
    await maya.clicks('Submit');
    await maya.reads(/Submitted: Otter\.ai/u);
    const priya = await open({ user: company.priya.user, channel: GOVERNANCE });
    await priya.clicks('Reject');
    await priya.reads(/Why, and what would have to change/u);
    const before = priya.invokes.length;

    await priya.clicks('Reject');

    await priya.reads(/Please fill this in\./u);
    expect(priya.invokes).toHaveLength(before);
    await priya.clicks('Back');
    await priya.reads(/REV-1 is waiting for a reviewer/u);
  });

  it('asks for a card again on behalf of those whom it names, and shows it as it is by now', async () => {
    const stale = company.connector.messagesIn(GOVERNANCE).map((message) => ({ ...message }));
    const priya = await open({ user: company.priya.user, channel: GOVERNANCE });
    await priya.clicks('Claim');
    await priya.reads(/in review by Priya Raman/u);
    const written = await counted('outbox_message');

    const sleeping = { channel: GOVERNANCE, asleep: true };
    const jonas = await open({ user: company.jonas.user, ...sleeping });
    const outsider = await open({ user: company.maya.user, ...sleeping });
    for (const screen of [jonas, outsider]) await screen.show(stale);

    await jonas.reads(/REV-1 is in review by Priya Raman/u);
    await outsider.reads(/REV-1 is waiting for a reviewer/u);
    expect(new Set(jonas.invokes)).toEqual(new Set(['adaptiveCard/action automatic']));
    expect(outsider.invokes).toEqual([]);
    expect(await counted('outbox_message')).toBe(written);
  });

  it('reports a concern from a message in a dialog out of its menu', async () => {
    const payload = { id: '1700000000009', body: { contentType: 'text', content: 'The bot told a client nonsense' } };

    await maya.page.evaluate(`window.teams.choose('${COMMANDS.reportFromMessage}', ${JSON.stringify(payload)})`);
    await maya.dialog.getByText('What is it').waitFor();
    await fillCard(maya.dialog, { 'What is it': 'A concern' });
    await maya.dialog.getByRole('button').last().click();

    await maya.reads(/CON-1/u);
  });

  it('works where Action.Execute is not known', async () => {
    const old = await open({ user: company.tom.user, old: true });
    await old.says('help');

    await old.clicks('Declare an AI use');

    await old.reads(/Which AI tool do you want to use/u);
    expect(old.invokes).toEqual([]);
  });

  it('has nothing to complain about, in any of them', async () => {
    for (const screen of screens) expect(await screen.complaints()).toEqual([]);
    expect(company.teams.errors()).toEqual([]);
  });

  async function counted(table: string): Promise<number> {
    const { rows } = await company.teams.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? Number.NaN;
  }
});

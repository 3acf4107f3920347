import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaresRanking, deedsAt, RANKING } from '../support/assessed.ts';
import { hasChromium, openBrowser, openScreenshots, openTab, type Tab } from '../support/console-page.ts';
import { answersRest, treatsRest } from '../support/deeds.ts';
import { docxOf } from '../support/document-files.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { paragraphsOf } from '../support/word-text.ts';

const DOCUMENT = [
  '# HireVue in recruiting',
  '## Oversight',
  'A recruiter confirms each result. It can be stopped at any time.',
  '## People',
  'Several thousand people apply every year. Applicants are told before they apply.',
  '## Data',
  'The scores are deleted six months after the decision.',
];

describe.skipIf(!hasChromium)('a whole assessment in a browser', () => {
  let journey: Journey;
  let browser: Browser;
  let screenshots: Awaited<ReturnType<typeof openScreenshots>>;
  let maya: Tab;
  let lee: Tab;
  let interview: string;

  beforeAll(async () => {
    [journey, browser, screenshots] = await Promise.all([beginJourney(), openBrowser(), openScreenshots()]);
    await declaresRanking(journey);
    maya = await openTab(browser, journey.address, 'Maya Lindqvist');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await screenshots?.close();
    expect(journey?.errors()).toEqual([]);
    await journey?.end();
  });
  /** Each step goes on from the one before, so nothing is to be learnt after one has failed. */
  let failed: string | undefined;
  function step(name: string, go: () => Promise<void>): void {
    it(name, { timeout: 180_000 }, async () => {
      if (failed !== undefined) throw new Error(`“${failed}” has failed`);
      failed = name;
      await go();
      failed = undefined;
    });
  }
  const opens = (person: string) => openTab(browser, journey.address, person);
  const dialogOf = ({ page }: Tab): Locator => page.getByRole('dialog');
  /** What has to be filled in is marked with a star. */
  const field = (tab: Tab, label: string): Locator =>
    dialogOf(tab).getByLabel(new RegExp(`^${label.replaceAll(/[?.]/gu, String.raw`\$&`)}(?: \\*)?$`, 'u'));
  async function sends(tab: Tab, button: string): Promise<void> {
    await dialogOf(tab).getByRole('button', { name: button, exact: true }).click();
    await dialogOf(tab).waitFor({ state: 'hidden' });
  }

  step('begins with everything that was declared, and shows the level as it stands', async () => {
    await maya.clicks('Start the assessment');
    await maya.sees('Is this what you mean?');
    await maya.sees(/from your declaration REV-1/);
    await screenshots.take(maya.page, 'assessing-01-known');
    interview = String((await journey.maya.button('All correct')).value.interview);

    await maya.clicks('All correct');

    await maya.sees(/ASM-1 · Impact as it stands/);
    await screenshots.take(maya.page, 'assessing-02-overview');
  });

  step('reads a shared document, and counts what stays ticked', async () => {
    const buffer = Buffer.from(docxOf(DOCUMENT));
    await maya.page.getByLabel('Share files').setInputFiles({ name: 'recruiting.docx', mimeType: '', buffer });
    await maya.sees('I read this in “recruiting.docx”. Is it right?');
    await screenshots.take(maya.page, 'assessing-03-document');

    await maya.clicks(/^Keep what is ticked/);

    await maya.sees('Kept as evidence: recruiting.docx');
    await answersRest(deedsAt(journey, journey.maya), interview, RANKING, 'stakes');
    await journey.passes({});
    await maya.sees(/Impact as it stands: High/);
    await maya.sees('What moved it last');
    await screenshots.take(maya.page, 'assessing-04-live');
  });

  step('goes in part to a colleague, whose answer comes back with the name', async () => {
    await maya.says('sections');
    await maya.clicks('Ask a colleague');
    await field(maya, 'Who').selectOption(journey.tom.id);
    await field(maya, 'What').selectOption('section:consulted');
    await field(maya, 'What they should know').fill('You spoke with the works council.');
    await screenshots.take(maya.page, 'assessing-05-asking');
    await sends(maya, 'Ask');

    const tom = await opens('Tom Okafor');
    await tom.sees(/Maya Lindqvist asks you/);
    await screenshots.take(tom.page, 'assessing-06-asked');
    await tom.clicks(/^Answer \d questions/);
    await dialogOf(tom).getByRole('textbox').first().fill('Tom Okafor, with recruiting');
    await field(tom, "Workers' representatives").check();
    await sends(tom, 'Send the answers');

    await maya.sees(/Tom Okafor answered: Who assessed it/);
    await tom.page.context().close();
  });

  step('is handed over to another owner, who goes on with it and submits it', async () => {
    await maya.says('sections');
    await maya.clicks('Hand over');
    await field(maya, 'Who').selectOption(journey.lee.id);
    await sends(maya, 'Hand over');
    lee = await opens('Lee Chan');
    await lee.sees(/Maya Lindqvist/);
    await screenshots.take(lee.page, 'assessing-07-handed-over');
    await lee.clicks('Take it over');
    await lee.sees(/Impact as it stands: High/);
    await maya.page.context().close();
    await lee.clicks('Go on');
    await answersRest(deedsAt(journey, journey.lee), interview, RANKING);
    await journey.passes({});

    await lee.says('summary');
    await lee.clicks('Submit');

    await lee.sees(/ASM-1 · Risks of HireVue/);
    await screenshots.take(lee.page, 'assessing-08-risks');
  });

  step('has its risks treated, one of which a manager has to accept', async () => {
    const deeds = deedsAt(journey, journey.lee);
    await lee.clicks(/^Take over all/);
    await lee.says('RSK-1');
    await lee.clicks('Treat');
    await field(lee, 'Until when?').fill('2027-06-30');
    await dialogOf(lee)
      .getByLabel(/^Possible: /u)
      .check();
    await dialogOf(lee)
      .getByLabel(/^Critical: /u)
      .check();
    await field(lee, 'Why more remains than before, if it does').fill('Rarer, and worse when it happens.');
    await screenshots.take(lee.page, 'assessing-09-treating');
    await sends(lee, 'Save');
    await lee.clicks('Ask for acceptance');
    await field(lee, 'Whom do you ask?').selectOption(journey.ingrid.id);
    await sends(lee, 'Ask');
    await treatsRest(deeds, journey.storage, journey.app.organisation.id, 'ASM-1');
    await journey.passes({});

    await lee.says('summary');
    await lee.clicks('Submit');

    await lee.sees(/Submitted: HireVue/);
    await screenshots.take(lee.page, 'assessing-10-submitted');
    const ingrid = await opens('Ingrid Solberg');
    await ingrid.clicks('Accept what remains');
    await field(ingrid, 'Why?').fill('The benefit is worth it.');
    await screenshots.take(ingrid.page, 'assessing-11-accepting');
    await sends(ingrid, 'Accept');
    await ingrid.page.context().close();
  });

  step('is decided by governance, legal and management, with the advice of the data protection officer', async () => {
    const samir = await opens('Samir Haddad');
    await samir.opens('Governance team');
    await samir.clicks('Give advice');
    await field(samir, 'in favour with conditions').check();
    await field(samir, 'Why').fill('Tell applicants before they apply.');
    await sends(samir, 'Give advice');
    await samir.page.context().close();
    const priya = await opens('Priya Raman');
    await priya.opens('Governance team');
    await priya.sees(/REV-2 · HireVue/);
    await priya.sees('Tell applicants before they apply.');
    await screenshots.take(priya.page, 'assessing-12-review');
    await priya.clicks('Approve with conditions');
    await field(priya, 'Conditions').fill('Applicants are told before they apply');
    await field(priya, 'Why').fill('In order for a trial.');
    await screenshots.take(priya.page, 'assessing-13-deciding');
    await sends(priya, 'Approve with conditions');
    await priya.page.context().close();

    for (const person of ['Elena Rossi', 'Ingrid Solberg']) {
      const tab = await opens(person);
      await tab.clicks('Approve');
      await field(tab, 'What the submitter should know').fill('In order for a trial.');
      await sends(tab, 'Approve');
      await tab.page.context().close();
    }

    await lee.sees(/Approved with conditions: HireVue/);
    await screenshots.take(lee.page, 'assessing-14-approved');
  });

  step('is read as a report, and saved as Word and as Markdown', async () => {
    await lee.says('ASM-1');
    await lee.clicks('Report');
    await lee.sees('ASM-1 · Report on HireVue');
    await screenshots.take(lee.page, 'assessing-15-report');
    const saves = async (label: string) => {
      const [download] = await Promise.all([lee.page.waitForEvent('download'), lee.clicks(label)]);
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
    };

    const word = await saves('As a Word document');
    const markdown = await saves('As Markdown');

    expect([word.name, markdown.name]).toEqual(['ASM-1.docx', 'ASM-1.md']);
    const text = markdown.content.toString();
    expect(text).toMatch(/^# AI system impact assessment: HireVue[\s\S]*Approved with conditions/);
    expect(text).toMatch(/Tom Okafor \(2 answers\)/);
    expect(text).toMatch(/read in recruiting\.docx, under “\w+”/);
    expect(text).toMatch(/\| recruiting\.docx \| Maya Lindqvist \|/);
    expect(text).not.toMatch(/Tell applicants before they apply\./);
    const headings = paragraphsOf(word.content).filter(({ style }) => style === 'Heading1');
    expect(headings.map(({ text: title }) => title)).toEqual(
      [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title),
    );
  });
});

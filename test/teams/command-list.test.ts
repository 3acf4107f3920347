import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teamsManifest } from '../../src/channels/teams/app-package/manifest.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';

const url = new URL('https://steward.example.com');
const { bots } = teamsManifest({ appId: '0f0e0d0c-0b0a-4908-8706-050403020100', url, version: '1.0.0', about: url });
const ANSWERS: Readonly<Record<string, RegExp>> = {
  'I would like to use an AI tool (personal)': /Which (?:AI )?(?:tool|product)/i,
  'my desk (personal)': /desk|waits/i,
  'law (personal)': /Which system do you mean|No system is in the register/,
  'I want to report a concern (personal)': /Report a concern or an incident/,
  'our documents (personal)': /documents/i,
  'members (personal)': /Members/,
  'help (personal)': /I look into the register/,
  'I would like to use an AI tool (team groupChat)': /between the two of us/,
  'my desk (team groupChat)': /in our own conversation/,
  'help (team groupChat)': /I look into the register/,
};

describe('the command list of the Teams app', { timeout: 60_000 }, () => {
  let company: TeamsCompany;
  beforeAll(async () => {
    company = await openTeamsCompany();
  }, 60_000);
  afterAll(() => company.close());

  const listed = bots.flatMap(({ commandLists }) =>
    commandLists.flatMap(({ scopes, commands }) =>
      commands.map(({ title }) => ({ title, place: scopes.join(' '), what: `${title} (${scopes.join(' ')})` })),
    ),
  );

  it('is the one whose answers are known here', () => {
    expect(listed.map(({ what }) => what).toSorted()).toEqual(Object.keys(ANSWERS).toSorted());
  });

  it.each(listed)('answers “$what”', async ({ title, place, what }) => {
    // While a declaration is under way, words are read as answers to it; Jonas begins one, Priya does not.
    const person = title.includes('like to use') ? company.jonas : company.priya;
    const asks = place === 'personal' ? person : person.inTeam;

    await asks.says(place === 'personal' ? title : `<at>Steward</at> ${title}`);

    expect(asks.sees(/\S/)).toMatch(ANSWERS[what] ?? /^no answer is known$/);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aims } from '../../../src/cli/aims.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { openBrowser } from '../console-page.ts';
import { type StewardProcess, startSteward } from '../steward-process.ts';
import { aPersonalActivity, entraId, GOVERNANCE, TENANT } from './activities.ts';
import { GROUP_CHAT, type Member, startPlayground } from './playground.ts';
import { openPlaygroundPersona, type PlaygroundPersona } from './playground-persona.ts';

const ADA: Member = { number: 51, name: 'Ada Berg' };
const BEN: Member = { number: 52, name: 'Ben Moreau' };

/** The demonstration’s own people, who have accounts in Teams as well: the last digits of both ids are the same. */
const GOVERNANCE_TEAM = [
  { number: 3, name: 'Priya Raman' },
  { number: 4, name: 'Jonas Weber' },
  { number: 5, name: 'Elena Rossi' },
  { number: 6, name: 'Samir Haddad' },
  { number: 7, name: 'Ana Costa' },
  { number: 10, name: 'Noor Bakker' },
] as const;
const ADMINISTRATOR = 'Lee Chan';
const demonstrationId = (number: number) => `01900000-0000-7000-8000-${String(100 + number).padStart(12, '0')}`;

/** A demonstration of which three people look at it in Microsoft’s playground, each with one of their own. */
export interface PlaygroundCompany {
  readonly steward: StewardProcess;
  readonly ada: PlaygroundPersona;
  readonly ben: PlaygroundPersona;
  readonly priya: PlaygroundPersona;
  /** Another page of Priya's. Both are in the governance team's channel. */
  readonly laptop: PlaygroundPersona;
  close(): Promise<void>;
}

export async function openPlaygroundCompany(): Promise<PlaygroundCompany> {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of opened.toReversed()) await end();
  };
  try {
    return { ...(await open(opened)), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** @param opened what is to be ended, the last first. */
async function open(opened: (() => Promise<unknown>)[]): Promise<Omit<PlaygroundCompany, 'close'>> {
  const home = await mkdtemp(path.join(tmpdir(), 'steward-playground-'));
  opened.push(() => rm(home, { recursive: true }));
  const environment = {
    ...{ CHANNELS: 'console,teams', MICROSOFT_APP_TENANT_ID: TENANT, GOVERNANCE_CHANNEL: GOVERNANCE },
    DATA_DIR: home,
  };
  const steward = startSteward(environment);
  opened.push(() => steward.stop());
  const [priya, ...colleagues] = GOVERNANCE_TEAM;
  const start = async (me: Member, others: readonly Member[]) => {
    const playground = await startPlayground(me, others);
    opened.push(() => playground.close());
    return playground;
  };
  const [browser, ...playgrounds] = await Promise.all([
    openBrowser(),
    start(ADA, [BEN, ...colleagues.slice(1)]),
    start(BEN, [ADA, ...colleagues.slice(1)]),
    start(priya, colleagues),
  ]);
  opened.push(() => browser.close());
  const origin = await steward.origin;
  if (origin === undefined) throw new Error(`Steward did not start: ${steward.stderr()}`);
  for (const playground of playgrounds) playground.leadTo(Number(new URL(origin).port));
  const [forAda, forBen, forPriya] = playgrounds;
  await meet(origin, forPriya.origin);
  const [ada, ben, lead, laptop] = await Promise.all([
    openPlaygroundPersona(browser, forAda.origin),
    openPlaygroundPersona(browser, forBen.origin),
    openPlaygroundPersona(browser, forPriya.origin),
    openPlaygroundPersona(browser, forPriya.origin),
    recognise(environment),
  ]);
  for (const page of [lead, laptop]) await page.opens('Reviews');
  // Only so does Steward learn where the channel is.
  await lead.mentions('hello');
  await lead.reads(/I am Steward/);
  return { steward, ada, ben, priya: lead, laptop };
}

/** Everybody of the governance team mentions Steward in their chat, from clients that are not looked at here. */
async function meet(origin: string, playground: string): Promise<void> {
  for (const { number } of GOVERNANCE_TEAM) {
    const conversation = { id: GROUP_CHAT, conversationType: 'groupChat', isGroup: true, tenantId: TENANT };
    const about = { user: entraId(number), serviceUrl: `${playground}/_connector` };
    const activity = aPersonalActivity({ ...about, more: { conversation, text: 'hello' } });
    const response = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    if (!response.ok) throw new Error(`Steward answered ${response.status}`);
  }
}

/** As the README tells an administrator to: who is in Teams and in the demonstration is one person, with their roles. */
async function recognise(environment: Readonly<Record<string, string>>): Promise<void> {
  const surroundings = { variables: environment, workingDirectory: process.cwd(), log: silentLog };
  for (const { number } of GOVERNANCE_TEAM) {
    const merge = ['people', 'merge', `teams:${entraId(number)}`, '--into', demonstrationId(number)];
    const { exitCode, stderr } = await aims([...merge, '--as', ADMINISTRATOR, '--yes'], surroundings);
    if (exitCode !== 0) throw new Error(stderr);
  }
}

import { scopesFor } from '../../../src/channels/slack/scopes.ts';
import { openSlackApp, type SlackApp } from './app.ts';
import { type EmulatedWorkspace, openEmulatedWorkspace } from './emulated-workspace.ts';
import { createSlackPersona, type SlackPersona } from './persona.ts';
import { NAMES, type Name, PEOPLE } from './workspace.ts';

/** The company in emulate, with Steward in this process and a clock that does not make anybody wait. */
export type CompanyInProcess = Readonly<Record<Name, SlackPersona>> & {
  readonly workspace: EmulatedWorkspace;
  readonly steward: SlackApp;
  passes(milliseconds: number): Promise<void>;
  close(): Promise<void>;
};

/** A little more than Slack wants between two messages in one place. */
const STEP_MS = 1100;
const PATIENCE_MS = 15_000;

export async function openCompanyInProcess(): Promise<CompanyInProcess> {
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const workspace = await openEmulatedWorkspace(scopesFor([]), clock);
  const steward = await openSlackApp({ environment: workspace.environment, clock });
  workspace.leadTo(steward.port);
  const passes = async (milliseconds: number) => {
    ahead += milliseconds;
    await steward.app.drain();
  };
  const enrol = (name: Name, ...roles: Parameters<SlackApp['enrol']>[2][]) =>
    steward.enrol(workspace.user(name), PEOPLE[name], ...roles);
  await enrol('maya');
  await enrol('tom');
  await enrol('jonas', 'governance');
  await enrol('elena', 'auditor');
  await steward.adopt(await enrol('priya', 'governance', 'administrator'));

  const persona = (name: Name) =>
    createSlackPersona({ workspace, name, settle: () => passes(STEP_MS), patienceMs: PATIENCE_MS });
  const [maya, tom, priya, jonas, elena] = [NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4]].map(persona);
  if (!maya || !tom || !priya || !jonas || !elena) throw new Error('The company has too few people');
  return {
    ...{ maya, tom, priya, jonas, elena, workspace, steward, passes },
    async close() {
      await steward.close();
      await workspace.close();
    },
  };
}

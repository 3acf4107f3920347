import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runAims } from '../aims.ts';
import { type StewardProcess, startSteward } from '../steward-process.ts';
import { fine } from './faults.ts';
import { createSlackPersona, type SlackPersona } from './persona.ts';
import { NAMES, type Name, PEOPLE, type SlackWorkspace } from './workspace.ts';

/** A workspace with Steward at work in it, as an operator runs it. */
export type Company = Readonly<Record<Name, SlackPersona>> & {
  readonly workspace: SlackWorkspace;
  readonly steward: StewardProcess;
  /** The operator's command line, beside the running server. */
  aims(...words: readonly string[]): Promise<string>;
  close(): Promise<void>;
};

export async function openCompany(workspace: SlackWorkspace): Promise<Company> {
  // As long as the team has no roles its room is unfit, and what is held back for that is tried again minutes later.
  workspace.proxy.decide(({ method }) =>
    method === 'conversations.info' ? { kind: 'limited', retryAfterSeconds: 1 } : fine,
  );
  const home = await mkdtemp(path.join(tmpdir(), 'steward-company-'));
  const environment = { ...workspace.environment, DATA_DIR: home };
  const steward = startSteward(environment);
  const origin = await steward.origin;
  if (origin === undefined) throw new Error(`Steward did not start: ${steward.stderr()}`);
  workspace.leadTo(Number(new URL(origin).port));
  const persona = (name: Name) => createSlackPersona({ workspace, name });
  const [maya, tom, priya, jonas, elena] = [NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4]].map(persona);
  if (!maya || !tom || !priya || !jonas || !elena) throw new Error('The company has too few people');
  return {
    ...{ maya, tom, priya, jonas, elena, workspace, steward },
    aims: (...words) => runAims(environment, ...words),
    async close() {
      await steward.stop();
      await workspace.close();
      await rm(home, { recursive: true });
    },
  };
}

/** Everybody of the governance team comes by, and is given their roles as the README tells an operator to. */
export async function appointGovernance({ priya, jonas, elena, aims, workspace }: Company): Promise<void> {
  for (const member of [priya, jonas, elena]) {
    await member.says('hello');
    await member.sees(/Steward|help/);
  }
  const gives = (name: Name, role: string, ...as: readonly string[]) =>
    aims('people', 'role', PEOPLE[name], 'add', role, ...as);
  await gives('priya', 'administrator');
  const as = ['--as', PEOPLE.priya];
  await gives('priya', 'governance', ...as);
  await gives('jonas', 'governance', ...as);
  await gives('elena', 'auditor', ...as);
  workspace.proxy.decide(() => fine);
}

import type { Platform } from '../chat/event.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Organisation } from '../storage/organisations.ts';
import { seedDemonstration } from './demonstration.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { publishQuestionnaires } from './publish-questionnaires.ts';

/** The database and the channels do not belong together; the message tells an operator what to do. */
export class CannotSetUp extends Error {}

/** A Slack team or a Teams tenant that this process can reach by itself. */
export interface ReachableWorkspace {
  readonly platform: Exclude<Platform, 'console'>;
  readonly externalId: string;
  /** As the company calls it, where the platform tells. */
  readonly name: string | undefined;
}

export interface SetUpOptions {
  readonly storage: Storage;
  readonly knowledge: KnowledgeBase;
  /** The console serves demonstrations, everything else real organisations. */
  readonly demonstration: boolean;
  /** Asks the platforms; not before the database has been found to be the right one. */
  readonly workspaces: () => Promise<readonly ReachableWorkspace[]>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * The organisation that this process serves, with its workspaces and its published questionnaires. An empty database
 * gets one: the demonstration for the console, else a real one named after its workspace.
 * @throws {CannotSetUp} {NotADemonstration} {QuestionnaireChanged}
 */
export async function setUpOrganisation(options: SetUpOptions): Promise<Organisation> {
  const { storage, clock, knowledge } = options;
  const organisation = options.demonstration
    ? await seedDemonstration(storage, clock)
    : await realOrganisation(options);
  for (const workspace of await options.workspaces()) await joinWorkspace(options, organisation, workspace);
  await publishQuestionnaires(storage, organisation, knowledge, clock);
  return organisation;
}

async function realOrganisation(options: SetUpOptions): Promise<Organisation> {
  const { organisations } = options.storage;
  const existing = await soleOrganisation(options.storage);
  if (existing) return existing;
  const [first] = await options.workspaces();
  if (first?.name === undefined) {
    const workspace = first ? `${first.platform}:${first.externalId}` : 'slack:T0123';
    throw new CannotSetUp(
      `There is no organisation yet. Make it with: aims organisation create NAME --workspace ${workspace}`,
    );
  }
  const organisation: Organisation = { id: options.newId(), name: first.name, kind: 'real' };
  const workspaces = [{ id: options.newId(), platform: first.platform, externalId: first.externalId }];
  try {
    await organisations.create({ ...organisation, workspaces }, options.clock(), { process: 'start' });
    return organisation;
  } catch (failure) {
    // Another process that starts on the same empty database has made it first: a workspace belongs to one organisation.
    const made = await soleOrganisation(options.storage);
    if (made) return made;
    throw failure;
  }
}

/** @throws {CannotSetUp} when the database holds a demonstration. */
async function soleOrganisation({ organisations }: Storage): Promise<Organisation | undefined> {
  const existing = await organisations.list();
  const demonstration = existing.find(({ kind }) => kind === 'demonstration');
  if (demonstration)
    throw new CannotSetUp(
      `This database holds ${demonstration.name}, in which anybody could pick whom to be, and it can never become real. Use another DATA_DIR or DATABASE_URL, or add console to CHANNELS to go on trying.`,
    );
  return existing[0];
}

/**
 * The first workspace of a platform joins by itself, because whoever configured its token vouches for it. A further
 * one might be a mistaken token, and is let in by name only.
 */
async function joinWorkspace(
  { storage: { organisations }, clock, newId }: SetUpOptions,
  organisation: Organisation,
  { platform, externalId, name: called }: ReachableWorkspace,
): Promise<void> {
  const name = called ?? platform;
  const known = (await organisations.workspaces(organisation.id)).filter(
    (workspace) => workspace.platform === platform,
  );
  if (known.some((one) => one.externalId === externalId)) return;
  if (known.length > 0)
    throw new CannotSetUp(
      `The ${platform} workspace ${externalId} (${name}) does not belong to ${organisation.name}. If it should: aims organisation link ${platform} ${externalId}`,
    );
  const workspace = { id: newId(), platform, externalId };
  if ((await organisations.link(organisation.id, workspace, clock(), { process: 'start' })) === 'linked') return;
  const linkedMeanwhile = (await organisations.workspaces(organisation.id)).some(
    (one) => one.externalId === externalId,
  );
  if (!linkedMeanwhile)
    throw new CannotSetUp(`The ${platform} workspace ${externalId} (${name}) belongs to another organisation.`);
}

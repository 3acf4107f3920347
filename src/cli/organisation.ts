import { publishQuestionnaires } from '../composition/publish-questionnaires.ts';
import type { Organisation } from '../storage/organisations.ts';
import { type Command, json, type Operator, Refused, wordAt } from './command.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { requirePerson } from './person.ts';
import { table } from './words-on-screen.ts';

/** Platforms whose workspaces can join; the console's own belongs to the demonstration. */
const PLATFORMS = ['slack', 'teams'] as const;
const MAX_NAME_CHARACTERS = 200;

export const organisationCommands: readonly Command[] = [
  {
    name: 'organisation show',
    usage: '[--json]',
    help: 'the organisation, whether it is a demonstration, and its workspaces',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const { organisations } = await operator.storage();
      const organisation = await inOrganisation(operator, async (inside) => inside.organisation);
      const workspaces = await organisations.workspaces(organisation.id);
      if (given.has('json')) return { stdout: json({ ...organisation, workspaces }) };
      const rows = workspaces.map(({ platform, externalId }) => [platform, externalId]);
      return {
        stdout: `${organisation.name} (${organisation.id}), ${organisation.kind}\n${table(['Platform', 'Workspace'], rows)}`,
      };
    },
  },
  {
    name: 'organisation create',
    usage: 'NAME [--workspace slack:T0123]',
    help: 'makes the real organisation in an empty database; it can never become a demonstration',
    options: { workspace: { type: 'string' } },
    words: [1, 1],
    needsDatabase: () => true,
    run: (given, operator) => create(wordAt(given, 0).trim(), given.text('workspace'), operator),
  },
  {
    name: 'organisation link',
    usage: `${PLATFORMS.join('|')} EXTERNAL_ID [--as ADMIN]`,
    help: 'lets a Slack team or Teams tenant in; by an administrator, once there is one',
    options: { as: { type: 'string' } },
    words: [2, 2],
    needsDatabase: () => true,
    async run(given, operator) {
      const { platform, externalId } = readWorkspace(wordAt(given, 0), wordAt(given, 1).trim());
      const { organisation, by } = await inOrganisation(operator, async (inside) => {
        const administered = (await inside.stores.people.list()).some(({ roles }) => roles.includes('administrator'));
        const named =
          administered || given.has('as')
            ? await requirePerson(inside.stores.people, given.text('as'), 'administrator')
            : undefined;
        return { organisation: inside.organisation, by: { ...(named ? { personId: named.id } : {}), process: 'aims' } };
      });
      const { organisations } = await operator.storage();
      const linked = await organisations.link(
        organisation.id,
        { id: operator.newId(), platform, externalId },
        operator.clock(),
        by,
      );
      if (linked === 'linked')
        return { stdout: `The ${platform} workspace ${externalId} belongs to ${organisation.name}\n` };
      const own = (await organisations.workspaces(organisation.id)).some(
        (known) => known.platform === platform && known.externalId === externalId,
      );
      if (!own) throw new Refused(`The ${platform} workspace ${externalId} belongs to another organisation.`);
      return {
        stdout: `The ${platform} workspace ${externalId} belongs to ${organisation.name} already; nothing was changed\n`,
      };
    },
  },
];

/** @throws {Refused} when it cannot be one. */
function readWorkspace(named: string, externalId: string) {
  const platform = PLATFORMS.find((known) => known === named);
  if (!platform) throw new Refused(`There is no platform “${named}”; there are: ${PLATFORMS.join(', ')}.`, 2);
  if (!/^[\w.:-]{1,100}$/u.test(externalId))
    throw new Refused('The workspace is named by its id: the Slack team (T…) or the Teams tenant.', 2);
  return { platform, externalId };
}

async function create(name: string, workspace: string | undefined, operator: Operator) {
  if (name === '' || name.length > MAX_NAME_CHARACTERS)
    throw new Refused(`The name must have 1 to ${MAX_NAME_CHARACTERS} characters.`, 2);
  const [platform = '', ...rest] = workspace?.split(':') ?? [];
  const workspaces =
    workspace === undefined ? [] : [{ id: operator.newId(), ...readWorkspace(platform, rest.join(':')) }];
  const storage = await operator.storage('create');
  const [existing] = await storage.organisations.list();
  if (existing)
    throw new Refused(
      `This database holds ${existing.name} already (${existing.kind}); a real organisation needs an empty one.`,
    );
  const organisation: Organisation = { id: operator.newId(), name, kind: 'real' };
  await storage.organisations.create({ ...organisation, workspaces }, operator.clock(), { process: 'aims' });
  await publishQuestionnaires(storage, organisation, await operator.knowledge(), operator.clock);
  return { stdout: `Created ${name} (${organisation.id})\n` };
}

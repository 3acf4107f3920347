import { SLACK_FEATURES } from '../channels/slack/features.ts';
import { type Reached, slackManifest } from '../channels/slack/manifest.ts';
import { type Command, type Given, json, Refused } from './command.ts';

export const slackCommands: readonly Command[] = [
  {
    name: 'slack manifest',
    usage: `--url https://HOST|--socket [--features ${SLACK_FEATURES.join(',')}] [--link]`,
    help: 'the manifest from which a Slack administrator makes the app; with --link the page of Slack that begins with it',
    options: {
      url: { type: 'string' },
      socket: { type: 'boolean' },
      features: { type: 'string' },
      link: { type: 'boolean' },
    },
    words: [0, 0],
    needsDatabase: () => false,
    async run(given) {
      const manifest = slackManifest(reachedBy(given), featuresIn(given.text('features') ?? ''));
      if (!given.has('link')) return { stdout: json(manifest) };
      const query = new URLSearchParams({ new_app: '1', manifest_json: JSON.stringify(manifest) });
      return { stdout: `https://api.slack.com/apps?${query}\n` };
    },
  },
];

function reachedBy(given: Given): Reached {
  const address = given.text('url');
  if (given.has('socket') === (address !== undefined))
    throw new Refused('Say how Slack reaches Steward: --url https://HOST, or --socket where nobody can reach it.', 2);
  if (address === undefined) return { kind: 'socket' };
  const url = URL.parse(address);
  if (url?.protocol !== 'https:') throw new Refused('The address must begin with https://.', 2);
  return { kind: 'url', url: url.href.replace(/\/$/u, '') };
}

function featuresIn(list: string) {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.map((name) => {
    const feature = SLACK_FEATURES.find((known) => known === name);
    if (!feature) throw new Refused(`There is no feature “${name}”; there are: ${SLACK_FEATURES.join(', ')}.`, 2);
    return feature;
  });
}

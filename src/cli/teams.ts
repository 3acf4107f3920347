import { teamsAppPackage } from '../channels/teams/app-package/app-package.ts';
import { type Command, Refused } from './command.ts';
import { writeOut } from './files.ts';

const APP_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const VERSION = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/u;

export const teamsCommands: readonly Command[] = [
  {
    name: 'teams package',
    usage: '--app-id ID --url https://HOST [--version 1.0.0] [--about https://PAGE] [--out FILE.zip]',
    help: 'the package that a Teams administrator uploads; --about is your page about Steward, its privacy and terms',
    options: {
      'app-id': { type: 'string' },
      url: { type: 'string' },
      version: { type: 'string' },
      about: { type: 'string' },
      out: { type: 'string' },
    },
    words: [0, 0],
    needsDatabase: () => false,
    async run(given, operator) {
      const url = secureAddress('--url', given.text('url'));
      const about = given.text('about');
      const out = given.text('out') ?? 'steward-teams.zip';
      const archive = teamsAppPackage({
        appId: appIdOf(given.text('app-id')),
        url,
        version: versionOf(given.text('version') ?? '1.0.0'),
        about: about === undefined ? url : secureAddress('--about', about),
      });
      await writeOut(operator, out, archive);
      return { stdout: `${out}\n` };
    },
  },
];

function appIdOf(text: string | undefined): string {
  if (text === undefined || !APP_ID.test(text))
    throw new Refused(
      'Name the bot with --app-id: the Application (client) ID of its app registration, 8-4-4-4-12 hexadecimal digits.',
      2,
    );
  return text.toLowerCase();
}

function secureAddress(option: string, text: string | undefined): URL {
  const url = text === undefined ? null : URL.parse(text);
  if (url?.protocol !== 'https:') throw new Refused(`Give ${option} an address that begins with https://.`, 2);
  if (url.username !== '' || url.password !== '')
    throw new Refused(`The address of ${option} must not hold a name or a password: everybody can read it.`, 2);
  return url;
}

function versionOf(text: string): string {
  if (!VERSION.test(text)) throw new Refused('The version must be three numbers, such as 1.2.0.', 2);
  return text;
}

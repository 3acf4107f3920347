import { COMMANDS } from '../commands.ts';

/** What a package is made for: the bot that it brings, and where Steward is. */
export interface Packaged {
  /** The application id of the app registration: 8-4-4-4-12 hexadecimal digits. */
  readonly appId: string;
  /** Steward's own address; only its host stands in the package. */
  readonly url: URL;
  /** Three numbers. Teams takes an update only under a higher one. */
  readonly version: string;
  /** The page on which the company tells its people about Steward, privacy and terms. */
  readonly about: URL;
}

export const ICONS = { color: 'color.png', outline: 'outline.png' } as const;

interface MenuEntry {
  readonly title: string;
  readonly description: string;
  readonly context: readonly ('message' | 'compose' | 'commandBox')[];
}

/** At most 32 and 128 characters. */
const MENU: Readonly<Record<keyof typeof COMMANDS, MenuEntry>> = {
  declareFromMessage: {
    title: 'Declare from this message',
    description: 'Begin a declaration with what this message says; you confirm every answer',
    context: ['message'],
  },
  reportFromMessage: {
    title: 'Report an AI concern or incident',
    description: 'Report in confidence what this message shows',
    context: ['message'],
  },
  declare: {
    title: 'Declare an AI use',
    description: 'Tell the governance team which AI tool you use, and for what',
    context: ['compose', 'commandBox'],
  },
  report: {
    title: 'Report an AI concern',
    description: 'Tell in confidence what worries you or went wrong with an AI tool',
    context: ['compose', 'commandBox'],
  },
};

const DECLARE = { title: 'I would like to use an AI tool', description: 'Declare a use, in a short conversation' };
const DESK = { title: 'my desk', description: 'What waits for you, and what you may use' };
const HELP = { title: 'help', description: 'What you can ask me' };
const REPORT = { title: 'I want to report a concern', description: 'In confidence, to the people who handle it' };
const DOCUMENTS = { title: 'our documents', description: 'The policies and guidance that answers cite first' };
const LAW = { title: 'law', description: 'What the EU AI Act makes of a registered system, such as “law AIS-3”' };
const MEMBERS = { title: 'members', description: 'Who has which role; administrators change it here' };

/**
 * What a Teams administrator uploads, beside the icons: valid as 1.25 and, with that version, as 1.29. It asks for no
 * resource-specific consent and no permission of Microsoft Graph, and so has no `authorization` and no
 * `webApplicationInfo`: https://learn.microsoft.com/microsoft-365/extensibility/schema/
 */
export function teamsManifest({ appId, url, version, about }: Packaged) {
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
    manifestVersion: '1.25',
    version,
    id: appId,
    developer: {
      name: 'Steward',
      websiteUrl: about.href,
      privacyUrl: about.href,
      termsOfUseUrl: about.href,
    },
    name: { short: 'Steward', full: 'Steward, the AI governance teammate' },
    description: {
      short: 'The AI governance teammate: ask, declare, review',
      full: 'Ask whether you may use an AI tool, and get an answer from your organisation’s register or with its sources. Declare a use in a short conversation. The governance team decides in its own channel, and what was approved is written into the register of the AI management system. Steward reads what is written to it, and nothing else.',
    },
    icons: ICONS,
    accentColor: '#0b6660',
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        // What somebody sends in their own conversation becomes evidence.
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          { scopes: ['personal'], commands: [DECLARE, DESK, LAW, REPORT, DOCUMENTS, MEMBERS, HELP] },
          { scopes: ['team', 'groupChat'], commands: [DECLARE, DESK, HELP] },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: (['declareFromMessage', 'reportFromMessage', 'declare', 'report'] as const).map((name) => ({
          id: COMMANDS[name],
          type: 'action',
          fetchTask: true,
          ...MENU[name],
        })),
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [url.hostname],
  };
}

import { type Outcome, refuse } from '../../kernel/outcome.ts';
import { readFailure } from './call-failure.ts';
import type { SlackClients } from './clients.ts';
import type { SlackConfig } from './configuration.ts';
import { memberOf, type NotAMember, type SlackMember, withProfile } from './enrol.ts';
import type { Installations } from './installations.ts';

/** `unavailable`: Slack could not be asked, and a later attempt may succeed. */
export type NotFound = NotAMember | 'notInstalled' | 'unavailable';

/** The workspace's own list of its people. */
export interface SlackDirectory {
  lookUp(workspace: string, user: string): Promise<Outcome<SlackMember, NotFound>>;
}

export interface SlackDirectoryOptions {
  readonly installations: Pick<Installations, 'find'>;
  /** For the token of one workspace. */
  readonly clients: (token: string) => SlackClients;
  readonly config: Pick<SlackConfig, 'features' | 'departmentField'>;
}

/** Somebody is waiting for the answer, so it is asked for with the client that gives up early. */
export function createSlackDirectory({ installations, clients, config }: SlackDirectoryOptions): SlackDirectory {
  const emailLinking = config.features.includes('email-linking');
  const { departmentField } = config;
  return {
    async lookUp(workspace, user) {
      const installation = await installations.find(workspace);
      if (!installation) return refuse('notInstalled', 'I am not installed in this workspace.');
      const { interactive } = clients(installation.botToken);
      try {
        const { user: found } = await interactive.users.info({ user });
        const profile = departmentField === undefined ? undefined : await interactive.users.profile.get({ user });
        const answer = profile === undefined ? found : withProfile(found, profile.profile);
        return memberOf(answer, { installation, emailLinking, departmentField });
      } catch (failure) {
        return unanswered(failure);
      }
    },
  };
}

function unanswered(failure: unknown): Outcome<SlackMember, NotFound> {
  const read = readFailure(failure);
  // Strangers in a shared channel are not in the directory: https://docs.slack.dev/reference/methods/users.info#errors
  if (read.kind === 'refused' && ['user_not_found', 'user_not_visible'].includes(read.code))
    return refuse('otherOrganisation', 'I work for another organisation than yours, so I cannot help you here.');
  return refuse('unavailable', 'I cannot look you up in Slack at the moment. Please try again in a minute.');
}

import { type Outcome, refuse } from '../../kernel/outcome.ts';
import type { SlackClients } from './clients.ts';
import type { SlackConfig } from './configuration.ts';
import { memberOf, type NotAMember, type SlackMember, withProfile } from './enrol.ts';
import type { Installations } from './installations.ts';
import { type Called, callPaced } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';

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
  readonly pacing: Pacing;
}

/** Somebody is waiting for the answer, so it is asked for with the client that gives up early. */
export function createSlackDirectory(options: SlackDirectoryOptions): SlackDirectory {
  const { installations, clients, config, pacing } = options;
  const emailLinking = config.features.includes('email-linking');
  const { departmentField } = config;
  return {
    async lookUp(workspace, user) {
      const installation = await installations.find(workspace);
      if (!installation) return refuse('notInstalled', 'I am not installed in this workspace.');
      const { interactive } = clients(installation.botToken);
      const asked = await callPaced(pacing, { method: 'users.info', workspace }, () =>
        interactive.users.info({ user }),
      );
      if (asked.kind !== 'done') return unanswered(asked);
      let found: unknown = asked.value.user;
      if (departmentField !== undefined) {
        const profile = await callPaced(pacing, { method: 'users.profile.get', workspace }, () =>
          interactive.users.profile.get({ user }),
        );
        if (profile.kind !== 'done') return unanswered(profile);
        found = withProfile(found, profile.value.profile);
      }
      return memberOf(found, { installation, emailLinking, departmentField });
    },
  };
}

function unanswered(called: Exclude<Called<unknown>, { readonly kind: 'done' }>): Outcome<SlackMember, NotFound> {
  // Strangers in a shared channel are not in the directory: https://docs.slack.dev/reference/methods/users.info#errors
  if (called.kind === 'refused' && ['user_not_found', 'user_not_visible'].includes(called.code))
    return refuse('otherOrganisation', 'I work for another organisation than yours, so I cannot help you here.');
  return refuse('unavailable', 'I cannot look you up in Slack at the moment. Please try again in a minute.');
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasChromium } from '../console-page.ts';
import { type Isolated, runIsolated, whyNoNamespace } from '../emulators/namespace.ts';
import { BOT, entraId, GOVERNANCE, TEAM, TENANT } from './activities.ts';

const PACKAGE = fileURLToPath(new URL('../../../node_modules/@microsoft/m365agentsplayground', import.meta.url));

/** Why Microsoft’s playground cannot be used here; `undefined` when it can. */
export const whyNoPlayground: string | undefined = !hasChromium
  ? 'Chromium is not there'
  : existsSync(PACKAGE)
    ? whyNoNamespace
    : 'the package of Microsoft’s playground is not installed';

/** Somebody in the playground’s company: their Entra id ends in the number. */
export interface Member {
  readonly number: number;
  readonly name: string;
}

/** A chat that everybody in a playground is in. */
export const GROUP_CHAT = '19:chat@thread.v2';

/**
 * Microsoft’s own client for those who write bots, as one person sees it. It is a preview for evaluation, so it is used
 * as its documentation says and in no other way: its page, its flags and its file.
 * @param others five of them: the playground wants neither fewer nor more. All are in the team and the group chat.
 */
export function startPlayground(me: Member, others: readonly Member[]): Promise<Isolated> {
  return runIsolated({
    kind: 'playground',
    config: {
      version: '0.1.0',
      tenantId: TENANT,
      bot: BOT,
      currentUser: userOf(me),
      users: others.map(userOf),
      personalChat: { id: `a:1on1-${entraId(me.number)}` },
      groupChat: { id: GROUP_CHAT, name: 'Lunch' },
      team: {
        ...{ id: TEAM, aadGroupId: entraId(99), name: 'Brightwater' },
        channels: [{ id: GOVERNANCE, name: 'Reviews' }],
      },
    },
  });
}

function userOf({ number, name }: Member) {
  const [givenName = '', surname = ''] = name.split(' ');
  const email = `${givenName.toLowerCase()}@brightwater.example`;
  const id = entraId(number);
  // The playground spells it so.
  return { id: `29:${id}`, name, userPrincipleName: email, aadObjectId: id, givenName, surname, email };
}

import { z } from 'zod';
import { plainLine as plain } from '../../chat/text.ts';
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import type { SlackSource } from './workspace.ts';

/** Somebody in the workspace's directory who may talk to Steward. */
export interface SlackMember {
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  /** Small letters; only where e-mail linking is on and Slack has confirmed it. */
  readonly email: string | undefined;
}

/** Why somebody is not taken up. `unreadable`: Slack answered something that is no person. */
export type NotAMember = 'deactivated' | 'bot' | 'otherOrganisation' | 'guest' | 'unreadable';

export interface EnrolOptions {
  /** Where Steward was installed. */
  readonly installation: SlackSource;
  readonly emailLinking: boolean;
  /** The id (Xf…) of the profile field in which the workspace keeps departments. */
  readonly departmentField?: string | undefined;
}

const Profile = z.object({
  real_name: z.string().nullish(),
  display_name: z.string().nullish(),
  title: z.string().nullish(),
  email: z.string().nullish(),
  // An empty list where there are none: https://docs.slack.dev/reference/methods/users.profile.get
  fields: z.union([z.record(z.string(), z.object({ value: z.string().nullish() })), z.array(z.unknown())]).nullish(),
});
type Profile = z.infer<typeof Profile>;

// https://docs.slack.dev/reference/objects/user-object
const SlackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_workflow_bot: z.boolean().nullish(),
  is_connector_bot: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() }).nullish(),
  profile: Profile.default({}),
});
type SlackUser = z.infer<typeof SlackUser>;

/**
 * Decides on the `user` of users.info whether this account may talk to Steward. Deny by default: whoever is not plainly
 * a full member of the company that installed Steward is refused.
 */
export function memberOf(answer: unknown, options: EnrolOptions): Outcome<SlackMember, NotAMember> {
  const read = SlackUser.safeParse(answer);
  if (!read.success) return refuse('unreadable', 'I could not read your entry in Slack’s directory.');
  const user = read.data;
  if (user.deleted) return refuse('deactivated', 'Your account is deactivated here.');
  if (user.is_bot || user.is_workflow_bot || user.is_connector_bot || user.id === 'USLACKBOT')
    return refuse('bot', 'I talk with people, not with bots.');
  if (user.is_stranger || !belongs(user, options.installation))
    return refuse('otherOrganisation', 'I work for another organisation than yours, so I cannot help you here.');
  if (user.is_restricted || user.is_ultra_restricted)
    return refuse('guest', 'I work for members of the organisation only. Please ask your contact there.');
  return accept(memberFrom(user, options));
}

/**
 * A member of the team where Steward was installed. In an Enterprise organisation a person's own team may be another
 * one, so the list of their teams counts, and where the whole organisation installed Steward the enterprise alone.
 */
function belongs({ team_id, enterprise_user }: SlackUser, { teamId, enterpriseId, isEnterpriseInstall }: SlackSource) {
  const sameEnterprise = enterpriseId !== undefined && enterprise_user?.enterprise_id === enterpriseId;
  if (isEnterpriseInstall) return sameEnterprise || (enterpriseId !== undefined && team_id === enterpriseId);
  if (teamId === undefined) return false;
  return team_id === teamId || (sameEnterprise && (enterprise_user?.teams ?? []).includes(teamId));
}

function memberFrom(
  { id, name, real_name, is_email_confirmed, profile }: SlackUser,
  { emailLinking, departmentField }: EnrolOptions,
): SlackMember {
  // Decisions name people, so the full name goes before the nickname.
  const names = [profile.real_name, real_name, profile.display_name, name, id].map(plain);
  return {
    displayName: names.find((one) => one !== '') ?? id,
    title: plain(profile.title),
    department: departmentField === undefined ? '' : plain(fieldOf(profile, departmentField)),
    email: emailLinking && is_email_confirmed ? plain(profile.email).toLowerCase() || undefined : undefined,
  };
}

/** `undefined` when the person left it empty. */
function fieldOf({ fields }: Profile, id: string): string | undefined {
  if (!fields || Array.isArray(fields) || !Object.hasOwn(fields, id)) return undefined;
  return fields[id]?.value ?? undefined;
}

/** The profile with custom fields, which users.info leaves out, of users.profile.get. */
export function withProfile(user: unknown, profile: unknown): unknown {
  const read = z.looseObject({ profile: z.looseObject({}).default({}) }).safeParse(user);
  const fields = z.object({ fields: Profile.shape.fields }).safeParse(profile);
  if (!read.success || !fields.success) return user;
  return { ...read.data, profile: { ...read.data.profile, fields: fields.data.fields } };
}

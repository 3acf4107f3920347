/** From where in Slack something comes, or for where something was installed. */
export interface SlackSource {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  /** The whole Enterprise organisation installed Steward at once. A known enterprise alone does not mean that. */
  readonly isEnterpriseInstall: boolean;
}

/**
 * What a workspace is called in identities, conversations and installations: the team, and for an installation of a
 * whole Enterprise organisation the enterprise, because its people have one id in all its workspaces.
 * https://docs.slack.dev/enterprise/developing-for-enterprise-orgs
 */
export function workspaceOf({ teamId, enterpriseId, isEnterpriseInstall }: SlackSource): string | undefined {
  return isEnterpriseInstall ? enterpriseId : teamId;
}

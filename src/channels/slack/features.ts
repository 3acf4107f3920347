/** What an administrator may switch on; each needs scopes of its own, which the default installation does not ask for. */
export const SLACK_FEATURES = ['thread-follow-ups', 'files', 'email-linking', 'departments'] as const;
export type SlackFeature = (typeof SLACK_FEATURES)[number];

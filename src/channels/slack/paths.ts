/** Where Slack delivers events, commands and clicks. */
export const EVENTS_PATH = '/slack/events';
/** Where an administrator's browser begins an installation, and where Slack sends it back to. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

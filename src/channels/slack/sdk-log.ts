import { type Logger, LogLevel } from '@slack/web-api';

/**
 * Swallows what Slack's libraries log: it may quote messages and tokens, and it goes to standard output. Whatever
 * fails is thrown to us as well.
 */
export const sdkLog: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

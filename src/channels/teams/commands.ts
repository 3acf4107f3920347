/** Our entries in the menus of Teams, as the app package names them: in a message's menu, and beside the text box. */
export const COMMANDS = {
  declareFromMessage: 'declareFromMessage',
  reportFromMessage: 'reportFromMessage',
  declare: 'declare',
  report: 'report',
} as const;

/** What each of them does. */
export const COMMAND_ACTIONS: Readonly<Record<string, string>> = {
  [COMMANDS.declareFromMessage]: 'interview.declareFrom',
  [COMMANDS.reportFromMessage]: 'concern.report',
  [COMMANDS.declare]: 'interview.startAsForm',
  [COMMANDS.report]: 'concern.report',
};

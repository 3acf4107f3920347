import { askCommand } from './ask.ts';
import { assessmentCommands } from './assessment.ts';
import { auditCommands } from './audit.ts';
import type { Command } from './command.ts';
import { controlsCommand } from './controls.ts';
import { evalCommand } from './eval.ts';
import { interviewCommand } from './interview.ts';
import { knowledgeCommands } from './knowledge.ts';
import { lawCommands } from './law.ts';
import { modelCallsCommand } from './model-calls.ts';
import { organisationCommands } from './organisation.ts';
import { peopleCommands } from './people.ts';
import { questionnaireCommands } from './questionnaire.ts';
import { registerExportCommand } from './register-export.ts';
import { registerImportCommand } from './register-import.ts';
import { registerCommands } from './register-list.ts';
import { riskCommands } from './risks.ts';
import { slackCommands } from './slack.ts';
import { teamsCommands } from './teams.ts';

/** Everything that `aims` can do, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  askCommand,
  evalCommand,
  ...questionnaireCommands,
  interviewCommand,
  ...knowledgeCommands,
  ...lawCommands,
  ...registerCommands,
  registerImportCommand,
  registerExportCommand,
  ...assessmentCommands,
  ...riskCommands,
  ...auditCommands,
  modelCallsCommand,
  controlsCommand,
  ...peopleCommands,
  ...organisationCommands,
  ...slackCommands,
  ...teamsCommands,
];

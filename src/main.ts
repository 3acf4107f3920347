import { SlackUnreachable } from './channels/slack/identify.ts';
import { NotADemonstration } from './composition/demonstration.ts';
import { CannotSetUp } from './composition/organisation-set-up.ts';
import { QuestionnaireChanged } from './composition/publish-questionnaires.ts';
import { BadEnvironment } from './config.ts';
import { createPinoLog } from './observability/pino-log.ts';
import { CannotListen, serve } from './serve.ts';
import { isForOperator } from './storage/operator-errors.ts';

const STOP_WITHIN_MS = 10_000;

/** Whose message is a sentence that says what to do. */
const FOR_OPERATOR = [
  BadEnvironment,
  CannotListen,
  CannotSetUp,
  NotADemonstration,
  QuestionnaireChanged,
  SlackUnreachable,
];

const log = createPinoLog('warn');

try {
  const server = await serve(process.env, log);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      server.close().then(
        () => process.exit(0),
        (failure: unknown) => {
          log.error('Steward did not stop cleanly', {}, failure);
          process.exit(1);
        },
      );
    });
  }
  // Last, as whoever waits for this line may ask it to stop at once.
  process.stdout.write(`Steward is ready: ${server.address}\n`);
} catch (failure) {
  const told = FOR_OPERATOR.some((kind) => failure instanceof kind) || isForOperator(failure);
  if (told && failure instanceof Error) process.stderr.write(`${failure.message}\n`);
  else log.error('Steward could not start', {}, failure);
  process.exit(1);
}

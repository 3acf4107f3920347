import pino from 'pino';
import type { Log } from '../kernel/log.ts';

/** Logs as JSON lines on standard error: standard output belongs to what a command was asked for. */
export function createPinoLog(level: 'info' | 'warn' = 'info'): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (sentence, fields = {}) => logger.info(fields, sentence),
    warn: (sentence, fields = {}) => logger.warn(fields, sentence),
    error: (sentence, fields, cause) => logger.error({ ...fields, ...failureFields(cause) }, sentence),
  };
}

/** The kind of failure and where it happened. Its message may quote what people wrote, so it stays out. */
export function failureFields(cause: unknown): { failure?: string; at?: string } {
  if (!(cause instanceof Error)) return {};
  // A stack begins with the message, whose lines may look like places. Where it does not, nothing can be told apart.
  const { message, stack = '' } = cause;
  const begins = stack.indexOf(message);
  const places = begins < 0 ? '' : stack.slice(begins + message.length);
  const frames = places.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  return {
    failure: `${cause.name}${code}`,
    at: frames
      .slice(0, 3)
      .map((line) => line.trim())
      .join(' < '),
  };
}

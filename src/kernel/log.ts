/** Ids, counts and durations only: never message text, names or tokens. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A fixed sentence plus fields. `warn` means a person should look this week, `error` means today. */
export interface Log {
  info(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields): void;
  error(sentence: string, fields: LogFields & { readonly cause?: never }, cause?: unknown): void;
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

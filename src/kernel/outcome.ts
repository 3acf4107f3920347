/** The result of a rule: an expected "no" is a value with a code, and ends as a sentence someone reads. */
export type Outcome<Value, Code extends string = string> = Accepted<Value> | Refused<Code>;

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

export function refuse<Code extends string>(code: Code, message: string): Refused<Code> {
  return { ok: false, code, message };
}

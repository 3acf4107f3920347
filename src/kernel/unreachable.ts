/** Closes a switch over a union: the compiler refuses a forgotten case, and data that lied stops here. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

const isThorough = process.env.THOROUGH === '1';

/**
 * How often a test plays: usually a part, and with THOROUGH=1 as often as it takes to trust what it found. A number under
 * `name` in the environment goes before both.
 */
export function howMany(
  name: string,
  { usual, thorough }: { readonly usual: number; readonly thorough: number },
): number {
  return Number(process.env[name] ?? (isThorough ? thorough : usual));
}

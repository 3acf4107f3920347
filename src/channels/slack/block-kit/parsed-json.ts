/** `undefined` for what is no JSON. */
export function parsedJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Anybody can send anything; the caller's schema says what was expected.
    return undefined;
  }
}

/** What Slack would have refused of all that was shown in this test, or what it would have made live. */
const found: string[] = [];

export function noteRefused(faults: readonly string[]): void {
  found.push(...faults);
}

/** Everything noted since the last time. */
export function takeRefused(): readonly string[] {
  return found.splice(0);
}

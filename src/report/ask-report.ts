const POLITE = '(?:(?:please|show|give|send|get|make|write|print|open|me|us|a|an|the|full|whole) )*';
const OF = '(?:of|on|for|about)(?: the)?(?: (?:impact )?assessment)?';
const BEFORE = new RegExp(String.raw`^\s*${POLITE}report ${OF} (ASM-\d+)\s*[?.!]*\s*$`, 'iu');
const BEHIND = new RegExp(String.raw`^\s*${POLITE}(ASM-\d+) report\s*[?.!]*\s*$`, 'iu');

/** “Report of ASM-1”, “show me the ASM-1 report”: the reference of the assessment. */
export function readReportQuestion(text: string): string | undefined {
  return (BEFORE.exec(text) ?? BEHIND.exec(text))?.[1]?.toUpperCase();
}

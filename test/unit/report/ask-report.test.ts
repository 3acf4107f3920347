import { describe, expect, it } from 'vitest';
import { readReportQuestion } from '../../../src/report/ask-report.ts';

describe('asking for a report', () => {
  it.each([
    ['report of ASM-1', 'ASM-1'],
    ['Please show me the report on asm-12', 'ASM-12'],
    ['Show me the report on asm-12?', 'ASM-12'],
    ['give me the full report for the assessment ASM-3', 'ASM-3'],
    ['ASM-7 report', 'ASM-7'],
    ['report a concern about ASM-1', undefined],
    ['I want to report an incident with ASM-1', undefined],
    ['report of AIS-1', undefined],
    ['ASM-1', undefined],
  ])('reads “%s” as %s', (text, reference) => {
    expect(readReportQuestion(text)).toBe(reference);
  });
});

import { parse } from 'yaml';
import { z } from 'zod';

/** A prompt as its file says it. */
export interface PromptFile {
  readonly id: string;
  readonly version: number;
  readonly purpose: string;
  readonly system: string;
  readonly user: string;
}

/** Names every fault of a prompt's file; Steward does not start with it. */
export class BadPrompt extends Error {}

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and hyphens'),
  version: z.int().positive(),
  purpose: z.string().min(1),
});

const PARTS = /^---\r?\n([\s\S]*?)\r?\n---\r?\n[\s\S]*?^# System\r?\n([\s\S]*?)^# User\r?\n([\s\S]*)$/mu;

/** @throws {BadPrompt} */
export function parsePrompt(file: string, content: string): PromptFile {
  const [, front, system, user] = PARTS.exec(content) ?? [];
  if (front === undefined || system === undefined || user === undefined)
    throw new BadPrompt(
      `${file}: front matter between two lines "---", "# System" and "# User" are needed, in this order`,
    );
  const read = FrontMatter.safeParse(parse(front));
  if (!read.success) {
    const faults = read.error.issues.map(
      ({ path, message }) => `${file}: ${path.join('.') || 'front matter'}: ${message}`,
    );
    throw new BadPrompt(faults.join('\n'));
  }
  return { ...read.data, system: system.trim(), user: user.trim() };
}

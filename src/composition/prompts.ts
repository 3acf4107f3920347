import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANSWER_PROMPT } from '../assistant/word-answer.ts';
import { READING_PROMPT } from '../interviews/read-further.ts';
import { definePrompt, type PromptShape } from '../prompting/define-prompt.ts';
import type { PromptInput } from '../prompting/template.ts';
import { SUMMARY_PROMPT } from '../reviews/summarise.ts';

/** The folder of shipped prompts, wherever the program is started from. */
const PROMPTS = fileURLToPath(new URL('../../prompts/', import.meta.url));

export type Prompts = Awaited<ReturnType<typeof loadPrompts>>;

/** Every prompt, bound to what its feature gives and expects. Throws `BadPrompt` when a file and its feature disagree. */
export async function loadPrompts(directory: string = PROMPTS) {
  async function load<Input extends PromptInput, Output>(shape: PromptShape<Input, Output>) {
    const file = path.join(directory, `${shape.id}.md`);
    return definePrompt(file, await readFile(file, 'utf8'), shape);
  }
  return {
    answer: await load(ANSWER_PROMPT),
    reading: await load(READING_PROMPT),
    summary: await load(SUMMARY_PROMPT),
  };
}

import { z } from 'zod';

/**
 * How a document by a schema is asked for, the surest first. Ollama, vLLM and older Azure versions lack some of these:
 * https://platform.openai.com/docs/guides/structured-outputs
 */
export const RUNGS = ['json_schema', 'tool', 'json_object', 'plain'] as const;
export type Rung = (typeof RUNGS)[number];

interface Asked {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a request carries beside its messages. */
export function optionsFor(rung: Rung, { name, schema }: Asked) {
  switch (rung) {
    case 'json_schema':
      return { response_format: { type: 'json_schema' as const, json_schema: { name, schema, strict: true } } };
    case 'tool': {
      const tool = { type: 'function' as const, function: { name, description: 'The answer.', parameters: schema } };
      return { tools: [tool], tool_choice: { type: 'function' as const, function: { name } } };
    }
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'plain':
      return {};
  }
}

/** The schema in words, where the endpoint is not told it otherwise. */
export function instructionsFor(rung: Rung, { schema }: Asked): string {
  if (rung === 'json_schema' || rung === 'tool') return '';
  return `\n\nAnswer with one JSON document and nothing else. It follows this JSON Schema:\n${JSON.stringify(schema)}`;
}

export function jsonSchemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}

/** The JSON document in a text that may have a fence or words around it; `undefined` where there is none. */
export function documentIn(text: string): unknown {
  const start = text.search(/[{[]/u);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

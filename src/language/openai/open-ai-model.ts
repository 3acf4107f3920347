import { ChatOpenAI } from '@langchain/openai';
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from 'langchain';
import type { z } from 'zod';
import {
  type LanguageModel,
  MOST_ANSWERS,
  type ModelFailure,
  type ModelReply,
  type ModelRequest,
  type StructuredRequest,
} from '../language-model.ts';
import type { RequestFailure } from './failures.ts';
import { documentIn, instructionsFor, jsonSchemaOf, optionsFor, RUNGS } from './ladder.ts';
import { type Completion, type CompletionRequest, streamCompletion } from './stream-completion.ts';

export interface OpenAiOptions {
  /** OpenAI's own when it is not given; Azure (…/openai/v1/), Ollama (…/v1) and vLLM (…/v1) speak the same language. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string;
  readonly model: string;
}

/** A model behind an OpenAI-compatible endpoint. */
export function createOpenAiModel({ baseUrl, apiKey, model }: OpenAiOptions): LanguageModel {
  /** The step of the ladder that this endpoint is known to be able to. */
  let known = 0;

  const clientFor = (maxOutputTokens: number) =>
    new ChatOpenAI({
      model,
      apiKey,
      maxTokens: maxOutputTokens,
      // Whether and when to try again is decided by whoever knows the caps and the time limit.
      maxRetries: 0,
      useResponsesApi: false,
      __includeRawResponse: true,
      ...(baseUrl === undefined ? {} : { configuration: { baseURL: baseUrl } }),
    });

  async function structured<Output>(request: StructuredRequest<Output>): Promise<ModelReply<Output>> {
    const call = begin(request);
    const client = clientFor(request.maxOutputTokens);
    const asked = { name: request.schemaName, schema: jsonSchemaOf(request.schema) };
    const repair: BaseMessage[] = [];
    let answers = 0;
    for (let at = known; at < RUNGS.length; ) {
      const rung = RUNGS[at] ?? 'plain';
      const messages = [...messagesOf(request, instructionsFor(rung, asked)), ...repair];
      const { text, failure } = await call.complete(client, { messages, options: optionsFor(rung, asked) });
      if (failure?.kind === 'unsupported') {
        at += 1;
        continue;
      }
      if (failure && failure.kind !== 'malformed') return call.failed(failure);
      const read = request.schema.safeParse(documentIn(text));
      if (read.success && !failure) {
        known = at;
        return call.succeeded(read.data);
      }
      answers += 1;
      if (answers === MOST_ANSWERS) return call.failed({ kind: 'malformed' });
      // Without a document at all the endpoint has probably ignored what it was told.
      if (documentIn(text) === undefined && at < RUNGS.length - 1) at += 1;
      else repair.push(...askedAgain(text, read.error));
    }
    return call.failed({ kind: 'unavailable', reason: 'the endpoint does not accept our requests' });
  }

  return {
    name: model,
    structured,
    async write(request) {
      const call = begin(request);
      const { onText } = request;
      const asked = { messages: messagesOf(request), options: {}, ...(onText ? { onText } : {}) };
      const { text, failure } = await call.complete(clientFor(request.maxOutputTokens), asked);
      if (failure) return call.failed(failure);
      return call.succeeded(text);
    },
  };
}

/** One call of ours, however many requests it takes: its time limit and what it has cost so far. */
function begin({ timeLimitMs, signal }: ModelRequest) {
  const started = performance.now();
  const limit = AbortSignal.timeout(timeLimitMs);
  const ends = signal ? AbortSignal.any([signal, limit]) : limit;
  let inputTokens = 0;
  let outputTokens = 0;
  const spent = () => ({ inputTokens, outputTokens, tookMs: Math.round(performance.now() - started) });
  return {
    async complete(
      client: ChatOpenAI,
      request: Pick<CompletionRequest, 'messages' | 'options' | 'onText'>,
    ): Promise<Completion> {
      const completion = await streamCompletion(client, { ...request, signal: ends, timeLimitMs });
      inputTokens += completion.tokens.inputTokens;
      outputTokens += completion.tokens.outputTokens;
      return completion;
    },
    succeeded: <Value>(value: Value): ModelReply<Value> => ({ ok: true, value, spent: spent() }),
    failed: (failure: RequestFailure): ModelReply<never> => ({ ok: false, failure: told(failure), spent: spent() }),
  };
}

function told(failure: RequestFailure): ModelFailure {
  return failure.kind === 'unsupported'
    ? { kind: 'unavailable', reason: 'the endpoint does not accept our requests' }
    : failure;
}

function messagesOf({ system, user }: ModelRequest, instructions = ''): BaseMessage[] {
  return [new SystemMessage(system + instructions), new HumanMessage(user)];
}

/** Says what was wrong with an answer, in the schema's words, and asks once more. */
function askedAgain(text: string, error: z.ZodError | undefined): readonly BaseMessage[] {
  const faults = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? '';
  return [
    new AIMessage(text),
    new HumanMessage(
      `That does not follow the schema (${faults}). Answer again, with the corrected JSON document alone.`,
    ),
  ];
}

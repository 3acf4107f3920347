import type { BaseMessage } from '@langchain/core/messages';
import type { ChatOpenAI, ChatOpenAICallOptions } from '@langchain/openai';
import { z } from 'zod';
import { mostTokens } from '../language-model.ts';
import { CUT_OFF, type RequestFailure, readFailure, stopped } from './failures.ts';

export interface Completion {
  readonly text: string;
  readonly tokens: Tokens;
  readonly failure?: RequestFailure;
}

export interface Tokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface CompletionRequest {
  readonly messages: BaseMessage[];
  readonly options: Partial<ChatOpenAICallOptions>;
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
  readonly onText?: (piece: string) => void;
}

/** LangChain drops `refusal`, so it is looked for in the raw piece that it hands along. */
const RawPiece = z.object({ choices: z.array(z.object({ delta: z.object({ refusal: z.string().nullish() }) })) });
const Usage = z.object({ input_tokens: z.number(), output_tokens: z.number() });
const Ending = z.object({ finish_reason: z.string().optional() });

/**
 * One request, streamed, so that an answer that stalls or is cut is noticed. The tokens are those that the endpoint
 * reports, else the most that they can have been.
 */
export async function streamCompletion(model: ChatOpenAI, request: CompletionRequest): Promise<Completion> {
  const { messages, options, signal, timeLimitMs, onText } = request;
  let text = '';
  let hasBegun = false;
  let reported: Tokens | undefined;
  let isRefused = false;
  let ending: string | undefined;
  const sent = messages.map(({ content }) => String(content)).join('\n') + JSON.stringify(options);
  const ended = (failure?: RequestFailure): Completion => {
    const isFree = failure !== undefined && !hasBegun && wasTurnedDown(failure);
    const most = isFree
      ? NO_TOKENS
      : { inputTokens: mostTokens(sent), outputTokens: text === '' ? 0 : mostTokens(text) };
    return { text, tokens: reported ?? most, ...(failure ? { failure } : {}) };
  };
  try {
    for await (const piece of await model.stream(messages, { ...options, signal })) {
      hasBegun = true;
      const said = String(piece.content) + (piece.tool_call_chunks ?? []).map(({ args }) => args ?? '').join('');
      text += said;
      if (said !== '') onText?.(said);
      const usage = Usage.safeParse(piece.usage_metadata);
      if (usage.success) reported = { inputTokens: usage.data.input_tokens, outputTokens: usage.data.output_tokens };
      const raw = RawPiece.safeParse(piece.additional_kwargs.__raw_response);
      isRefused ||= raw.success && raw.data.choices.some(({ delta }) => Boolean(delta.refusal));
      ending = Ending.safeParse(piece.response_metadata).data?.finish_reason ?? ending;
    }
  } catch (failure) {
    return ended(readFailure(failure, signal, timeLimitMs));
  }
  if (signal.aborted) return ended(stopped(signal, timeLimitMs));
  if (isRefused || ending === 'content_filter') return ended({ kind: 'refused' });
  if (ending === 'length' || text.trim() === '') return ended({ kind: 'malformed' });
  return ended();
}

const NO_TOKENS: Tokens = { inputTokens: 0, outputTokens: 0 };

/** An endpoint that turned the request down has read nothing; one that was cut or too slow may have read all of it. */
function wasTurnedDown(failure: RequestFailure): boolean {
  if (failure.kind === 'unavailable') return failure.reason !== CUT_OFF;
  return failure.kind === 'rateLimited' || failure.kind === 'unsupported';
}

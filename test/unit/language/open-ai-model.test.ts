import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelReply } from '../../../src/language/language-model.ts';
import { createOpenAiModel } from '../../../src/language/openai/open-ai-model.ts';
import { everythingSent, type Mock, startMockModel } from '../../support/mock-model.ts';

const Vendor = z.strictObject({ vendor: z.string(), risk: z.enum(['low', 'high']) });
const RIGHT = JSON.stringify({ vendor: 'Acme', risk: 'high' });
const KEY = 'sk-canary-8d1f';

let mock: Mock;
beforeAll(async () => {
  mock = await startMockModel();
});
afterEach(() => {
  mock.reset();
});
afterAll(() => mock.stop());

const model = () => createOpenAiModel({ baseUrl: `${mock.url}/v1`, apiKey: KEY, model: 'test-model' });

const ask = (user: string, more: { timeLimitMs?: number; signal?: AbortSignal } = {}, from = model()) =>
  from.structured({
    system: 'Read the vendor.',
    user,
    maxOutputTokens: 200,
    timeLimitMs: 5_000,
    schemaName: 'vendor',
    schema: Vendor,
    ...more,
  });

const failureOf = (reply: ModelReply<unknown>) => (reply.ok ? undefined : reply.failure);

describe('a model behind an OpenAI-compatible endpoint', () => {
  it('answers by the schema and says what it has cost', async () => {
    mock.on({ responseFormat: 'json_schema' }, { content: RIGHT, usage: { prompt_tokens: 91, completion_tokens: 12 } });

    const reply = await ask('Acme is risky');

    expect(reply).toMatchObject({ ok: true, value: { vendor: 'Acme', risk: 'high' } });
    expect(reply.spent).toMatchObject({ inputTokens: 91, outputTokens: 12 });
    expect(mock.getLastRequest()?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
      response_format: { type: 'json_schema', json_schema: { name: 'vendor', strict: true } },
      max_tokens: 200,
    });
  });

  it.each(['tool', 'json_object', 'plain'] as const)('steps down to %s and remembers it', async (able) => {
    const says = (request: { response_format?: { type: string }; tools?: unknown[] }) =>
      request.response_format?.type ?? (request.tools ? 'tool' : 'plain');
    const wanted = { tool: 'tool', json_object: 'json_object', plain: 'plain' }[able];
    mock.on(
      { predicate: (request) => says(request) === wanted },
      able === 'tool'
        ? { toolCalls: [{ name: 'vendor', arguments: RIGHT }] }
        : { content: `Here it is:\n\`\`\`json\n${RIGHT}\n\`\`\`` },
    );
    mock.on({ predicate: () => true }, { error: { message: 'not supported' }, status: 400 });
    const one = model();

    const first = await ask('Acme is risky', {}, one);
    const requests = mock.getRequests().length;
    const second = await ask('Acme is risky', {}, one);

    expect([first, second]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(requests).toBeGreaterThan(1);
    expect(mock.getRequests().length - requests).toBe(1);
  });

  it('asks once more when the answer does not follow the schema', async () => {
    mock.on({ turnIndex: 0 }, { content: JSON.stringify({ vendor: 'Acme', risk: 'enormous' }) });
    mock.on({ turnIndex: 1 }, { content: RIGHT });

    expect(await ask('Acme is risky')).toMatchObject({ ok: true, value: { risk: 'high' } });
    expect(mock.getRequests()).toHaveLength(2);
  });

  it('gives up after the second answer that nobody can read', async () => {
    mock.on({ predicate: () => true }, { content: '{"vendor": "Acme", "risk": "enor' });

    expect(failureOf(await ask('Acme is risky'))).toEqual({ kind: 'malformed' });
    expect(mock.getRequests()).toHaveLength(2);
  });

  it('says how long it was asked to wait', async () => {
    mock.on({ predicate: () => true }, { error: { message: 'slow down' }, status: 429, retryAfter: 7 });

    const reply = await ask('Acme is risky');

    expect(failureOf(reply)).toEqual({ kind: 'rateLimited', retryAfterMs: 7_000 });
    expect(reply.spent).toMatchObject({ inputTokens: 0, outputTokens: 0 });
    expect(mock.getRequests()).toHaveLength(1);
  });

  it.each([500, 503, 401])('takes status %i for unavailable, at once', async (status) => {
    mock.on({ predicate: () => true }, { error: { message: 'boom' }, status });

    expect(failureOf(await ask('Acme is risky'))?.kind).toBe('unavailable');
    expect(mock.getRequests()).toHaveLength(1);
  });

  it.each([0, 20])('notices a stream that is cut, and counts what it may have cost (%i ms)', async (latency) => {
    mock.on({ predicate: () => true }, { content: RIGHT }, { truncateAfterChunks: 2, latency });

    const reply = await ask('Acme is risky');

    expect(failureOf(reply)).toEqual({ kind: 'unavailable', reason: 'the answer was cut off' });
    expect(reply.spent.inputTokens).toBeGreaterThan(0);
  });

  it('notices a body that is no JSON and a connection that ends', async () => {
    mock.on({ predicate: () => true }, { content: RIGHT });
    mock.setChaos({ malformedRate: 1 });
    const malformed = failureOf(await ask('Acme is risky'));
    mock.setChaos({ disconnectRate: 1 });
    const disconnected = failureOf(await ask('Acme is risky'));
    mock.clearChaos();

    expect(malformed?.kind).toBe('malformed');
    expect(disconnected?.kind).toBe('unavailable');
  });

  it('keeps its time limit, and ends when Steward stops', async () => {
    mock.on({ predicate: () => true }, { content: RIGHT }, { latency: 5_000 });
    const stop = new AbortController();

    const slow = ask('Acme is risky', { timeLimitMs: 150 });
    const stopping = ask('Acme is risky', { signal: stop.signal });
    stop.abort();

    expect(failureOf(await slow)).toEqual({ kind: 'timedOut', afterMs: 150 });
    expect(failureOf(await stopping)).toEqual({ kind: 'unavailable', reason: 'Steward is stopping' });
  });

  it('tells a refusal from an answer', async () => {
    mock.on({ predicate: () => true }, { content: 'I', finishReason: 'content_filter' });

    expect(failureOf(await ask('Acme is risky'))).toEqual({ kind: 'refused' });
  });

  it('tells a refusal that stands beside the content', async () => {
    const piece = { choices: [{ index: 0, delta: { role: 'assistant', refusal: 'I cannot help with that.' } }] };
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/event-stream');
      response.end(`data: ${JSON.stringify(piece)}\n\ndata: [DONE]\n\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    const refusing = createOpenAiModel({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: KEY, model: 'test-model' });

    const reply = await ask('Acme is risky', {}, refusing);
    server.closeAllConnections();
    server.close();

    expect(failureOf(reply)).toEqual({ kind: 'refused' });
  });

  it('streams plain text piece by piece', async () => {
    mock.on({ predicate: () => true }, { content: 'Clause 6 covers planning for the management system.' });
    const pieces: string[] = [];

    const reply = await model().write({
      system: 'Say it.',
      user: 'clause 6',
      maxOutputTokens: 100,
      timeLimitMs: 5_000,
      onText: (piece) => pieces.push(piece),
    });

    expect(reply).toMatchObject({ ok: true, value: pieces.join('') });
    expect(pieces.length).toBeGreaterThan(2);
  });

  it('puts the key into the header alone', async () => {
    mock.on({ predicate: () => true }, { content: RIGHT });

    await ask('Acme is risky');

    expect(everythingSent(mock)).not.toContain(KEY);
  });

  it('is unavailable where nobody listens', async () => {
    const gone = await startMockModel();
    const nobody = createOpenAiModel({ baseUrl: `${gone.url}/v1`, apiKey: KEY, model: 'test-model' });
    await gone.stop();

    const reply = await ask('Acme is risky', {}, nobody);

    expect(failureOf(reply)?.kind).toBe('unavailable');
    expect(reply.spent.inputTokens).toBe(0);
  });
});

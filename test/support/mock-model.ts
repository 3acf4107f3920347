import { LLMock } from '@copilotkit/aimock';

export type Mock = LLMock;

/** An OpenAI-compatible server on loopback that answers what a test lays down, and keeps what it was asked. */
export async function startMockModel(): Promise<Mock> {
  const mock = new LLMock({ port: 0, latency: 0, chunkSize: 12 });
  await mock.start();
  return mock;
}

/** Everything that left for the model, as text. */
export function everythingSent(mock: Mock): string {
  return JSON.stringify(mock.getRequests().map(({ body }) => body));
}

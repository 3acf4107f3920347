import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Card } from '../../src/chat/card.ts';
import type { ImmediateReply } from '../../src/chat/reply.ts';
import { checkCard, checkReply } from './slack/check-card.ts';

const Value = z.record(z.string(), z.union([z.string(), z.number()]));
const Action = z.object({ id: z.string(), label: z.string(), style: z.string().optional(), value: Value });
export type ShownAction = z.infer<typeof Action>;

const Input = z.looseObject({ id: z.string(), kind: z.string(), label: z.string(), required: z.boolean().optional() });
const Fact = z.object({
  label: z.string(),
  value: z.string(),
  note: z.string().optional(),
  link: z.string().optional(),
  action: Action.optional(),
});
const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['text', 'heading']), text: z.string() }),
  z.object({ kind: z.literal('quote'), text: z.string(), from: z.string().optional() }),
  z.object({ kind: z.literal('facts'), facts: z.array(Fact) }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('citations'), citations: z.array(z.object({ id: z.string(), title: z.string() })) }),
]);
export const ShownCard = z.object({
  headline: z.string(),
  tone: z.string().optional(),
  blocks: z.array(Block),
  inputs: z.array(Input).optional(),
  actions: z.array(Action).optional(),
});
export type ShownCard = z.infer<typeof ShownCard>;

const ShownForm = z.object({
  id: z.string(),
  title: z.string(),
  inputs: z.array(Input),
  intro: z.string().exactOptional(),
  submitLabel: z.string(),
  context: Value,
  dismissed: z.object({ id: z.string(), value: Value }).optional(),
});
export type ShownForm = z.infer<typeof ShownForm>;

const Reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['openForm', 'nextForm']), form: ShownForm }),
  z.object({ kind: z.literal('formErrors'), errors: z.record(z.string(), z.string()) }),
  z.object({ kind: z.enum(['replaceCard', 'showCard']), card: ShownCard }),
  z.object({ kind: z.literal('notice'), text: z.string() }),
  z.object({
    kind: z.literal('file'),
    file: z.object({ name: z.string(), subjectId: z.string(), part: z.string() }),
    ...{ fileName: z.string(), instead: z.string() },
  }),
]);
export type Reply = z.infer<typeof Reply>;

const Author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steward') }),
  z.object({ kind: z.literal('person'), personId: z.string() }),
]);
const Message = z.object({ id: z.string(), author: Author, text: z.string().optional(), card: ShownCard.optional() });
export type ShownMessage = z.infer<typeof Message>;

const Person = z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) });
export type ShownPerson = z.infer<typeof Person>;

/** What the console answers: the status as it is, so that a test can expect a refusal. */
export type Answer =
  | { readonly taken: true; readonly status: 200; readonly reply: Reply | undefined }
  | { readonly taken: false; readonly status: number; readonly message: string };

export type Posted =
  | { readonly to: 'messages'; readonly text: string; readonly files?: readonly object[] }
  | { readonly to: 'actions'; readonly action: string; readonly value?: object; readonly inputs?: object }
  | { readonly to: 'forms'; readonly form: string; readonly context?: object; readonly inputs?: object };

export interface ConsoleApi {
  people(): Promise<readonly ShownPerson[]>;
  read(conversation: string, as: string): Promise<readonly ShownMessage[]>;
  desk(as: string): Promise<ShownCard>;
  passage(id: string): Promise<{ readonly status: number; readonly title: string | undefined }>;
  /** Uploads a file's bytes under an id, as the page does before it shares the file; answers the status. */
  upload(
    as: string,
    id: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly status: number; readonly message: string }>;
  /** What the page saves when a reply names a file. */
  file(
    as: string,
    file: { readonly name: string; readonly subjectId: string; readonly part: string },
  ): Promise<{ readonly status: number; readonly bytes: Buffer }>;
  /** Does something as a person; the key is a new one unless a deed is to be repeated. */
  post(as: string, conversation: string, posted: Posted, key?: string): Promise<Answer>;
}

/** The same as it came, for Slack's renderer. */
const Whole = {
  messages: z.object({ messages: z.array(z.object({ card: z.custom<Card>().optional() })) }),
  card: z.object({ card: z.custom<Card>() }),
  reply: z.object({ reply: z.custom<ImmediateReply>().optional() }),
};

/**
 * The console's JSON API as any program may speak it. Every card and form that it shows is drawn for Slack as well: a
 * test fails where Slack would refuse it.
 */
export function consoleApi(origin: string): ConsoleApi {
  const at = (path: string, as?: string) =>
    `${origin}/console/api/${path}${as === undefined ? '' : `?as=${encodeURIComponent(as)}`}`;
  const read = async (path: string, as?: string): Promise<unknown> => {
    const response = await fetch(at(path, as));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    people: async () => z.object({ people: z.array(Person) }).parse(await read('people')).people,
    async read(conversation, as) {
      const shown = await read(`conversations/${encodeURIComponent(conversation)}`, as);
      for (const { card } of Whole.messages.parse(shown).messages) if (card) checkCard(card);
      return z.object({ messages: z.array(Message) }).parse(shown).messages;
    },
    async desk(as) {
      const shown = await read('desk', as);
      checkCard(Whole.card.parse(shown).card);
      return z.object({ card: ShownCard }).parse(shown).card;
    },
    async passage(id) {
      const response = await fetch(at(`passages/${encodeURIComponent(id)}`));
      return {
        status: response.status,
        title: z.object({ title: z.string().optional() }).parse(await response.json()).title,
      };
    },
    async upload(as, id, bytes) {
      const query = `as=${encodeURIComponent(as)}&id=${encodeURIComponent(id)}`;
      const response = await fetch(`${origin}/console/api/files?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      const { message = '' } = z.object({ message: z.string().optional() }).parse(await response.json());
      return { status: response.status, message };
    },
    async file(as, file) {
      const response = await fetch(
        `${origin}/console/api/made-files?${new URLSearchParams({ as, ...file }).toString()}`,
      );
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    },
    async post(as, conversation, { to, ...body }, key = randomUUID()) {
      const response = await fetch(at(to), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as, conversation, key, ...body }),
      });
      const answer: unknown = await response.json();
      if (response.status === 200) {
        checkReply(Whole.reply.parse(answer).reply);
        return { taken: true, status: 200, reply: z.object({ reply: Reply.optional() }).parse(answer).reply };
      }
      return {
        taken: false,
        status: response.status,
        message: z.object({ message: z.string() }).parse(answer).message,
      };
    },
  };
}

/** Everything that a card shows, a line for each piece. */
export function cardInWords(card: ShownCard): string {
  const lines = card.blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'facts':
        return block.facts.map(
          ({ label, value, note }) => `${label}: ${value}${note === undefined ? '' : ` (${note})`}`,
        );
      case 'list':
        return block.items.map((item) => `• ${item}`);
      case 'progress':
        return [`${block.done} of ${block.total}`];
      case 'citations':
        return block.citations.map(({ id, title }) => `[${id}] ${title}`);
      default:
        return [block.text];
    }
  });
  const buttons = (card.actions ?? []).map(({ label }) => `[${label}]`).join(' ');
  return [card.headline, ...lines, buttons].filter((line) => line !== '').join('\n');
}

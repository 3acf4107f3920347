import { z } from 'zod';
import type { FaultProxy } from './fault-proxy.ts';

/** The people of the emulated company. */
export const PEOPLE = {
  maya: 'Maya Lindqvist',
  tom: 'Tom Okafor',
  priya: 'Priya Raman',
  jonas: 'Jonas Weber',
  elena: 'Elena Rossi',
} as const;
export type Name = keyof typeof PEOPLE;
export const NAMES = ['maya', 'tom', 'priya', 'jonas', 'elena'] as const satisfies readonly Name[];

/** Who sits in the governance team's private channel: two who decide, and one who may only read. */
export const GOVERNANCE_TEAM: readonly Name[] = ['priya', 'jonas', 'elena'];

export function emailOf(name: Name): string {
  return `${name}@brightwater.example`;
}

const Blocks = z.array(z.looseObject({ type: z.string() }));

/** A message as its readers see it. */
export const ShownMessage = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  blocks: Blocks.default([]),
  /** Only this person sees it. */
  ephemeral_to: z.string().optional(),
});
export type ShownMessage = z.infer<typeof ShownMessage>;

/** A dialog or an App Home. */
export const ShownView = z.looseObject({
  id: z.string(),
  hash: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  blocks: Blocks,
});
export type ShownView = z.infer<typeof ShownView>;

/** Where a button stands. */
export type Place =
  | { readonly channel: string; readonly message: ShownMessage }
  | { readonly view: ShownView; readonly home: boolean };

export type Submitted =
  /** What is on the screen then; `undefined` when the dialog is closed. */
  { readonly view: ShownView | undefined } | { readonly errors: Readonly<Record<string, string>> };

/** A workspace in which people act and see what Steward shows. Each deed resolves when Steward has answered it. */
export interface SlackWorkspace {
  /** What Steward has to be started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly botUser: string;
  /** Steward listens at this port. */
  leadTo(port: number): void;
  user(name: Name): string;
  channel(name: 'general' | 'governance'): string;
  /** The direct conversation with Steward. */
  direct(user: string): Promise<string>;
  says(user: string, channel: string, text: string, thread?: string): Promise<ShownMessage>;
  types(user: string, channel: string, text: string): Promise<void>;
  clicks(user: string, place: Place, action: object, values?: object): Promise<void>;
  submits(user: string, view: ShownView, values: object): Promise<Submitted>;
  opensHome(user: string): Promise<void>;
  messages(channel: string): Promise<readonly ShownMessage[]>;
  modal(user: string): ShownView | undefined;
  home(user: string): ShownView | undefined;
  /** Between Steward and the emulator: what was called, and how it fares. */
  readonly proxy: FaultProxy;
  close(): Promise<void>;
}

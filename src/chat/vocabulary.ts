/** What a feature needs to speak: one import for the neutral vocabulary of cards, forms, events and capabilities. */
export type {
  ActionHandler,
  Capability,
  Context,
  FormHandler,
  IncomingMessage,
  MessageOutcome,
  View,
  Viewer,
} from './capability.ts';
export { action } from './capability.ts';
export type { Action, ActionValue, Block, Card, Citation, Fact, Tone } from './card.ts';
export type { Actor, ConversationAddress, Role, SharedFile } from './event.ts';
export type { Choice, Form, Input, InputValues } from './form.ts';
export type { ImmediateReply } from './reply.ts';

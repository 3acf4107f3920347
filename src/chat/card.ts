import type { Form, Input } from './form.ts';

/**
 * What Steward shows, on every platform. All strings are plain text: a channel's renderer makes sure that
 * nothing in them becomes markup, a mention or a link.
 */
export interface Card {
  readonly headline: string;
  readonly tone?: Tone;
  readonly blocks: readonly Block[];
  /** Inputs shown in the card; their values travel with every action of the card. */
  readonly inputs?: readonly Input[];
  readonly actions?: readonly Action[];
}

/** `good` = approved, `attention` = someone must act, `warning` = refused or stopped, `quiet` = settled, can be small. */
export type Tone = 'good' | 'attention' | 'warning' | 'quiet';

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly subtle?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly text: string; readonly from?: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] };

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** The words this rests on, or another short note under the value. */
  readonly note?: string;
  /** An https address that the value opens. */
  readonly link?: string;
  /** A small action beside the fact, such as "change". */
  readonly action?: Action;
}

/** An addressable piece of knowledge that a person can open (the action `passage.open` with its id). */
export interface Citation {
  readonly id: string;
  readonly title: string;
}

export interface Action {
  /** `capability.verb`, for example `interview.answer`. The part before the dot owns the click. */
  readonly id: string;
  readonly label: string;
  /** `quiet` helps or leads aside, and is shown apart from what is meant to be clicked. */
  readonly style?: 'primary' | 'danger' | 'quiet';
  /** Ids and versions only. Nothing in here is believed without being looked up again. */
  readonly value: ActionValue;
}

export type ActionValue = Readonly<Record<string, string | number>>;

export type { Form, Input };

import type { Action } from './card.ts';

/** A dialog: a Slack modal, a Teams dialog, a panel in the console. */
export interface Form {
  /** `capability.verb`: which capability receives the values. */
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly inputs: readonly Input[];
  readonly submitLabel: string;
  /** Ids and versions that come back with the values, unbelieved. */
  readonly context: Readonly<Record<string, string | number>>;
  /** Done when the dialog is dismissed, so that what it asked goes on where it was opened. */
  readonly dismissed?: Pick<Action, 'id' | 'value'>;
}

export type Input =
  | (InputBase & {
      readonly kind: 'text';
      readonly multiline?: boolean;
      readonly placeholder?: string;
      readonly value?: string;
      readonly maxLength?: number;
    })
  | (InputBase & {
      readonly kind: 'choice';
      readonly choices: readonly Choice[];
      readonly value?: string;
      readonly compact?: boolean;
    })
  | (InputBase & {
      readonly kind: 'choices';
      readonly choices: readonly Choice[];
      readonly values?: readonly string[];
      readonly compact?: boolean;
    })
  | (InputBase & { readonly kind: 'number'; readonly value?: number })
  | (InputBase & { readonly kind: 'date'; readonly value?: string });

interface InputBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What a person entered, by input id: text, number and date arrive as strings, choices as a list of ids. */
export type InputValues = Readonly<Record<string, string | readonly string[]>>;

/** The part of Adaptive Cards 1.5 that Steward uses: https://adaptivecards.io/explorer/ */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly CardElement[];
}

export type CardElement = RichTextBlock | Container | ColumnSet | ActionSet | InputElement;

type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large';

interface ElementBase {
  readonly spacing?: Spacing;
  readonly separator?: boolean;
}

export interface TextStyle {
  readonly size?: 'Small' | 'Default' | 'Medium' | 'Large';
  readonly weight?: 'Bolder';
  readonly color?: 'Accent' | 'Good' | 'Warning' | 'Attention';
  readonly isSubtle?: boolean;
  readonly italic?: boolean;
}

export interface TextRun extends TextStyle {
  readonly type: 'TextRun';
  readonly text: string;
  readonly selectAction?: OpenUrlAction;
}

interface OpenUrlAction {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

/** The one element for text: unlike a TextBlock or a FactSet it never reads Markdown. */
export interface RichTextBlock extends ElementBase {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface Container extends ElementBase {
  readonly type: 'Container';
  readonly style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
  readonly bleed?: boolean;
  readonly items: readonly CardElement[];
}

export interface Column {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch' | `${number}px`;
  readonly verticalContentAlignment?: 'Center';
  readonly items: readonly CardElement[];
}

export interface ColumnSet extends ElementBase {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
}

export interface ActionSet extends ElementBase {
  readonly type: 'ActionSet';
  readonly id?: string;
  readonly actions: readonly SubmitAction[];
}

export interface SubmitAction {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly tooltip?: string;
  readonly style?: 'default' | 'positive' | 'destructive';
  readonly associatedInputs?: 'none';
  readonly data: SubmitData;
}

/** What comes back with a click, beside the card's inputs. */
type SubmitData =
  | { readonly action: string; readonly value: Readonly<Record<string, string | number>> }
  | { readonly form: string; readonly context: Readonly<Record<string, string | number>> };

interface InputBase extends ElementBase {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: boolean;
  readonly errorMessage?: string;
}

export type InputElement =
  | (InputBase & {
      readonly type: 'Input.Text';
      readonly isMultiline?: boolean;
      readonly placeholder?: string;
      readonly value?: string;
      readonly maxLength?: number;
    })
  | (InputBase & {
      readonly type: 'Input.ChoiceSet';
      readonly style: 'compact' | 'expanded';
      readonly isMultiSelect: boolean;
      readonly wrap: true;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
      readonly value?: string;
      readonly placeholder?: string;
    })
  | (InputBase & { readonly type: 'Input.Number'; readonly value?: number })
  | (InputBase & { readonly type: 'Input.Date'; readonly value?: string });

/**
 * How Teams draws cards in each of its themes: colours and measures after samples/HostConfig/microsoft-teams-light.json
 * and -dark.json of https://github.com/microsoft/AdaptiveCards (MIT licence). There is none for high contrast; that one
 * follows the colours of the theme: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/access-teams-context
 */
export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

interface Palette {
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly background: string;
  readonly emphasis: string;
  /** On the coloured bands. */
  readonly onBand: string;
  readonly bands: Readonly<Record<'accent' | 'good' | 'attention' | 'warning', string>>;
}

const BANDS = { accent: '#c7def9', good: '#ccffcc', attention: '#ffc5b2', warning: '#ffe2b2' };

const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ...{ text: '#252424', subtle: '#bf252424', accent: '#6264a7', good: '#92c353', warning: '#f8d22a' },
    ...{ attention: '#c4314b', background: '#ffffff', emphasis: '#f9f8f7', onBand: '#252424', bands: BANDS },
  },
  dark: {
    ...{ text: '#ffffff', subtle: '#bfffffff', accent: '#a6a7dc', good: '#92c353', warning: '#f8d22a' },
    ...{ attention: '#d74654', background: '#2d2c2c', emphasis: '#292828', onBand: '#201f1f', bands: BANDS },
  },
  contrast: {
    ...{ text: '#ffffff', subtle: '#ffffff', accent: '#ffff01', good: '#3ff23f', warning: '#ffff01' },
    ...{ attention: '#ff5f5f', background: '#000000', emphasis: '#000000', onBand: '#ffffff' },
    bands: { accent: '#000000', good: '#000000', attention: '#000000', warning: '#000000' },
  },
};

const FONT = {
  fontFamily: "'Segoe UI', 'Liberation Sans', sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
};

export function hostConfigOf(theme: Theme): object {
  const palette = PALETTES[theme];
  const pair = (plain: string, subtle = plain) => ({ default: plain, subtle });
  const style = (backgroundColor: string, text: string, subtle = text) => ({
    backgroundColor,
    foregroundColors: {
      ...{ default: pair(text, subtle), dark: pair('#252424'), light: pair('#ffffff'), accent: pair(palette.accent) },
      ...{ good: pair(palette.good), warning: pair(palette.warning), attention: pair(palette.attention) },
    },
  });
  const band = (colour: string) => style(colour, palette.onBand);
  const { accent, good, attention, warning } = palette.bands;
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: '#eeeeee' },
    fontTypes: { default: FONT, monospace: FONT },
    containerStyles: {
      default: style(palette.background, palette.text, palette.subtle),
      emphasis: style(palette.emphasis, palette.text, palette.subtle),
      ...{ accent: band(accent), good: band(good), attention: band(attention), warning: band(warning) },
    },
    inputs: {
      label: { requiredInputs: { suffix: ' *', suffixColor: 'attention' } },
      errorMessage: { color: 'attention' },
    },
    actions: {
      ...{ maxActions: 6, spacing: 'default', buttonSpacing: 8 },
      ...{ actionsOrientation: 'horizontal', actionAlignment: 'left' },
    },
    adaptiveCard: { allowCustomStyle: false },
  };
}

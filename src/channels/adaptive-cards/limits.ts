export const LIMITS = {
  /**
   * Teams' own number has moved between 28 KB and 100 KB of UTF-16; this is safe under every published one.
   * https://learn.microsoft.com/microsoftteams/limits-specifications-teams
   */
  teamsCardBytes: 25_000,
  /**
   * Teams shows this many buttons of one row and drops the others, so more of them become further rows.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
   */
  actionsPerRow: 6,
  /** The lines of one text that become elements of their own; the rest stays together in one element. */
  linesAsElements: 60,
  progressCells: 24,
  labelColumn: '132px',
} as const;

/** Whether the market surveillance authority was told of a fundamental rights impact assessment (EU AI Act, Art. 27(3)). */
export const RIGHTS_STATES = ['notified', 'notRequired'] as const;

/** Recorded by a person; the last one counts, and what was recorded before stays. */
export interface RightsNotification {
  readonly id: string;
  readonly assessmentId: string;
  /** `notRequired`: the authority has authorised the use under Article 46(1). */
  readonly state: (typeof RIGHTS_STATES)[number];
  /** The day on which it was done, or authorised: `YYYY-MM-DD`. */
  readonly onDay: string;
  readonly recordedById: string;
  readonly recordedAt: Date;
  /** The reference of the notification, or the authorisation; `undefined` once the person's words have been erased. */
  readonly note: string | undefined;
}

export interface RightsNotificationStore {
  add(notification: RightsNotification & { readonly note: string }): Promise<void>;
  /** In the order in which they were recorded. */
  of(assessmentId: string): Promise<readonly RightsNotification[]>;
}

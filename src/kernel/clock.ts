/** Tells the present moment. Rules receive a `Date`; only the rim holds a clock. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

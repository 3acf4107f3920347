import { v7 } from 'uuid';

/** Makes a new identifier: UUIDv7, so that keys sort by time and no database sequence is needed. */
export type NewId = () => string;

export const newId: NewId = () => v7();

import type { Prisma } from './generated/client.ts';

/** Prisma's JSON input type asks for index signatures that plain read-only data does not have; the value is the same. */
export function toJson(value: object): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

import { DatabaseInUse } from './directory-lock.ts';
import { DatabaseUnreadable } from './embedded-database.ts';
import { EncryptionKeyMissing } from './encryption-key.ts';
import { MigrationRefused } from './migrations.ts';

/** Whether the message is one sentence that tells an operator what to do. */
export function isForOperator(failure: unknown): failure is Error {
  return [DatabaseInUse, DatabaseUnreadable, EncryptionKeyMissing, MigrationRefused].some(
    (kind) => failure instanceof kind,
  );
}

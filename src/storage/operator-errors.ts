import { DatabaseInUse } from './directory-lock.ts';
import { DatabaseUnreadable } from './embedded-database.ts';
import { EncryptionKeyMissing, EncryptionKeyWrong } from './encryption-key.ts';
import { MigrationRefused } from './migrations.ts';
import { DatabaseUnreachable } from './server-connection.ts';

/** Whether the message is one sentence that tells an operator what to do. */
export function isForOperator(failure: unknown): failure is Error {
  return [
    DatabaseInUse,
    DatabaseUnreachable,
    DatabaseUnreadable,
    EncryptionKeyMissing,
    EncryptionKeyWrong,
    MigrationRefused,
  ].some((kind) => failure instanceof kind);
}

import { type Key, unseal } from './encryption.ts';
import { EncryptionKeyWrong } from './encryption-key.ts';
import type { PrismaClient } from './generated/client.ts';
import { keyPlace } from './words.ts';

/**
 * Tries the key on one person of each organisation, so that a wrong one is noticed at the start and not when words
 * that can never be read beside the others have been written.
 * @throws {EncryptionKeyWrong}
 */
export async function checkEncryptionKey(prisma: PrismaClient, masterKey: Key): Promise<void> {
  for (const { id: organisationId } of await prisma.organisation.findMany({ select: { id: true } })) {
    const row = await prisma.$transaction(async (db) => {
      await db.$executeRaw`SELECT set_config('steward.organisation', ${organisationId}, true)`;
      return db.personKey.findFirst({ where: { organisationId, wrappedKey: { not: null } } });
    });
    if (!row?.wrappedKey) continue;
    try {
      unseal(masterKey, keyPlace(organisationId, row.personId), row.wrappedKey);
    } catch (cause) {
      throw new EncryptionKeyWrong(
        'The encryption key does not open what is stored here. Set ENCRYPTION_KEY, or restore encryption.key in the data directory, to the one this database was made with.',
        { cause },
      );
    }
  }
}

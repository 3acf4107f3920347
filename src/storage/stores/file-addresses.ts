import { z } from 'zod';
import type { FileAddresses } from '../../chat/file-source.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Scope } from '../scope.ts';

const Address = z.string();

export function createPrismaFileAddresses({ organisationId, db, words }: Scope): FileAddresses {
  const place = (fileId: string) => `file-address/${fileId}`;
  return {
    async keep(personId, files, sharedAt) {
      const addresses = new Map(files.map(({ fileId, address }) => [fileId, address]));
      const data = await Promise.all(
        [...addresses].map(async ([fileId, address]) => {
          const sealedAddress = await words.seal(personId, place(fileId), address.reveal());
          return { organisationId, personId, fileId, sealedAddress, sharedAt };
        }),
      );
      await db.fileAddress.deleteMany({ where: { organisationId, personId, fileId: { in: [...addresses.keys()] } } });
      await db.fileAddress.createMany({ data });
    },
    async find(personId, fileId) {
      const row = await db.fileAddress.findFirst({ where: { organisationId, personId, fileId } });
      const address = row && (await words.open(personId, place(fileId), row.sealedAddress));
      return address === null || address === undefined ? undefined : new Secret(Address.parse(address));
    },
    async forget(before) {
      await db.fileAddress.deleteMany({ where: { organisationId, sharedAt: { lt: before } } });
    },
  };
}

import { z } from 'zod';
import type { ConsoleFiles } from '../../channels/console/ports.ts';
import type { Scope } from '../scope.ts';

const Content = z.string();

export function createPrismaConsoleFiles({ organisationId, db, words }: Scope): ConsoleFiles {
  const place = (fileId: string) => `console-file/${fileId}`;
  return {
    async keep(personId, fileId, bytes, uploadedAt) {
      const content = Buffer.from(bytes).toString('base64');
      const sealedContent = await words.seal(personId, place(fileId), content);
      const key = { organisationId, personId, fileId };
      await db.consoleFile.deleteMany({ where: key });
      await db.consoleFile.create({ data: { ...key, sealedContent, uploadedAt } });
    },
    async has(personId, fileId) {
      return (await db.consoleFile.count({ where: { organisationId, personId, fileId } })) > 0;
    },
    async find(personId, fileId) {
      const row = await db.consoleFile.findFirst({ where: { organisationId, personId, fileId } });
      const content = row && (await words.open(personId, place(fileId), row.sealedContent));
      return content === null || content === undefined
        ? undefined
        : new Uint8Array(Buffer.from(Content.parse(content), 'base64'));
    },
    async forget(before) {
      await db.consoleFile.deleteMany({ where: { organisationId, uploadedAt: { lt: before } } });
    },
  };
}

import type { Platform } from '../chat/event.ts';
import type { FileAddresses } from '../chat/file-source.ts';
import type { Capability } from '../chat/vocabulary.ts';
import { filesInCompany } from '../interviews/offer-files.ts';

/** About as long as an address of a shared file is good for; Microsoft names no number. */
export const KEEP_ADDRESSES_MS = 3_600_000;

interface AddressStores {
  readonly fileAddresses: FileAddresses;
}

/**
 * Keeps what opens the files of a message, sealed and in its transaction, whoever handles the message then: reading may
 * begin with a click that comes later, and a button carries no secret.
 */
export function createSharedFilesCapability<Stores extends AddressStores>(
  sources: ReadonlyMap<Platform, unknown>,
): Capability<Stores> {
  return {
    name: 'sharedFiles',
    async message(context, { text, files = [] }) {
      const { stores, actor, conversation, event, now } = context;
      const { platform } = event.identity;
      // What is shared among others is open to Microsoft Graph only. Where nothing is said, it is answered as a file.
      const isOutOfReach = platform === 'teams' && conversation.visibility !== 'direct';
      if (files.length > 0 && isOutOfReach && text.trim() !== '') context.answer(filesInCompany);
      const addressed = files.flatMap(({ id, address }) => (address === undefined ? [] : [{ fileId: id, address }]));
      if (addressed.length > 0 && sources.has(platform)) {
        await stores.fileAddresses.forget(new Date(now.getTime() - KEEP_ADDRESSES_MS));
        await stores.fileAddresses.keep(actor.personId, addressed, now);
      }
      return { kind: 'passed' };
    },
  };
}

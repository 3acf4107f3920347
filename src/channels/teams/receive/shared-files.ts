import type { SharedFile } from '../../../chat/event.ts';
import { Secret } from '../../../kernel/secret.ts';
import type { Activity } from './activity.ts';
import { isPersonal } from './whereabouts.ts';

/** A file in the markup of a message. A card's id has no hyphens there, and a quoted message's is a number. */
const FILE_TAG = /<attachment\s+id="(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/giu;

/** As they are described. Only in somebody's own conversation does Teams say how a file is opened. */
export function sharedFiles(activity: Activity): readonly SharedFile[] {
  const isAlone = isPersonal(activity);
  const { attachments } = activity;
  const described = attachments.flatMap((one): readonly SharedFile[] => {
    if (one.contentType === 'text/html') return [];
    const { name, contentUrl, content } = one;
    const { uniqueId: id, fileType, downloadUrl } = content;
    const file = { id, name: name || id, mimeType: fileType ?? '', bytes: 0 };
    return [
      {
        ...file,
        ...(contentUrl ? { link: contentUrl } : {}),
        ...(isAlone && downloadUrl ? { address: new Secret(downloadUrl) } : {}),
      },
    ];
  });
  if (isAlone || described.length > 0) return described;
  const markup = attachments.map((one) => (one.contentType === 'text/html' ? one.content : '')).join('');
  return [...markup.matchAll(FILE_TAG)].map(({ groups }) => {
    const id = groups?.id ?? '';
    return { id, name: 'a file', mimeType: '', bytes: 0 };
  });
}

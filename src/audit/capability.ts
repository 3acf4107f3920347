import type { OutgoingMessages } from '../chat/router-stores.ts';
import type { Capability } from '../chat/vocabulary.ts';
import type { AuditStore } from './audit-store.ts';

/** Puts the head of the chain where no database administrator reaches it: into the governance team's channel. */
export async function anchorDaily(
  { trail, outgoing }: { readonly trail: AuditStore; readonly outgoing: OutgoingMessages },
  now: Date,
): Promise<void> {
  const { sequence, hash } = await trail.head();
  const view = { name: 'audit.anchor', subjectId: String(sequence), part: hash };
  await outgoing.add([{ to: { kind: 'governance' }, content: { kind: 'view', view } }], now);
}

export function createAuditCapability(): Capability<unknown> {
  return {
    name: 'audit',
    views: {
      anchor: async (_stores, { subjectId, part = '' }) => ({
        headline: `Audit trail: ${subjectId} entries`,
        tone: 'quiet',
        blocks: [
          { kind: 'text', text: part },
          {
            kind: 'text',
            text: 'Whoever keeps this message can prove later that no entry up to here was changed: aims audit verify --anchor.',
            subtle: true,
          },
        ],
      }),
    },
  };
}

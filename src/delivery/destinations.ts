import type { Channel } from '../chat/channel.ts';
import type { ConversationAddress, Platform } from '../chat/event.ts';
import type { Destination } from '../chat/outgoing.ts';

export interface Target {
  readonly channel: Channel;
  readonly address: ConversationAddress;
}

export interface DestinationsOptions {
  readonly organisationId: string;
  readonly channels: readonly Channel[];
  /** The platforms on which a person has accounts, the one that was used last first. */
  readonly platformsOf: (personId: string) => Promise<readonly Platform[]>;
}

/** Where a destination is at this moment; `undefined` when no running channel reaches it. */
export function createDestinations({ organisationId, channels, platformsOf }: DestinationsOptions) {
  return async (to: Destination): Promise<Target | undefined> => {
    switch (to.kind) {
      case 'conversation': {
        const channel = channels.find(({ platform }) => platform === to.address.platform);
        return channel && { channel, address: to.address };
      }
      case 'person':
        return first(await nearestTo(to.personId), (channel) => channel.directAddress(organisationId, to.personId));
      case 'governance':
        return first(channels, (channel) => channel.governanceAddress(organisationId));
    }
  };

  async function nearestTo(personId: string): Promise<readonly Channel[]> {
    if (channels.length < 2) return channels;
    const platforms = await platformsOf(personId);
    const rank = ({ platform }: Channel) => {
      const place = platforms.indexOf(platform);
      return place < 0 ? platforms.length : place;
    };
    return channels.toSorted((one, other) => rank(one) - rank(other));
  }
}

async function first(
  channels: readonly Channel[],
  addressIn: (channel: Channel) => Promise<ConversationAddress | undefined>,
): Promise<Target | undefined> {
  for (const channel of channels) {
    const address = await addressIn(channel);
    if (address) return { channel, address };
  }
  return undefined;
}

import type { Clock } from '../kernel/clock.ts';

/** Whether a room of a platform may show review cards at this moment. */
export type RoomVerdict =
  | { readonly kind: 'fit' }
  /** A sentence for administrators that names what to change. */
  | { readonly kind: 'unfit'; readonly reason: string }
  /** It could not be looked at yet. */
  | { readonly kind: 'later'; readonly waitMs: number };

/** Reviews are for reviewers: only a room of theirs, without guests and strangers, shows them. */
export interface GovernanceRooms {
  verdict(workspace: string, channel: string): Promise<RoomVerdict>;
  /** Somebody joined or left, or a post was refused: the next verdict looks again. */
  forget(workspace: string, channel: string): void;
}

interface Looked {
  readonly verdict: Promise<RoomVerdict>;
  until: number;
}

const FIT_FOR_MS = 600_000;
/** Less than the time after which what is held back is tried again, so that a mended channel is seen then. */
const UNFIT_FOR_MS = 240_000;
const LOOK_AGAIN_MS = 5000;

/** Looks into a room no more often than somebody could change it unnoticed for long. */
export function createWatchedRooms(
  look: (workspace: string, channel: string) => Promise<RoomVerdict>,
  clock: Clock,
): GovernanceRooms {
  const known = new Map<string, Looked>();

  function beginLooking(workspace: string, channel: string): Looked {
    const key = keyOf(workspace, channel);
    const looked: Looked = { verdict: look(workspace, channel), until: Number.POSITIVE_INFINITY };
    known.set(key, looked);
    const forget = () => {
      if (known.get(key) === looked) known.delete(key);
    };
    looked.verdict.then(({ kind }) => {
      if (kind === 'later') forget();
      else looked.until = clock().getTime() + (kind === 'fit' ? FIT_FOR_MS : UNFIT_FOR_MS);
    }, forget);
    return looked;
  }

  return {
    async verdict(workspace, channel) {
      const key = keyOf(workspace, channel);
      const before = known.get(key);
      const looked = before && before.until > clock().getTime() ? before : beginLooking(workspace, channel);
      const verdict = await looked.verdict;
      // Whoever joined while it was looked at is not in what was seen.
      return verdict.kind === 'later' || known.get(key) === looked ? verdict : { kind: 'later', waitMs: LOOK_AGAIN_MS };
    },
    forget(workspace, channel) {
      known.delete(keyOf(workspace, channel));
    },
  };
}

function keyOf(workspace: string, channel: string): string {
  return `${workspace}/${channel}`;
}

export function unfit(reason: string): RoomVerdict {
  return { kind: 'unfit', reason };
}

const NAMED = 10;

/** Ten of many. */
export function namedUsers(users: readonly string[]): string {
  const more = users.length - NAMED;
  return `${users.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

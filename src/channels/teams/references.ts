/** Where in Microsoft's services a place of ours is. It comes with everything that is received, and may move. */
export interface TeamsReference {
  readonly tenant: string;
  /** `@…` for a person's own conversation, else the channel or group chat; see conversation-id.ts. Never a thread. */
  readonly place: string;
  readonly serviceUrl: string;
  /** Microsoft's id of a person's own conversation, once it is known. */
  readonly conversation: string | undefined;
  /** How Microsoft calls the person to this app (`29:…`). */
  readonly member: string | undefined;
  /** A conversation whose roster holds the person; for a channel its team. */
  readonly roster: string | undefined;
}

/** The same within one transaction of an organisation. */
export interface TeamsReferenceStore {
  find(tenant: string, place: string): Promise<TeamsReference | undefined>;
  /** The one that was heard from last, for people from whom nothing was heard yet. */
  latest(tenant: string): Promise<TeamsReference | undefined>;
  /** What is `undefined` leaves what was known. */
  save(reference: TeamsReference, now: Date): Promise<void>;
}

/** Where Teams' places are, for receiving and sending. */
export interface TeamsReferences {
  find(tenant: string, place: string): Promise<TeamsReference | undefined>;
  latest(tenant: string): Promise<TeamsReference | undefined>;
  /** Writes only what is new. */
  remember(reference: TeamsReference): Promise<void>;
}

const KEPT = 10_000;

/** Remembers what was stored, so that receiving costs no round trip of its own. */
export function createTeamsReferences(
  within: <Result>(work: (store: TeamsReferenceStore) => Promise<Result>) => Promise<Result>,
  clock: () => Date,
): TeamsReferences {
  const known = new Map<string, string>();
  return {
    find: (tenant, place) => within((store) => store.find(tenant, place)),
    latest: (tenant) => within((store) => store.latest(tenant)),
    async remember(reference) {
      const key = `${reference.tenant} ${reference.place}`;
      const told = JSON.stringify(reference);
      if (known.get(key) === told) return;
      await within((store) => store.save(reference, clock()));
      known.set(key, told);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    },
  };
}

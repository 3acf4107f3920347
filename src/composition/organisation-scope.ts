import type { Views } from '../chat/views.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import type { Organisation } from '../storage/organisations.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { LibraryIn } from './library.ts';

/** What every part of the app is built with: one organisation, its transactions, its views. */
export interface OrganisationScope {
  readonly organisation: Organisation;
  readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  readonly views: Views<Stores>;
  readonly knowledge: KnowledgeBase;
  readonly libraryIn: LibraryIn;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

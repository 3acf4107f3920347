import type { Router as ExpressRouter } from 'express';
import { type Announcements, createAnnouncements } from '../channels/console/announcements.ts';
import { createConsoleChannel } from '../channels/console/channel.ts';
import type { ConsoleMessages } from '../channels/console/ports.ts';
import { createConsoleRouter } from '../channels/console/router.ts';
import type { Channel } from '../chat/channel.ts';
import type { InboundEvent } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Receipt } from '../chat/router.ts';
import { deskCard } from '../desk/desk.ts';
import type { Passage } from '../knowledge/passage.ts';
import { DECLARATION } from './declaring.ts';
import { DEMONSTRATION } from './demonstration.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import { reportFile } from './report.ts';

export interface Console {
  readonly channel: Channel;
  readonly files: FileSource;
  readonly announcements: Announcements;
  /** To be mounted at `/console`. */
  pages(receive: (event: InboundEvent) => Promise<Receipt>): ExpressRouter;
}

/** The console over the organisation's stores. */
export function createConsole(scope: OrganisationScope): Console {
  const { organisation, transact, views, knowledge, libraryIn, clock, log } = scope;
  const announcements = createAnnouncements();
  const { workspace } = DEMONSTRATION;
  const messages: ConsoleMessages = {
    append: (message) => transact(({ consoleMessages }) => consoleMessages.append(message)),
    list: (conversation, limit) => transact(({ consoleMessages }) => consoleMessages.list(conversation, limit)),
  };
  const desk = { policy: knowledge.policy, declarationId: DECLARATION };
  return {
    announcements,
    files: {
      platform: 'console',
      async fetch({ user, fileId }) {
        const bytes = await transact(({ consoleFiles }) => consoleFiles.find(user, fileId));
        return bytes ? { kind: 'fetched', bytes } : { kind: 'refused', reason: 'gone' };
      },
    },
    channel: createConsoleChannel({ organisation, workspace, messages, announcements, clock }),
    pages: (receive) =>
      createConsoleRouter({
        organisation,
        workspace,
        messages,
        keepFile: (personId, fileId, bytes) =>
          transact(({ consoleFiles }) => consoleFiles.keep(personId, fileId, bytes, clock())),
        receive,
        people: () =>
          transact(async ({ people }) =>
            (await people.list()).map(({ displayName: name, ...person }) => ({ name, ...person })),
          ),
        render: (view, personId) =>
          transact((stores) => {
            const reader = personId === undefined ? {} : { personId };
            return views.draw(stores, view, { organisationId: organisation.id, now: clock(), ...reader });
          }),
        desk: (personId) => transact((stores) => deskCard(stores, personId, desk, clock())),
        passage: (id) => transact(async (stores) => inMarkdown((await libraryIn(stores)).passageOf(id))),
        file: (reference, personId) => reportFile(scope, reference, personId),
        announcements,
        log,
        clock,
      }),
  };
}

function inMarkdown(passage: Passage | undefined) {
  if (!passage) return undefined;
  const { id, title, source, asOf, sections } = passage;
  const markdown = sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join('\n\n');
  return { id, title, source, asOf, markdown };
}

import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Log } from '../../kernel/log.ts';
import { type Conversation, conversationsOf } from './conversations.ts';
import { type Deed, deliver, deliverMessage, readAction, readForm, readMessage, sendRefusal } from './deeds.ts';
import { streamEvents } from './events.ts';
import { guardApi, guardLoopback } from './guard.ts';
import type { ConsoleOptions, ConsolePerson } from './ports.ts';
import { cardBody, readConversation } from './reading.ts';
import { Refusal } from './refusal.ts';
import {
  AsPerson,
  MAX_BODY_BYTES,
  MAX_UPLOAD_BYTES,
  MadeFileQuery,
  read,
  tooLong,
  UPLOAD_TYPE,
  Upload,
} from './requests.ts';

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const ADAPTIVE_CARDS = fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'));

/**
 * The console's page and its JSON API, to be mounted at `/console`. `ID` is a person's id.
 *
 * GET  /console/api/people                    { organisation, people }
 * GET  /console/api/conversations?as=ID       [{ id, title, kind }]: those that the person may read and write
 * GET  /console/api/conversations/CID?as=ID   { id, title, messages: [{ id, author, at, text } | { …, card, adaptiveCard }] }
 * GET  /console/api/desk?as=ID                { card, adaptiveCard }
 * GET  /console/api/passages/PASSAGE_ID       { id, title, source, asOf, markdown }
 * GET  /console/api/events?as=ID              server-sent { conversation }: one to read again, or "desk"
 * GET  /console/api/made-files?as=ID&name=NAME&subjectId=ID&part=PART      the bytes of the file that a reply named
 * POST /console/api/messages                  { as, conversation, text?, files?, key }             -> { reply? }
 * POST /console/api/actions                   { as, conversation, action, value, inputs, key }     -> { reply? }
 * POST /console/api/forms                     { as, conversation, form, context, inputs, key }     -> { reply? }
 *
 * POST /console/api/files?as=ID&id=FILE       a file’s bytes, as application/octet-stream               -> {}
 *
 * In a message a file is only described: `{ id, name, mimeType?, bytes, link? }`. What is to be read is uploaded before,
 * under the same id; it is kept for a day at most.
 *
 * `key` is a UUID made for each deed and sent again with it until it is acknowledged: however often it arrives, it is
 * done once. A reply is `{ kind, … }` as in `ImmediateReply`, with `adaptiveCard` beside a form or card. Every other
 * status carries `{ message }`: 400 cannot be read, 403 not yours or not from this page, 404 not there, 413 too long,
 * 415 no JSON, 422 refused, 500 failed for good, 503 send it again. NUL is removed from texts and half a surrogate
 * pair becomes U+FFFD.
 */
export function createConsoleRouter(options: ConsoleOptions): Router {
  const router = Router();
  router.use(guardLoopback);
  router.use('/api', guardApi, express.json({ limit: MAX_BODY_BYTES }), filesRouter(options), apiRouter(options));
  router.get('/adaptivecards.js', (_request, response) => response.sendFile(ADAPTIVE_CARDS));
  router.use(express.static(PAGE, { cacheControl: false }));
  router.use((_request, _response) => {
    throw new Refusal(404, 'There is nothing at this address.');
  });
  router.use(answerFailure(options.log));
  return router;
}

function filesRouter(options: ConsoleOptions): Router {
  const router = Router();
  const body = express.raw({ type: UPLOAD_TYPE, limit: MAX_UPLOAD_BYTES });
  router.post('/files', body, async (request, response) => {
    const { id } = read(Upload, request.query);
    const person = await personOf(options, request.query);
    if (!Buffer.isBuffer(request.body)) throw new Refusal(400, 'There is no file in this request.');
    await options.keepFile(person.id, id, request.body);
    response.json({});
  });
  return router;
}

function apiRouter(options: ConsoleOptions): Router {
  const router = Router();

  router.get('/people', async (_request, response) => {
    response.json({ organisation: options.organisation, people: await options.people() });
  });
  router.get('/conversations', async (request, response) => {
    response.json(conversationsOf(await personOf(options, request.query)));
  });
  router.get('/conversations/:id', async (request, response) => {
    const person = await personOf(options, request.query);
    response.json(await readConversation(options, ownConversation(person, request.params.id), person.id));
  });
  router.get('/desk', async (request, response) => {
    response.json(cardBody(await options.desk((await personOf(options, request.query)).id)));
  });
  router.get('/passages/:id', async (request, response) => {
    const passage = await options.passage(request.params.id);
    if (!passage) throw new Refusal(404, 'There is no such passage in the knowledge base.');
    response.json(passage);
  });
  router.get('/made-files', async (request, response) => {
    const person = await personOf(options, request.query);
    const made = await options.file(read(MadeFileQuery, request.query), person.id);
    if (!made) throw new Refusal(404, 'There is no such file, or it is not yours.');
    response.attachment(made.name).type(made.mimeType).send(Buffer.from(made.content));
  });
  router.get('/events', async (request, response) => {
    streamEvents(options, await personOf(options, request.query), response);
  });

  router.post('/messages', async (request, response) => {
    const posted = readMessage(request.body);
    response.json(await deliverMessage(options, await deedOf(options, posted), posted));
  });
  router.post('/actions', async (request, response) => {
    const { action, value, inputs, ...deed } = readAction(request.body);
    const body = { kind: 'action', actionId: action, value, inputs } as const;
    response.json(await deliver(options, await deedOf(options, deed), body));
  });
  router.post('/forms', async (request, response) => {
    const { form, context, inputs, ...deed } = readForm(request.body);
    const body = { kind: 'form', formId: form, context, inputs } as const;
    response.json(await deliver(options, await deedOf(options, deed), body));
  });
  return router;
}

async function personOf(options: ConsoleOptions, query: unknown): Promise<ConsolePerson> {
  const { as } = read(AsPerson, query);
  const person = (await options.people()).find(({ id }) => id === as);
  if (!person) throw new Refusal(404, 'This person is not known here.');
  return person;
}

function ownConversation(person: ConsolePerson, id: string): Conversation {
  const conversation = conversationsOf(person).find((one) => one.id === id);
  if (!conversation) throw new Refusal(403, 'This conversation belongs to somebody else.');
  return conversation;
}

async function deedOf(
  options: ConsoleOptions,
  posted: { readonly as: string; readonly conversation: string; readonly key: string },
): Promise<Deed> {
  const person = await personOf(options, posted);
  const deliveryKey = `console:${person.id}:${posted.key}`;
  return { person, conversation: ownConversation(person, posted.conversation), deliveryKey };
}

const tooLarge = new Refusal(413, `I read files of at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MB here.`);

/** Express knows an error handler by its four parameters. */
function answerFailure(log: Log) {
  return (failure: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) next(failure);
    else sendRefusal(response, refusalFor(failure, log, request.path));
  };
}

function refusalFor(failure: unknown, log: Log, path: string): Refusal {
  if (failure instanceof Refusal) return failure;
  const status = failure instanceof Error && 'status' in failure ? failure.status : undefined;
  if (status === 413) return path === '/api/files' ? tooLarge : tooLong();
  if (status === 404) return new Refusal(404, 'There is nothing at this address.');
  if (status === 400 || status === 415) return new Refusal(400, 'This request is not readable JSON.');
  log.error('A console request failed', {}, failure);
  return new Refusal(503, 'Steward could not take this just now.');
}

import { download, get, upload } from './api.js';
import { drawCard, setBusy } from './cards.js';
import { wireComposer } from './composer.js';
import { createConversationView } from './conversation.js';
import { createDeliveries } from './deliveries.js';
import { byId, element, toast } from './dom.js';
import { createFormDialog } from './form-dialog.js';
import { listen } from './live.js';
import { once } from './once.js';
import { createPassagePanel } from './passage-panel.js';
import { markPerson, showPeople } from './people.js';
import { createSeen } from './seen.js';

const state = { people: [], me: undefined, conversations: [], current: undefined, shown: undefined, unread: new Set() };
let stopListening = () => {};

/** How long a browser may take to begin with a file. */
const SAVED_WITHIN_MS = 60_000;

const seen = createSeen();
const passages = createPassagePanel();
const deliveries = createDeliveries({ changed: showDeliveries });
const forms = createFormDialog({ submit: submitForm, dismissed: goOnWithoutForm });
const view = createConversationView({ act, suggest: say });

async function start() {
  const { organisation, people } = await get('people');
  state.people = people;
  byId('organisation').textContent = organisation.name;
  showPeople(people, (id) => setHash(id));
  wireComposer(say, async (id, content) => {
    const refused = await upload(state.me, id, content);
    if (refused) toast(refused, 'bad');
  });
  wireDesk();
  addEventListener('hashchange', followHash);
  addEventListener('online', deliveries.resume);
  await followHash();
  deliveries.resume();
}

function setHash(person, conversation) {
  const parts = new URLSearchParams({ as: person });
  if (conversation?.startsWith('dm:') === false) parts.set('in', conversation);
  location.hash = parts.toString();
}

/** The address names the person, so that two tabs can be two people and a reload stays the same one. */
async function followHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const person = state.people.find(({ id }) => id === parts.get('as'));
  byId('welcome').hidden = person !== undefined;
  byId('chat').hidden = person === undefined;
  byId('desk').hidden = person === undefined;
  byId('desk-toggle').hidden = person === undefined;
  if (!person) return;
  if (person.id !== state.me) await becomePerson(person);
  // Somebody else may have been picked while this one's conversations were read.
  if (person.id !== state.me) return;
  const wanted = state.conversations.find(({ id }) => id === (parts.get('in') ?? `dm:${person.id}`));
  await openConversation((wanted ?? state.conversations[0]).id);
}

async function becomePerson(person) {
  state.me = person.id;
  state.current = undefined;
  state.unread.clear();
  document.title = `${person.name} – Steward console`;
  markPerson(person.id);
  passages.close();
  const conversations = await get('conversations', person.id);
  if (state.me !== person.id) return;
  state.conversations = conversations;
  stopListening();
  stopListening = listen(person.id, {
    changed: noticeChange,
    connected() {
      byId('connection').textContent = '';
      deliveries.resume();
      for (const { id } of state.conversations) noticeChange(id);
      noticeChange('desk');
    },
    lost: () => (byId('connection').textContent = 'Connecting …'),
  });
}

async function openConversation(id) {
  if (id !== state.current) view.clear();
  state.current = id;
  state.unread.delete(id);
  showTabs();
  await Promise.all([readConversation(), readDesk()]);
  view.toEnd();
  focusComposer();
}

/** Not where it would only bring up a keyboard on the screen. */
function focusComposer() {
  if (matchMedia('(hover: hover)').matches) byId('message').focus({ preventScroll: true });
}

function showTabs() {
  byId('tabs').replaceChildren(
    ...state.conversations.map(({ id, title }) =>
      element(
        'button',
        {
          type: 'button',
          role: 'tab',
          'aria-selected': String(id === state.current),
          'aria-controls': 'scroll',
          tabindex: id === state.current ? 0 : -1,
          onclick: () => setHash(state.me, id),
          onkeydown: (event) => moveTab(event, id),
        },
        title,
        state.unread.has(id)
          ? element('span', { class: 'unread' }, element('span', { class: 'aside' }, ' (new)'))
          : undefined,
      ),
    ),
  );
}

function moveTab(event, id) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const index = state.conversations.findIndex((one) => one.id === id);
  const next = state.conversations.at((index + step) % state.conversations.length);
  byId('tabs').children[state.conversations.indexOf(next)].focus();
}

const readConversation = once(async () => {
  const { me, current } = state;
  const conversation = await get(`conversations/${encodeURIComponent(current)}`, me);
  if (me !== state.me || current !== state.current) return;
  state.shown = conversation;
  seen.look(me, conversation);
  showConversation();
});

const readDesk = once(async () => {
  const { me } = state;
  const desk = await get('desk', me);
  const source = JSON.stringify([me, desk]);
  if (me !== state.me || byId('desk-card').dataset.source === source) return;
  byId('desk-card').dataset.source = source;
  byId('desk-card').replaceChildren(drawCard(desk.adaptiveCard, actOnDesk).node);
});

function refresh() {
  if (!state.current) return;
  void readConversation();
  void readDesk();
}

function noticeChange(subject) {
  if (subject === 'desk') void readDesk();
  else if (subject === state.current) void readConversation();
  else void lookForNews(subject);
}

async function lookForNews(conversation) {
  const { me } = state;
  const news = await seen.hasNews(me, conversation).catch(() => false);
  if (!news || me !== state.me || conversation === state.current) return;
  state.unread.add(conversation);
  showTabs();
}

function showConversation() {
  if (state.shown?.id !== state.current) return;
  const waiting = deliveries.waiting().filter(({ body }) => body.as === state.me);
  view.show(state.shown, waiting, state.people, state.me);
}

function showDeliveries() {
  const troubled = deliveries.waiting().some((deed) => deed.troubled);
  byId('delivery').textContent = troubled ? 'Not delivered yet, trying again. Nothing is lost.' : '';
  showConversation();
}

/** A click in a card. Opening a source is the page's own doing; all else goes to Steward. */
function act(click, drawn, conversation = state.current) {
  if (click.action === 'passage.open') {
    void passages.open(click.value.id);
    return;
  }
  setBusy(drawn.node, true);
  view.expectAnswer();
  const body = { as: state.me, conversation, action: click.action, value: click.value, inputs: click.inputs };
  deliveries.send('actions', body, async (result) => {
    if (result.kind === 'refused') toast(result.message, 'bad');
    else takeReply(result.reply, drawn);
    if (state.current) await Promise.all([readConversation(), readDesk()]);
    setBusy(drawn.node, false);
    // The clicked button may be gone with its card; the keyboard goes on where the answer can be written.
    if (document.activeElement === document.body) focusComposer();
  });
}

function submitForm({ form, context, inputs }) {
  const body = { as: state.me, conversation: state.current, form, context, inputs };
  deliveries.send('forms', body, async (result) => {
    if (result.kind === 'refused') {
      forms.refuse(result.message);
      return;
    }
    if (result.reply?.kind !== 'nextForm' && result.reply?.kind !== 'formErrors') forms.close();
    takeReply(result.reply);
    refresh();
  });
}

function goOnWithoutForm({ id, value }) {
  const body = { as: state.me, conversation: state.current, action: id, value, inputs: {} };
  deliveries.send('actions', body, refresh);
}

function say(text, files) {
  deliveries.send('messages', { as: state.me, conversation: state.current, text, files }, async (result) => {
    if (result.kind === 'refused') {
      toast(result.message, 'bad');
      if (byId('message').value === '') byId('message').value = text;
    } else takeReply(result.reply);
    if (state.current) await readConversation();
  });
  view.toEnd();
}

function takeReply(reply, drawn) {
  switch (reply?.kind) {
    case 'openForm':
    case 'nextForm':
      forms.show(reply.form, reply.adaptiveCard);
      break;
    case 'formErrors':
      forms.errors(reply.errors);
      break;
    case 'replaceCard':
      drawn?.node.replaceWith(drawCard(reply.adaptiveCard, act).node);
      break;
    case 'showCard':
      forms.show({ title: reply.card.headline }, reply.adaptiveCard);
      break;
    case 'notice':
      toast(reply.text);
      break;
    case 'file':
      void save(reply);
      break;
  }
}

/** The browser saves it under its name, or the page says why not. */
async function save({ file, fileName }) {
  try {
    const address = URL.createObjectURL(await download(file, state.me));
    element('a', { href: address, download: fileName }).click();
    setTimeout(() => URL.revokeObjectURL(address), SAVED_WITHIN_MS);
    toast(`${fileName} is saved.`);
  } catch (failure) {
    toast(failure.message, 'bad');
  }
}

/** What comes of it appears in the person's own conversation, which a narrow window's desk would cover. */
function actOnDesk(click, drawn) {
  toggleDesk(false);
  act(click, drawn, `dm:${state.me}`);
}

function toggleDesk(open) {
  byId('desk').classList.toggle('open', open);
  byId('desk-toggle').setAttribute('aria-expanded', String(open));
}

function wireDesk() {
  byId('desk-toggle').addEventListener('click', () => toggleDesk(!byId('desk').classList.contains('open')));
  byId('desk-close').addEventListener('click', () => {
    toggleDesk(false);
    byId('desk-toggle').focus();
  });
}

await start();

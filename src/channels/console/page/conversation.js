import { drawCard } from './cards.js';
import { byId, element } from './dom.js';
import { avatar } from './people.js';

const SUGGESTIONS = [
  'I’d like to use Otter.ai to transcribe client calls',
  'Can I use ChatGPT for meeting notes?',
  'What does ISO 42001 want for impact assessments?',
];

const NEAR_BOTTOM_PX = 120;

/** Shows one conversation. A message that did not change keeps its node, and with it what is being typed into it. */
export function createConversationView({ act, suggest }) {
  const scroll = byId('scroll');
  const log = byId('log');
  const newer = byId('newer');
  let shown = new Map();
  /** Where the page itself has scrolled to, unless to the end: a message and its distance from the top. */
  let placed;
  let expectsAnswer = false;

  byId('empty').append(
    element('h2', {}, 'What would you like to do?'),
    element(
      'p',
      {},
      'Say it in your own words. Steward answers, asks what is missing and brings it to the right people.',
    ),
    element('div', { class: 'suggestions' }, ...SUGGESTIONS.map((text) => suggestionButton(text, suggest))),
  );

  newer.addEventListener('click', () => showFrom([...shown.keys()].at(-1)));
  scroll.addEventListener('scroll', () => {
    if (isAtEnd()) newer.hidden = true;
  });

  return {
    clear() {
      shown = new Map();
      placed = undefined;
      expectsAnswer = false;
      newer.hidden = true;
      log.replaceChildren();
      byId('empty').hidden = true;
    },
    show(conversation, waiting, people, me) {
      const wherePlaced = isWherePlaced();
      const atEnd = isAtEnd();
      const following = expectsAnswer || atEnd || wherePlaced;
      const nodes = [];
      const next = new Map();
      let day;
      let previous;
      for (const message of withUndelivered(conversation, waiting)) {
        const date = new Date(message.at).toDateString();
        if (date !== day) nodes.push(dayNode(message.at));
        day = date;
        const follows = previous !== undefined && isOneTurn(previous, message);
        previous = message;
        const before = shown.get(message.id);
        const source = JSON.stringify([follows, message]);
        const node = before?.source === source ? before.node : messageNode(message, people, me, act);
        node.classList.toggle('follows', follows);
        next.set(message.id, { source, node });
        nodes.push(node);
      }
      const added = [...next.keys()].filter((id) => !shown.has(id));
      place(log, nodes);
      shown = next;
      if (expectsAnswer) for (const id of added) shieldFromDoubleClick(next.get(id).node);
      byId('empty').hidden = next.size > 0 || conversation.id === 'governance';
      if (added.length > 0 && following) showFrom(added[0]);
      else if (added.length > 0) newer.hidden = false;
      else if (wherePlaced) returnToPlace();
      else if (atEnd) scroll.scrollTop = scroll.scrollHeight;
    },
    /** What comes next is the answer to what the person just did, wherever they have scrolled to. */
    expectAnswer() {
      expectsAnswer = true;
    },
    toEnd: () => showFrom([...shown.keys()].at(-1)),
  };

  function isAtEnd() {
    return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM_PX;
  }

  /** Nobody has scrolled since the page did. */
  function isWherePlaced() {
    const node = placed && shown.get(placed.id)?.node;
    return node !== undefined && Math.abs(distanceFromTop(node) - placed.distance) < NEAR_BOTTOM_PX;
  }

  function distanceFromTop(node) {
    return node.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
  }

  /** An earlier card may have grown or shrunk above what is being read. */
  function returnToPlace() {
    const node = placed && shown.get(placed.id)?.node;
    if (node) scroll.scrollTop += distanceFromTop(node) - placed.distance;
  }

  /** The end, unless this message and what follows it are taller than the window: then where reading starts. */
  function showFrom(id) {
    newer.hidden = true;
    expectsAnswer = false;
    const node = shown.get(id)?.node;
    scroll.scrollTop = scroll.scrollHeight;
    const isTall = node !== undefined && distanceFromTop(node) < 0;
    if (isTall) node.scrollIntoView({ block: 'start' });
    placed = isTall ? { id, distance: distanceFromTop(node) } : undefined;
  }
}

const DOUBLE_CLICK_MS = 400;

/** The second half of a double click must not press what has appeared under the pointer meanwhile. */
function shieldFromDoubleClick(node) {
  node.inert = true;
  setTimeout(() => (node.inert = false), DOUBLE_CLICK_MS);
}

const ONE_TURN_MS = 120_000;

/** What Steward says in one go needs its name once. */
function isOneTurn(before, message) {
  const bySteward = before.author.kind === 'steward' && message.author.kind === 'steward';
  return bySteward && new Date(message.at) - new Date(before.at) < ONE_TURN_MS;
}

/** Moves only what is not in its place, so that a node in use keeps its focus. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

/** The messages that the server has not acknowledged carry their state, those that it keeps already included. */
function withUndelivered(conversation, waiting) {
  const pending = new Map(
    waiting
      .filter(({ path, body }) => path === 'messages' && body.conversation === conversation.id)
      .map((deed) => [`console:${deed.body.as}:${deed.body.key}`, deed]),
  );
  const known = conversation.messages.map((message) => ({ ...message, state: stateOf(pending.get(message.id)) }));
  for (const { id } of known) pending.delete(id);
  const unknown = [...pending].map(([id, deed]) => ({
    id,
    author: { kind: 'person', personId: deed.body.as },
    at: deed.at,
    text: [deed.body.text, ...(deed.body.files ?? []).map(({ name }) => `📎 ${name}`)].join('\n').trim(),
    state: stateOf(deed),
  }));
  return [...known, ...unknown];
}

function stateOf(deed) {
  if (!deed) return undefined;
  return deed.troubled ? 'Not delivered yet, trying again' : 'Sending …';
}

function messageNode(message, people, me, act) {
  const fromSteward = message.author.kind === 'steward';
  const person = fromSteward ? undefined : people.find(({ id }) => id === message.author.personId);
  const name = fromSteward ? 'Steward' : (person?.name ?? 'Somebody');
  const mine = person?.id === me;
  const body = message.adaptiveCard
    ? element(
        'div',
        { class: message.card?.tone === 'quiet' ? 'card settled' : 'card', 'data-testid': 'card' },
        drawCard(message.adaptiveCard, act).node,
      )
    : element('div', { class: 'bubble', dir: 'auto' }, message.text);
  const time = new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return element(
    'article',
    { class: `message ${mine ? 'mine' : fromSteward ? 'steward' : 'other'}`, 'aria-label': `${name}, ${time}` },
    fromSteward ? element('img', { class: 'avatar', src: '/console/steward.svg', alt: '' }) : person && avatar(person),
    element(
      'div',
      { class: 'content' },
      element(
        'p',
        { class: 'byline' },
        mine ? '' : element('b', {}, name),
        element('time', { datetime: message.at }, time),
      ),
      body,
      message.state ? element('p', { class: 'state' }, message.state) : undefined,
    ),
  );
}

function dayNode(at) {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const words =
    date.toDateString() === today.toDateString()
      ? 'Today'
      : date.toDateString() === yesterday.toDateString()
        ? 'Yesterday'
        : date.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return element('p', { class: 'day' }, element('span', {}, words));
}

function suggestionButton(text, suggest) {
  return element('button', { type: 'button', class: 'suggestion', onclick: () => suggest(text) }, text);
}

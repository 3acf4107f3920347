/**
 * What a client of Teams does with cards, on a page of ours: it draws them with Microsoft's own renderer, answers clicks
 * with what the app answers, opens dialogs, and asks for a card again that wants to be asked for.
 * `invoke(name, value, id)` and `send(value, id)` lead to the app; see open-client.ts.
 */
const REFRESHED_EVERY_MS = 60_000;

window.teams = { me: '', complaints: [], refreshed: new Map() };

/** The Markdown of Teams, where the renderer lets it: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/!?\[([^\]]*)\]\(([^)]*)\)/gu, '<a data-markdown>$1</a>')
    .replaceAll(/\bhttps?:\/\/\S+/gu, '<a data-markdown>$&</a>')
    .replaceAll(/\*\*([^*]+)\*\*/gu, '<b data-markdown>$1</b>');
  result.didProcess = true;
};

function draw(json, act) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(window.teams.hostConfig);
  card.onExecuteAction = (action) => void act(action, card);
  const context = new AdaptiveCards.SerializationContext();
  card.parse(json, context);
  for (let index = 0; index < context.eventCount; index += 1) {
    const { event, message } = context.getEventAt(index);
    // Old clients take the fallback, as they should.
    if (!window.teams.old || event !== AdaptiveCards.ValidationEvent.UnknownActionType) complain(message);
  }
  for (const { validationEvents } of card.validateProperties().failures ?? [])
    for (const { message } of validationEvents) complain(message);
  const node = card.render();
  if (!node) complain('Nothing was drawn');
  return node ?? document.createElement('div');
}

const complain = (what) => window.teams.complaints.push(what);

function valuesOf(action, card) {
  const inputs = action.associatedInputs === 'none' ? [] : card.getAllInputs();
  const entered = Object.fromEntries(inputs.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])));
  return { ...action.data, ...entered };
}

/** Draws a message, or draws it anew: whatever stood in its place is gone then. */
window.teams.show = ({ id, edits, card, feedback, citations, from, text }) => {
  const list = document.querySelector('main');
  const article = document.getElementById(`message-${id}`) ?? document.createElement('article');
  if (article.dataset.edits === String(edits)) return;
  article.id = `message-${id}`;
  article.dataset.edits = edits;
  article.className = from ? 'person' : 'app';
  const name = element('header', from ?? 'Steward');
  const body = element('div', card ? '' : text, 'body');
  article.replaceChildren(name, body, element('p', '', 'toast'));
  if (card) place(article, card);
  if (citations) article.append(element('footer', citations.map((one, at) => `[${at + 1}] ${one}`).join('  ')));
  if (feedback) article.append(...['like', 'dislike'].map((reaction) => thumb(reaction, id)));
  if (!article.isConnected) list.append(article);
  if (card) refresh(article, card);
};

function place(article, card) {
  article.querySelector('.body').replaceChildren(draw(card, (action, drawn) => click(article, action, drawn)));
}

async function click(article, action, card) {
  const id = article.id.slice('message-'.length);
  const data = valuesOf(action, card);
  toast(article, '');
  if (action.getJsonTypeName() === 'Action.Execute') return execute(article, id, action.verb, data, 'manual');
  if (data.msteams?.type === 'task/fetch') return dialog(await window.invoke('task/fetch', { data }, id), id);
  await window.send(data, id);
}

async function execute(article, id, verb, data, trigger) {
  const edits = article.dataset.edits;
  const { status, body } = await window.invoke(
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', verb, data }, trigger },
    id,
  );
  if (status !== 200) return toast(article, 'Something went wrong. Please try again.');
  if (body.type === 'application/vnd.microsoft.card.adaptive') {
    // What arrived in between was newer.
    if (article.dataset.edits === edits) place(article, body.value);
  } else if (trigger === 'manual') toast(article, String(body.value));
}

/** At most once a minute for each message, and only for those whom the card names. */
function refresh(article, card) {
  if (!card.refresh?.userIds?.includes(window.teams.me)) return;
  const id = article.id.slice('message-'.length);
  const last = window.teams.refreshed.get(id);
  if (last !== undefined && Date.now() - last < REFRESHED_EVERY_MS) return;
  window.teams.refreshed.set(id, Date.now());
  const { verb, data } = card.refresh.action;
  void execute(article, id, verb, data, 'automatic');
}

/** Shows what the app answered to something about a dialog. */
function dialog({ status, body }, id) {
  const frame = document.querySelector('dialog');
  frame.querySelector('.inside').replaceChildren();
  if (status === 200 && body?.task?.type === 'continue') {
    frame.querySelector('h2').textContent = body.task.value.title;
    const { content } = body.task.value.card;
    frame.querySelector('.inside').append(
      draw(content, async (action, card) => {
        const data = valuesOf(action, card);
        dialog(await window.invoke('task/submit', { data }, id), id);
      }),
    );
    if (!frame.open) frame.showModal();
    return;
  }
  if (status === 200 && body?.task?.type === 'message') {
    frame.querySelector('h2').textContent = 'Steward';
    frame.querySelector('.inside').append(element('p', body.task.value));
    if (!frame.open) frame.showModal();
    return;
  }
  if (status !== 200) complain(`A dialog was answered with ${status}`);
  frame.close();
}

/** An entry in the menu of a message. */
window.teams.choose = async (commandId, messagePayload) =>
  dialog(await window.invoke('composeExtension/fetchTask', { commandId, messagePayload }), undefined);

function thumb(reaction, id) {
  const button = element('button', reaction === 'like' ? '👍' : '👎', 'thumb');
  button.addEventListener('click', () => {
    const actionValue = { reaction, feedback: '{}' };
    void window.invoke('message/submitAction', { actionName: 'feedback', actionValue }, id);
  });
  return button;
}

function toast(article, text) {
  article.querySelector('.toast').textContent = text;
}

function element(tag, text, name = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = name;
  return made;
}

/** Cards and forms without an app behind them, each under its name. */
window.teams.gallery = (cards) => {
  for (const [name, card] of Object.entries(cards)) {
    const section = element('section', '');
    section.dataset.name = name;
    section.append(draw(card, () => {}));
    document.querySelector('main').append(section);
  }
};

/** What is wrong with what the gallery shows, by name. */
window.teams.look = (expected) =>
  Object.entries(expected).flatMap(([name, { words, buttons, links }]) => {
    const section = document.querySelector(`section[data-name="${CSS.escape(name)}"]`);
    const text = folded(section.textContent);
    const missing = words.filter((word) => !text.includes(folded(word)));
    const faults = [
      ...missing.map((word) => `does not show “${word}”`),
      ...[...section.querySelectorAll(FOREIGN)].map(({ outerHTML }) => `has ${outerHTML.slice(0, 80)}`),
      ...[...section.querySelectorAll('[data-markdown]')].map(({ innerText }) => `reads “${innerText}” as Markdown`),
    ];
    const count = (selector) => section.querySelectorAll(selector).length;
    if (count('.ac-pushButton') !== buttons) faults.push(`has ${count('.ac-pushButton')} of ${buttons} buttons`);
    if (count('a, [role="link"]') !== links) faults.push(`has ${count('a, [role="link"]')} of ${links} links`);
    if (section.scrollWidth > section.clientWidth) faults.push(`is ${section.scrollWidth} wide`);
    for (const one of section.querySelectorAll('.ac-pushButton'))
      if (one.scrollWidth > one.clientWidth) faults.push(`cuts “${one.textContent}” off`);
    return faults.map((fault) => `${name} ${fault}`);
  });

const FOREIGN = 'script, iframe, img, object, embed, form, link, style, meta, base, svg, video, audio';
const folded = (text) => text.replaceAll(/\s+/gu, '');

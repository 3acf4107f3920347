import { renderCard, renderNotice } from '../../../src/channels/slack/block-kit/render-card.ts';
import { renderCardView, renderForm, renderNoticeView } from '../../../src/channels/slack/block-kit/render-form.ts';
import { renderHome } from '../../../src/channels/slack/block-kit/render-home.ts';
import type { Card, Form } from '../../../src/chat/card.ts';
import type { ImmediateReply } from '../../../src/chat/reply.ts';
import { checkShown, createFirstTime } from './check-shown.ts';

/** As long as a conversation's id gets. */
const CONVERSATION = 'D0123456789@U0123456789/1700000000.000100';
const isNew = createFirstTime();

/** What the console shows, Slack must be able to show: in a message, in App Home and in a dialog. */
export function checkCard(card: Card): void {
  const json = JSON.stringify(card);
  if (!isNew(json)) return;
  const where = `“${card.headline}”`;
  const mayLink = json.includes('"link":');
  checkShown(renderCard(card), where, mayLink);
  checkShown(renderHome(card), `${where} at home`, mayLink);
  checkShown(renderCardView(card, 'Steward'), `${where} in a dialog`, mayLink);
}

export function checkReply(reply: ImmediateReply | undefined): void {
  if (reply?.kind === 'openForm' || reply?.kind === 'nextForm') checkForm(reply.form);
  if (reply?.kind === 'showCard' || reply?.kind === 'replaceCard') checkCard(reply.card);
  if (reply?.kind === 'notice') checkNotice(reply.text);
  if (reply?.kind === 'file') checkNotice(reply.instead);
}

function checkForm(form: Form): void {
  checkShown(renderForm(form, CONVERSATION), `the form “${form.title}”`, false);
}

function checkNotice(text: string): void {
  checkShown(renderNotice(text), `the notice “${text}”`, false);
  checkShown(renderNoticeView('Steward', text), `the notice “${text}” in a dialog`, false);
}

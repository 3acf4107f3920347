import { readFileSync } from 'node:fs';
import { blocksHtml } from './block-kit-html.ts';
import { escaped, textHtml } from './element-html.ts';
import { isRecord } from './json-checks.ts';

/** A message of Steward by its blocks, or what a person wrote by its words. */
export interface Posted {
  readonly text: string;
  readonly blocks?: unknown;
  /** Who wrote it; Steward when it is left out. */
  readonly from?: string;
  /** Such as “9:41 AM”. */
  readonly at?: string;
}

export interface PageOptions {
  /** Above messages, such as “# ai-governance”. */
  readonly place?: string;
}

const css = readFileSync(new URL('./block-kit-page.css', import.meta.url), 'utf8');

/**
 * A whole HTML page that looks like Slack: one message, several in a row, a modal or the App Home. For pictures; it
 * shows what a client would, and knows no scripts and no network.
 */
export function renderPage(
  shown: Posted | readonly Posted[] | { readonly type: string },
  options: PageOptions = {},
): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Steward in Slack</title><style>${css}</style><body>${body(shown, options)}</body></html>`;
}

function body(shown: unknown, { place }: PageOptions): string {
  if (isRecord(shown) && shown.type === 'modal') return modalHtml(shown);
  if (isRecord(shown) && shown.type === 'home') return homeHtml(shown);
  const heading = place ? `<header class="place">${escaped(place)}</header>` : '';
  return `<main class="conversation">${heading}${[shown].flat().map(messageHtml).join('')}</main>`;
}

function messageHtml(message: unknown): string {
  if (!isRecord(message)) return '';
  const { from, at, text, blocks } = message;
  const isPerson = typeof from === 'string';
  const name = isPerson ? escaped(from) : 'Steward<span class="badge">APP</span>';
  const content = blocks ? blocksHtml(blocks) : `<div class="rich-text">${escaped(String(text ?? ''))}</div>`;
  const time = escaped(String(at ?? '9:41 AM'));
  return (
    `<article class="message">${isPerson ? avatarHtml(from) : LOGO}` +
    `<div class="content"><div class="sender"><b>${name}</b><time>${time}</time></div>${content}</div></article>`
  );
}

const AVATAR_COLOURS = ['#2f6f8f', '#a2558f', '#b5651d', '#4b7f52', '#6b5fb5', '#9c3d54'];

function avatarHtml(name: string): string {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  const colour = AVATAR_COLOURS[name.length % AVATAR_COLOURS.length] ?? '#616061';
  return `<span class="avatar" style="background:${colour}">${escaped(initials)}</span>`;
}

/** A shield with a tick. */
const LOGO =
  '<span class="avatar logo"><svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="#fff" stroke-width="2" ' +
  'stroke-linecap="round" stroke-linejoin="round"><path d="M12 3l7 3v5c0 4.6-3 8-7 10-4-2-7-5.4-7-10V6z"/>' +
  '<path d="M8.8 12l2.3 2.3 4.2-4.4"/></svg></span>';

function modalHtml({ title, submit, close, blocks }: Record<string, unknown>): string {
  const buttons = [
    close ? `<button class="default">${textHtml(close)}</button>` : '',
    submit ? `<button class="primary">${textHtml(submit)}</button>` : '',
  ];
  return (
    `<main class="backdrop"><section class="modal"><header>${LOGO}<h2>${textHtml(title)}</h2><span class="x">✕</span></header>` +
    `<div class="inside">${blocksHtml(blocks)}</div><footer>${buttons.join('')}</footer></section></main>`
  );
}

function homeHtml({ blocks }: Record<string, unknown>): string {
  return (
    `<main class="home"><header><div class="app">${LOGO}<b>Steward</b></div>` +
    '<nav><span class="current">Home</span><span>Messages</span><span>About</span></nav></header>' +
    `<div class="inside">${blocksHtml(blocks)}</div></main>`
  );
}

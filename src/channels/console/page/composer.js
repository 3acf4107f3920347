import { byId } from './dom.js';

const TALLEST_PX = 180;

/** Enter sends, Shift + Enter starts a new line, and the box grows with its text. Files are sent as they are chosen. */
export function wireComposer(say, upload) {
  const message = byId('message');
  const grow = () => {
    message.style.height = 'auto';
    message.style.height = `${Math.min(message.scrollHeight, TALLEST_PX)}px`;
  };
  message.addEventListener('input', grow);
  message.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
  byId('files').addEventListener('change', async (event) => {
    const files = await Promise.all([...event.target.files].map((file) => described(file, upload)));
    event.target.value = '';
    if (files.length === 0) return;
    say(message.value, files);
    message.value = '';
    grow();
  });
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    if (message.value.trim() === '') return;
    say(message.value);
    message.value = '';
    grow();
  });
}

const DOCUMENT = /\.(?:pdf|docx|md|markdown|txt|html?)$/i;

/** A file as Steward gets to know it. The content of documents is uploaded to be read; that of others stays here. */
async function described(file, upload) {
  const content = await file.arrayBuffer();
  const digest = await crypto.subtle.digest('SHA-256', content);
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = `sha256:${hex}`;
  if (DOCUMENT.test(file.name)) await upload(id, content);
  return { id, name: file.name, mimeType: file.type, bytes: file.size };
}

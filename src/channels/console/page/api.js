/** A refusal by the server, with the sentence that it gave. */
export class Refused extends Error {}

/** The server could not be reached; what was to be read is read again when it can be. */
export class Unreachable extends Error {}

export async function get(path, as) {
  const query = as === undefined ? '' : `?as=${encodeURIComponent(as)}`;
  const response = await fetch(`/console/api/${path}${query}`).catch((cause) => {
    throw new Unreachable('Steward cannot be reached just now.', { cause });
  });
  if (!response.ok) throw new Refused(await sentence(response));
  return response.json();
}

/** The bytes of a file that a reply has named. */
export async function download(file, as) {
  const response = await fetch(`/console/api/made-files?${new URLSearchParams({ as, ...file })}`).catch((cause) => {
    throw new Unreachable('Steward cannot be reached just now.', { cause });
  });
  if (!response.ok) throw new Refused(await sentence(response));
  return response.blob();
}

/**
 * Sends a deed once. `retry` where nobody can know whether it arrived or the server asked for it again: it must then
 * be sent again with the same key.
 */
export async function post(path, body) {
  let response;
  try {
    response = await fetch(`/console/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return { kind: 'done', reply: (await response.json()).reply };
  } catch {
    return { kind: 'retry' };
  }
  if ([502, 503, 504].includes(response.status)) return { kind: 'retry' };
  return { kind: 'refused', message: await sentence(response) };
}

/** Gives a document to be read; `undefined`, or the sentence why it was not taken. */
export async function upload(as, id, content) {
  const query = `as=${encodeURIComponent(as)}&id=${encodeURIComponent(id)}`;
  try {
    const response = await fetch(`/console/api/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: content,
    });
    return response.ok ? undefined : await sentence(response);
  } catch {
    return 'The file could not be uploaded just now, so I cannot read it.';
  }
}

async function sentence(response) {
  const body = await response.json().catch(() => undefined);
  return body?.message ?? `Steward could not do this (${response.status}).`;
}

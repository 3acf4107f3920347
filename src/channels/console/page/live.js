const RECONNECT_MS = 1000;

/** Listens for what changed, and reports whether the server can be heard. Reconnects for as long as it is open. */
export function listen(as, { changed, connected, lost }) {
  let source;
  let timer;
  let closed = false;

  function open() {
    if (closed) return;
    source = new EventSource(`/console/api/events?as=${encodeURIComponent(as)}`);
    source.onopen = connected;
    source.onmessage = (event) => changed(JSON.parse(event.data).conversation);
    source.onerror = () => {
      lost();
      // A browser gives up for good when the answer was an error, so the next try is made here.
      source.close();
      clearTimeout(timer);
      timer = setTimeout(open, RECONNECT_MS);
    };
  }

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
}

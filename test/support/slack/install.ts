/**
 * Installs Steward as an administrator does in a browser: begins at Steward's own page, agrees at Slack's, and is sent
 * back. Answers the page that Steward shows in the end.
 */
export async function installInBrowser(
  publicUrl: string,
  administrator: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const begun = await fetch(`${publicUrl}/slack/install`, { redirect: 'manual' });
  const cookie = begun.headers.getSetCookie().map((one) => one.split(';')[0]);
  const agree = await fetch(locationOf(begun));
  const form = formOf(await agree.text(), administrator);
  const agreed = await fetch(new URL(form.action, agree.url), {
    method: 'POST',
    body: new URLSearchParams(form.fields),
    redirect: 'manual',
  });
  const back = await fetch(locationOf(agreed), { headers: { cookie: cookie.join('; ') } });
  return { status: back.status, text: await back.text() };
}

function locationOf({ headers, status }: Response): string {
  const location = headers.get('location');
  if (location === null) throw new Error(`Expected to be sent on, and got ${status}`);
  return location;
}

/** The emulator's page has a form for each person whom one may be. */
function formOf(page: string, user: string) {
  const forms = [...page.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gsu)];
  for (const [, action = '', inside = ''] of forms) {
    const fields = Object.fromEntries(
      [...inside.matchAll(/name="([^"]+)"\s+value="([^"]*)"/gu)].map(([, name = '', value = '']) => [
        name,
        value.replaceAll('&amp;', '&'),
      ]),
    );
    if (fields.user_id === user) return { action, fields };
  }
  throw new Error(`Nobody can agree as ${user}`);
}

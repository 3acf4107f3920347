import { unreachable } from '../../kernel/unreachable.ts';

/** What the administrator's browser is told at the end of an installation. */
export type InstallationResult =
  | { readonly kind: 'installed'; readonly workspace: string; readonly name: string }
  | { readonly kind: 'notLinked'; readonly workspace: string; readonly name: string }
  | { readonly kind: 'failed'; readonly code: string; readonly again: string };

/** A page of its own, without scripts and pictures. */
export function installationPage(result: InstallationResult): string {
  const { title, paragraphs } = wordsOf(result);
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; }</style></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

function wordsOf(result: InstallationResult): { readonly title: string; readonly paragraphs: readonly string[] } {
  switch (result.kind) {
    case 'installed': {
      const open = `https://app.slack.com/client/${escapeHtml(result.workspace)}`;
      return {
        title: 'Steward is installed',
        paragraphs: [
          `Steward now works in ${escapeHtml(result.name)}. <a href="${open}">Open Slack</a>, find Steward under Apps and say hello.`,
          'Then invite it to the private channel of your governance team.',
        ],
      };
    }
    case 'notLinked':
      return {
        title: 'This workspace is not let in',
        paragraphs: [
          `${escapeHtml(result.name)} (${escapeHtml(result.workspace)}) does not belong to the organisation that runs this Steward. Nothing was kept, and Slack was told to take the permission back.`,
          `Whoever operates Steward lets the workspace in with <code>aims organisation link slack ${escapeHtml(result.workspace)}</code>. Then install it again.`,
        ],
      };
    case 'failed':
      return {
        title: 'Steward was not installed',
        paragraphs: [
          'Nothing was kept. This happens when the installation was cancelled, took longer than ten minutes, or was begun in another browser.',
          `<a href="${escapeHtml(result.again)}">Begin again</a>. If it fails again, tell whoever operates Steward: <code>${escapeHtml(result.code)}</code>`,
        ],
      };
    default:
      return unreachable(result);
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

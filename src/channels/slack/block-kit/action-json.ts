const MARKUP: Readonly<Record<string, string>> = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e' };

/**
 * JSON without `&`, `<` and `>`, which Slack may send back as entities.
 * https://github.com/slackapi/bolt-python/issues/513
 */
export function actionJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[&<>]/g, (character) => MARKUP[character] ?? character);
}

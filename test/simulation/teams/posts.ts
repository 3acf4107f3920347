import type { FatedRequest } from '../../support/teams/fake-connector.ts';
import { isAmbiguous } from '../../support/teams/fates.ts';

/** A message that has to be there once in the end, whatever happened: by where it goes and how it begins. */
export interface Expected {
  readonly conversation: string;
  readonly summary: RegExp;
  readonly times?: number;
  /** Said once beside what was done, and never tried again: it may be missing. */
  readonly isRemark?: boolean;
}

export interface Posts {
  readonly wrong: readonly string[];
  /** Posts whose end nobody can know. */
  readonly inDoubt: number;
  /** Those among them that are expected messages. */
  readonly expectedInDoubt: number;
}

interface Post {
  readonly conversation: string;
  readonly summary: string;
  /** The same for every attempt to post one message; a remark without buttons has none, and may be made twice. */
  readonly name: string | undefined;
  readonly request: FatedRequest;
}

/**
 * Judges what went over the wire: each message was tried until it was taken or its end was unclear, and never after that.
 * A 429 alone says that nothing was taken.
 */
export function postsWrong(requests: readonly FatedRequest[], expected: readonly Expected[]): Posts {
  const posts = requests.flatMap((request) => postIn(request) ?? []);
  const ended = posts.filter(({ request: { fate } }) => !isHeldBack(fate));
  const named = ended.filter(({ name }) => name !== undefined);
  const byName = Map.groupBy(named, ({ conversation, name }) => `${conversation} ${name}`);
  const repeated = [...byName.values()].flatMap((tries) =>
    tries.length > 1 ? [`“${tries[0]?.summary}” was posted again after ${tries[0]?.request.fate.kind}`] : [],
  );
  const missing = expected.flatMap(({ conversation, summary, times = 1, isRemark = false }) => {
    const count = ended.filter((post) => post.conversation === conversation && summary.test(post.summary)).length;
    return count === times || (isRemark && count < times)
      ? []
      : [`${count} messages like ${summary} in ${conversation} instead of ${times}`];
  });
  const doubtful = ended.filter(({ request: { fate } }) => isAmbiguous(fate));
  return {
    wrong: [...repeated, ...missing],
    inDoubt: doubtful.length,
    expectedInDoubt: doubtful.filter((post) =>
      expected.some(
        ({ conversation, summary, isRemark }) =>
          !isRemark && post.conversation === conversation && summary.test(post.summary),
      ),
    ).length,
  };
}

function isHeldBack(fate: FatedRequest['fate']): boolean {
  return fate.kind === 'status' && fate.status === 429;
}

/** A card with buttons is named by its own row, a form by the click that asked for it. */
function postIn(request: FatedRequest): Post | undefined {
  const { method, path, body } = request;
  if (method !== 'POST') return undefined;
  const activity = 'activity' in body ? body.activity : body;
  if (typeof activity !== 'object' || activity === null || !('type' in activity)) return undefined;
  const text = JSON.stringify(activity);
  const named = /"(?:row|opened)":"[^"]+"/u.exec(text)?.[0];
  const summary = 'summary' in activity ? activity.summary : 'text' in activity ? activity.text : '';
  const into = /"channel":\{"id":"(?<id>[^"]+)"/u.exec(JSON.stringify(body.channelData ?? {}))?.groups?.id;
  const conversation = into ?? decodeURIComponent(path.split('/')[3] ?? '');
  return { conversation, summary: String(summary), name: named, request };
}

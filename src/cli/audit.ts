import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditEntry, type AuditVerification, type ChainHead, verifyChain } from '../audit/trail.ts';
import { DEMONSTRATION_NOTICE } from '../register/table.ts';
import type { Organisation } from '../storage/organisations.ts';
import { type Command, type Given, json, type Operator, Refused } from './command.ts';
import { readJson, writeOut } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { anchorFault, SignedAnchor, signAnchor } from './signed-anchor.ts';

export const auditCommands: readonly Command[] = [
  {
    name: 'audit verify',
    usage: '[--anchor FILE] [--json]',
    help: 'proves that no entry of the audit trail was changed, or names the first bad one with exit code 1',
    options: { anchor: { type: 'string' }, json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const anchor = await readAnchor(given, operator);
      const { masterKey } = await operator.storage();
      const organisation = await inOrganisation(operator, async (inside) => inside.organisation);
      const fault =
        anchor &&
        (anchor.organisation === organisation.id
          ? anchorFault(anchor, masterKey)
          : 'the anchor is of another organisation');
      const verified = await verifyUpToHead(trailOf(operator), anchor);
      const result =
        anchor && fault !== undefined && verified.ok
          ? { ...verified, ok: false, firstBad: { sequence: anchor.sequence, problem: fault } }
          : verified;
      return report(result, organisation, given.has('json'));
    },
  },
  {
    name: 'audit anchor',
    usage: '[--out FILE]',
    help: 'the signed head of the audit trail, to be kept outside of this machine',
    options: { out: { type: 'string' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const { masterKey } = await operator.storage();
      const anchor = await inOrganisation(operator, async ({ stores, organisation }) => {
        const { sequence, hash } = await stores.trail.head();
        const at = operator.clock().toISOString();
        return signAnchor({ ...noticeOf(organisation), organisation: organisation.id, sequence, hash, at }, masterKey);
      });
      const file = given.text('out');
      if (file === undefined) return { stdout: json(anchor) };
      await writeOut(operator, file, json(anchor));
      return { stdout: `Wrote the anchor at entry ${anchor.sequence} to ${file}\n` };
    },
  },
];

async function readAnchor(given: Given, operator: Operator): Promise<SignedAnchor | undefined> {
  const file = given.text('anchor');
  if (file === undefined) return undefined;
  const read = SignedAnchor.safeParse(await readJson(operator, file));
  if (!read.success) throw new Refused(`${file} is no anchor as “aims audit anchor” writes it.`);
  return read.data;
}

type Trail = Pick<AuditStore, 'head' | 'entries'>;

/** Each page in a transaction of its own: one for a long chain would run out of its time and keep everybody waiting. */
function trailOf(operator: Operator): Trail {
  const inTrail = <Result>(work: (trail: AuditStore) => Promise<Result>) =>
    inOrganisation(operator, ({ stores }) => work(stores.trail));
  return {
    head: () => inTrail((trail) => trail.head()),
    async *entries() {
      for (let after = 0; ; ) {
        const read = await inTrail((trail) => trail.page(after));
        const last = read.at(-1);
        if (!last) return;
        yield* read;
        after = last.sequence;
      }
    },
  };
}

/** The trail as it stood when its head was read: a server may append to it meanwhile, together with a newer head. */
async function verifyUpToHead(trail: Trail, anchor: ChainHead | undefined): Promise<AuditVerification> {
  const head = await trail.head();
  let beyond: number | undefined;
  async function* upToHead(): AsyncGenerator<AuditEntry> {
    for await (const entry of trail.entries()) {
      if (entry.sequence <= head.sequence) yield entry;
      else beyond ??= entry.sequence;
    }
  }
  const verified = await verifyChain(upToHead(), head, anchor);
  const moved = (await trail.head()).sequence > head.sequence;
  if (!verified.ok || beyond === undefined || moved) return verified;
  return {
    ...verified,
    ok: false,
    firstBad: { sequence: beyond, problem: `the head says ${head.sequence} entries, but the chain goes on` },
  };
}

function report({ ok, entries, head, firstBad }: AuditVerification, organisation: Organisation, asJson: boolean) {
  const bad = firstBad && `The audit trail is broken at entry ${firstBad.sequence}: ${firstBad.problem}.`;
  const { notice } = noticeOf(organisation);
  const good = `${notice ? `${notice}\n` : ''}The audit trail is intact: ${entries} entries, head ${head.hash}\n`;
  const document = { ...noticeOf(organisation), ok, entries, head, firstBad: firstBad ?? null };
  return { stdout: asJson ? json(document) : ok ? good : '', ...(bad ? { stderr: bad } : {}), exitCode: ok ? 0 : 1 };
}

function noticeOf({ kind }: Organisation): { notice?: string } {
  return kind === 'demonstration' ? { notice: DEMONSTRATION_NOTICE } : {};
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, type ChainHead, GENESIS_HASH, linkHash, verifyChain } from '../../../src/audit/trail.ts';

const payloads = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 12 });

describe('the audit chain', () => {
  it('verifies as it was written, and names its head', async () => {
    const chain = chainOf(['one', 'two', 'three']);

    expect(await verify(chain, headOf(chain))).toEqual({ ok: true, entries: 3, head: headOf(chain) });
    expect(await verify([], headOf([]))).toMatchObject({ ok: true, entries: 0 });
  });

  it('reveals an edited entry, even with its own hash made anew', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, fc.nat(), fc.string(), fc.boolean(), async (texts, at, forged, rehash) => {
        const chain = chainOf(texts);
        const place = at % (chain.length - 1);
        fc.pre(forged !== texts[place]);

        const attacked = chain.map((entry, index) => {
          if (index !== place) return entry;
          return { ...entry, payload: forged, hash: rehash ? linkHash(entry.previousHash, forged) : entry.hash };
        });

        const firstBad = rehash ? place + 2 : place + 1;
        expect(await verify(attacked, headOf(chain))).toMatchObject({ ok: false, firstBad: { sequence: firstBad } });
      }),
    );
  });

  it('reveals entries that were taken out or swapped', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, fc.nat(), async (texts, at) => {
        const chain = chainOf(texts);
        const place = at % chain.length;
        const swapped = [...chain];
        swapped.push(...swapped.splice(place, 1));

        expect((await verify(chain.toSpliced(place, 1), headOf(chain))).ok).toBe(false);
        if (place < chain.length - 1) expect((await verify(swapped, headOf(chain))).ok).toBe(false);
      }),
    );
  });

  it('cannot reveal a rewritten end without an anchor kept elsewhere, and does with one', async () => {
    const chain = chainOf(['one', 'two', 'three']);
    const anchor = headOf(chain);
    const rewritten = chainOf(['one', 'two', 'forged', 'more']);
    const cut = chainOf(['one', 'two']);

    expect((await verify(rewritten, headOf(rewritten))).ok).toBe(true);
    expect(await verify(rewritten, headOf(rewritten), anchor)).toMatchObject({ ok: false, firstBad: { sequence: 3 } });
    expect(await verify(cut, headOf(cut), anchor)).toMatchObject({ ok: false, firstBad: { sequence: 3 } });
    expect((await verify(chain, headOf(chain), anchor)).ok).toBe(true);
  });

  it('reveals a head that says something else than the chain', async () => {
    const chain = chainOf(['one', 'two']);

    expect((await verify(chain, headOf(chain.slice(0, 1)))).ok).toBe(false);
  });
});

function chainOf(texts: readonly string[]): readonly AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const payload of texts) {
    const previousHash = chain.at(-1)?.hash ?? GENESIS_HASH;
    chain.push({ sequence: chain.length + 1, payload, previousHash, hash: linkHash(previousHash, payload) });
  }
  return chain;
}

function headOf(chain: readonly AuditEntry[]): ChainHead {
  const last = chain.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : { sequence: 0, hash: GENESIS_HASH };
}

async function verify(chain: readonly AuditEntry[], head: ChainHead, anchor?: ChainHead) {
  async function* entries() {
    yield* chain;
  }
  return verifyChain(entries(), head, anchor);
}

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Somebody in Slack whose clicks on one button are measured, with the values of that button in turn. */
export interface ClickedPerson {
  readonly user: string;
  readonly channel: string;
  readonly values: readonly string[];
}

export interface Load {
  readonly url: string;
  readonly secret: string;
  readonly team: string;
  readonly people: readonly ClickedPerson[];
  readonly forMs: number;
  readonly atOnce: number;
  /** Without it, each of those at once clicks again as soon as the click before is acknowledged. */
  readonly perSecond?: number;
}

const Measured = z.object({ latenciesMs: z.array(z.number()), failed: z.number(), tookMs: z.number() });
export type Measured = z.infer<typeof Measured>;

const PROGRAM = fileURLToPath(new URL('./programs/slack-clicks.ts', import.meta.url));

/** Clicks from another process, so that what they cost is not taken for the server's. */
export async function clickInSlack(load: Load): Promise<Measured> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(load));
  return Measured.parse(JSON.parse(await text(child.stdout)));
}

/** Acknowledged clicks in a second. */
export function throughput({ latenciesMs, tookMs }: Measured): number {
  return latenciesMs.length / (tookMs / 1000);
}

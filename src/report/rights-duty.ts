import type { Obligation } from '../law/result.ts';
import type { Dossier } from './dossier.ts';

/** The rule of the EU AI Act by which a deployer owes it. */
const DUTY = 'deployer-fria';

/** The duty to assess the impact on fundamental rights; `undefined` where the answers do not lead to it. */
export function rightsDuty({ law }: Dossier): Obligation | undefined {
  return law?.result.obligations.find(({ rule }) => rule === DUTY);
}

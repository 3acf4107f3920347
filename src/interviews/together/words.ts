import { type Outcome, refuse } from '../../kernel/outcome.ts';

export const REFUSALS = {
  gone: 'This is no longer there, or is not yours.',
  nobody: 'I know nobody of that name here. Please give the name as it is in the directory.',
  several: 'Several people here have that name. Please choose one of them.',
  oneself: 'That is you. Please choose somebody else.',
  left: 'They are no longer here. Please choose somebody else.',
  noAccount: 'They have no account that I could write to. Please choose somebody else.',
  askedAlready: 'They have been asked for this already.',
  ended: 'This was submitted or ended already, so nobody is asked any more.',
  submittedOnce:
    'This was submitted already, so it stays with whoever submitted it. What it leads to can be handed over in the register.',
  theirs: 'It is theirs already: it was they who asked. Say that you do not know instead.',
  noSuchPart: 'Nothing is open there at the moment. Please choose another question or section.',
  settled: 'This has been answered or taken back meanwhile. Nothing is needed any more.',
} as const;
export type ShareRefusal = keyof typeof REFUSALS;

export function refusal<Code extends ShareRefusal>(code: Code): Outcome<never, Code> {
  return refuse(code, REFUSALS[code]);
}

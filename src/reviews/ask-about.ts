import { isOpen, type Review } from './review.ts';

const ABOUT_REVIEW =
  /^\s*(?:(?:please|show(?: me)?|open|status(?: of)?|state of|find|get|go to|any news (?:on|about)|news (?:on|about)|how (?:about|is|far is)|where (?:is|are we with)|is|has|was|what(?:['’]s| is| was| about)?|what happened (?:to|with)|the|status|state|of|when (?:is|will)|who (?:decided|approved|rejected|reviews|reviewed|has|decides(?: on)?)|why was) )*(REV-\d+)(?:[ ,]+(?:been|be|now|yet|please|due|doing|going|stand|at|approved|decided(?: on)?|rejected|status|and why|why|so far|done))*\s*[?.!]*\s*$/iu;

/** The reference of the review that a message is about, and about nothing else. */
export function reviewAskedAbout(text: string): string | undefined {
  return ABOUT_REVIEW.exec(text)?.[1]?.toUpperCase();
}

const DECIDES =
  /^\s*(?:(?:please|i|we|want to|would like to|i['’]d like to|can you) )*(?:approve|reject|decline|deny|claim|take(?: over)?|release|revoke|hand(?: over)?|give|assign|pass(?: on)?|decide(?: on)?|comment on|ask for changes (?:on|in|to|for)) (REV-\d+)(?: with conditions|(?: over| on)? to [\p{L}\p{N}@ .'’-]{1,60})?\s*[.!]*\s*$/iu;

/** The reference of the review on which somebody wants to decide in words. */
export function reviewToDecide(text: string): string | undefined {
  return DECIDES.exec(text)?.[1]?.toUpperCase();
}

/** The card on which the person who submitted it reads where it stands. */
export function submittersView(review: Review): 'review.changes' | 'review.submission' | 'review.decision' {
  if (review.state === 'changesRequested') return 'review.changes';
  return isOpen(review) ? 'review.submission' : 'review.decision';
}

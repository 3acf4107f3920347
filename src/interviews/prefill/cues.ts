import type { Cue } from './cue.ts';
import { DATA_CUES } from './cues-data.ts';
import { DOING_CUES } from './cues-doing.ts';
import { PEOPLE_CUES } from './cues-people.ts';
import { RUNNING_CUES } from './cues-running.ts';
import { USING_CUES } from './cues-using.ts';

/** All that is listened for. */
export const CUES: readonly Cue[] = [...DOING_CUES, ...USING_CUES, ...DATA_CUES, ...PEOPLE_CUES, ...RUNNING_CUES];

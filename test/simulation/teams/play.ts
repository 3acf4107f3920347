import { howMany } from '../../support/how-many.ts';
import { entraId } from '../../support/teams/activities.ts';
import { playMany } from '../play-many.ts';
import { playSchedule } from './schedule.ts';
import { openStage } from './stage.ts';

export function playOnTeams(file: number): void {
  playMany(file, {
    title:
      'on Teams, words, clicks and forms that come again and reordered, 429, 5xx, lost answers, a slow connector and a database that goes away',
    schedules: howMany('SIMULATION_TEAMS_SCHEDULES', { usual: 40, thorough: 1000 }),
    userOf: (seed) => entraId(1000 + seed),
    open: openStage,
    play: playSchedule,
  });
}

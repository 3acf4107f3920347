import { howMany } from '../../support/how-many.ts';
import { playMany } from '../play-many.ts';
import { playSchedule } from './schedule.ts';
import { openStage } from './stage.ts';

export function playOnSlack(file: number): void {
  playMany(file, {
    title:
      'on Slack, lost, late, repeated and doubled deliveries, 429, 5xx, cut connections and a database that goes away',
    schedules: howMany('SIMULATION_SLACK_SCHEDULES', { usual: 100, thorough: 1000 }),
    userOf: (seed) => `U${seed}SIM`,
    open: openStage,
    play: playSchedule,
  });
}

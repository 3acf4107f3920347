import { playOnTeams } from './play.ts';

playOnTeams(1);

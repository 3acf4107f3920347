import { playOnSlack } from './play.ts';

playOnSlack(1);

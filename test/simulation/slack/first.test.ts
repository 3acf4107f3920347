import { playMany } from './play-many.ts';

playMany(0);

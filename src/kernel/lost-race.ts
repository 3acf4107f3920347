/** Somebody else changed the same thing first. Nothing was saved; the whole work is to be run again on what is there now. */
export class LostRace extends Error {
  constructor(thing: string) {
    super(`${thing} was changed meanwhile`);
    this.name = 'LostRace';
  }
}

import { readReferences } from '../knowledge/references.ts';

/** Says whether an id is one of the standard's, as `ClosedList.isClauseOrControl`. */
export type IdExists = (id: string) => boolean;

/** Whether every clause and control that the text names is in the closed list. */
export function everyIdExists(text: string, exists: IdExists): boolean {
  return readReferences(text).references.every(({ id, named }) => !named || exists(id));
}

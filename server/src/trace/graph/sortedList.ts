import { compareText } from '../../model/compare.ts';
import { countWhile } from '../../model/countWhile.ts';
import { merged } from './merged.ts';

/** Whether a text is to stand in a sorted list of distinct texts from now on. */
export type ListEdit = ReadonlyMap<string, boolean>;

/** The list after an edit, in order of code units; the same list when nothing changes. */
export function edited(list: readonly string[], edit: ListEdit): readonly string[] {
  const fresh: string[] = [];
  let gone = false;
  for (const [text, present] of edit) {
    if (includes(list, text) === present) continue;
    if (present) fresh.push(text);
    else gone = true;
  }
  const kept = gone ? list.filter((text) => edit.get(text) !== false) : list;
  return fresh.length === 0 ? kept : merged(kept, fresh.sort(compareText), compareText);
}

/** True when a sorted list has a text. */
function includes(list: readonly string[], text: string): boolean {
  return list[countWhile(list.length, (at) => (list[at] ?? text) < text)] === text;
}

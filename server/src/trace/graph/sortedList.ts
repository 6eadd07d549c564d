import { compareText } from '../../model/compare.ts';
import { countWhile } from '../../model/countWhile.ts';

/** What is to be put into and taken out of a sorted list of distinct texts. */
export interface ListEdit {
  readonly added: Set<string>;
  readonly removed: Set<string>;
}

/** Notes that `text` is to stand in the list, or no longer. The last word counts. */
export function note(edit: ListEdit, text: string, present: boolean): void {
  edit[present ? 'added' : 'removed'].add(text);
  edit[present ? 'removed' : 'added'].delete(text);
}

/** The list after an edit, in order of code units; the same list when nothing changes. */
export function edited(list: readonly string[], { added, removed }: ListEdit): readonly string[] {
  const fresh = [...added].filter((text) => !includes(list, text)).sort(compareText);
  const gone = [...removed].some((text) => includes(list, text));
  if (fresh.length === 0 && !gone) return list;
  const kept = gone ? list.filter((text) => !removed.has(text)) : list;
  return fresh.length === 0 ? kept : merged(kept, fresh);
}

/** True when a sorted list has a text. */
export function includes(list: readonly string[], text: string): boolean {
  return list[countWhile(list.length, (at) => (list[at] ?? text) < text)] === text;
}

function merged(a: readonly string[], b: readonly string[]): readonly string[] {
  // A list that grows by and by takes room for more than it will ever hold.
  const result = new Array<string>(a.length + b.length);
  let length = 0;
  let i = 0;
  for (const text of b) {
    for (let next = a[i]; next !== undefined && next < text; next = a[i]) {
      result[length++] = next;
      i++;
    }
    result[length++] = text;
  }
  for (; i < a.length; i++) result[length++] = a[i] ?? '';
  return result;
}

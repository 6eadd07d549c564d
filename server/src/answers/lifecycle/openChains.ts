import type { FileFacts } from '../../model/facts.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FileFindings, Findings } from '../../rules/findings.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/** Rules about hazards, situations, causes and controls. */
function isAboutRisk({ code }: { readonly code: string }): boolean {
  return code.startsWith('LT4');
}

interface Concerned {
  readonly facts: FileFacts;
  readonly keys: ReadonlySet<ItemKey>;
}

/** What the findings of a file concern, for as long as the file says the same. */
const concerned = new WeakMap<FileFindings, Concerned>();

/** How many hazardous situations have an open finding, of their own or of a cause or control that names them. */
export function openChains(snapshot: Snapshot, findings: Findings): number {
  const situations = new Set(snapshot.definedKeys.get('HS') ?? []);
  const open = new Set<ItemKey>();
  for (const [path, file] of findings.filesWith(isAboutRisk)) {
    const facts = snapshot.files.get(path);
    if (!facts) continue;
    let known = concerned.get(file);
    if (known?.facts !== facts) {
      known = { facts, keys: keysIn(facts, file) };
      concerned.set(file, known);
    }
    for (const key of known.keys) if (situations.has(key)) open.add(key);
  }
  return open.size;
}

function keysIn({ items }: FileFacts, { open }: FileFindings): ReadonlySet<ItemKey> {
  const named = new Set(open.filter(isAboutRisk).map(({ item }) => item));
  const keys = new Set<ItemKey>();
  for (const { id, key, links } of items) {
    if (!named.has(id)) continue;
    keys.add(key);
    for (const { kind, toKey } of links) if (kind === 'causes' || kind === 'mitigates') keys.add(toKey);
  }
  return keys;
}

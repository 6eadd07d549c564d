import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The ID of a record where it is defined. */
export interface RecordPlace {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** How a made-up project begins a record in YAML and in Markdown; the groups are what stands in front of its ID, and its type. */
const RECORD = /^(- id: |#+ )([A-Z]+)-\d+/;

/** Where the records of a made-up project are defined, by their type. */
export function recordPlaces(folder: string): ReadonlyMap<string, readonly RecordPlace[]> {
  const places = new Map<string, RecordPlace[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:yaml|md)$/.test(file)) continue;
    const absolute = path.join(folder, file);
    const uri = pathToFileURL(absolute).toString();
    for (const [line, text] of readFileSync(absolute, 'utf8').split('\n').entries()) {
      const [, before = '', type] = RECORD.exec(text) ?? [];
      if (type === undefined) continue;
      const place = { uri, position: { line, character: before.length } };
      const known = places.get(type);
      if (known) known.push(place);
      else places.set(type, [place]);
    }
  }
  return places;
}

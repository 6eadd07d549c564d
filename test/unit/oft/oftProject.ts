import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileFacts } from '../../../server/src/model/facts.ts';
import { lineStartsOf } from '../../../server/src/model/lineIndex.ts';
import { oftDialect } from '../../../server/src/read/dialects/oft.ts';
import { TextLines } from '../../../server/src/read/textLines.ts';
import type { OftItem } from '../../../server/src/trace/oft/oftItem.ts';
import { type OftTrace, traceOft } from '../../../server/src/trace/oft.ts';

/** What the dialect says about one file. */
export function factsOf(file: string, text: string): FileFacts {
  const facts = oftDialect.read({ path: file, lines: new TextLines(text), language: 'text', role: 'source' });
  return {
    path: file,
    language: 'text',
    role: 'source',
    lineStarts: lineStartsOf(text),
    units: [],
    suppressions: [],
    ...facts,
  };
}

/** Texts by path, read and traced. */
export function traceOf(texts: Readonly<Record<string, string>>): OftTrace {
  return traceOft(
    Object.entries(texts)
      .filter(([file]) => oftDialect.reads(file))
      .map(([file, text]) => factsOf(file, text)),
  );
}

/** The only item of that ID. */
export function itemIn(trace: OftTrace, id: string): OftItem {
  const found = trace.items.filter((item) => item.id === id);
  const [item] = found;
  if (found.length !== 1 || !item) throw new Error(`${found.length} items ${id}`);
  return item;
}

/** The texts of a directory of fixtures by relative path. */
export function readProject(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    files.map((file) => [path.relative(directory, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

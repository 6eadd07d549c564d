import { pathTest } from '../config/globs.ts';
import { EVIDENCE_FILE, PROJECT_FILE } from '../config/project.ts';
import type { YamlNode, YamlScalar } from '../config/yamlNode.ts';
import { entryOf, parseYaml } from '../config/yamlTree.ts';
import type { SpannedText } from '../model/facts.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { approvalOf } from './edits/approval.ts';
import type { FileChange, Texts } from './edits/fileChange.ts';
import { shown } from './fixes/fix.ts';

/** A file or folder that is to have another path. */
export interface MovedFile {
  readonly from: FilePath;
  readonly to: FilePath;
}

/** What follows from a move. */
export interface MoveAnswer {
  readonly changes: readonly FileChange[];
  /** Globs that hold a moved file by a pattern and not the new path: somebody has to decide. One sentence each. */
  readonly left: readonly string[];
}

/** Fields whose values are paths or globs. */
const PATH_FIELDS: ReadonlySet<string> = new Set(['path', 'paths', 'procedure']);

/**
 * Brings the paths up to date that records, the project file and the map of evidence give: those of a moved file, and
 * those that begin with a moved folder. A pattern is left alone, and named if the move takes a file out of it. In steps, a record each.
 */
export function* pathsAfterMove(snapshot: Snapshot, texts: Texts, moves: readonly MovedFile[]): Steps<MoveAnswer> {
  const changes: FileChange[] = [];
  const left = new Set<string>();
  const look = (file: FilePath, span: Span, written: string, record?: Item): void => {
    const renamed = moved(written, moves);
    if (renamed === undefined) {
      for (const sentence of leftIn(snapshot, written, moves)) left.add(`${file}: ${sentence}`);
      return;
    }
    if (texts(file)?.slice(span.start, span.end) !== written) {
      left.add(`${file}: “${shown(written)}” could not be changed.`);
      return;
    }
    changes.push({ file, span, text: renamed, ...(record && approvalOf(record)) });
  };
  for (const item of snapshot.items) {
    yield;
    if (item.fact.dialect !== 'lifetrace') continue;
    for (const { name, values } of item.fact.attributes) {
      if (!PATH_FIELDS.has(name)) continue;
      for (const { text, span } of values) look(item.file, span, text, item);
    }
  }
  const project = snapshot.files.has(PROJECT_FILE) ? texts(PROJECT_FILE) : undefined;
  for (const { text, span } of project === undefined ? [] : pathsInProject(project)) look(PROJECT_FILE, span, text);
  for (const { text, span } of evidencePaths(snapshot)) look(EVIDENCE_FILE, span, text);
  return { changes, left: [...left].sort() };
}

/** A path or glob after the moves, or undefined when they leave it alone. */
function moved(written: string, moves: readonly MovedFile[]): string | undefined {
  const path = written.replace(/^\.\//, '');
  const dot = written.slice(0, written.length - path.length);
  for (const { from, to } of moves) {
    if (path === from) return dot + to;
    if (path.startsWith(`${from}/`)) return `${dot}${to}${path.slice(from.length)}`;
  }
  return undefined;
}

function leftIn(snapshot: Snapshot, glob: string, moves: readonly MovedFile[]): readonly string[] {
  if (!/[*?[{]/.test(glob)) return [];
  const matches = pathTest([glob]);
  const files = moves.flatMap(({ from, to }) => {
    if (snapshot.files.has(from)) return { from, to };
    const below = [...snapshot.files.values()].filter(({ path }) => path.startsWith(`${from}/`));
    return below.map(({ path }) => ({ from: path, to: to + path.slice(from.length) }));
  });
  const out = files.find(({ from, to }) => matches(from) && !matches(to));
  return out
    ? [`“${shown(glob)}” holds ${shown(out.from)}, but not ${shown(out.to)}. A pattern is left as it is.`]
    : [];
}

/** The files that the map of evidence points to, without the headings in them. */
function evidencePaths({ evidence }: Snapshot): readonly SpannedText[] {
  const pointers = [...evidence.entries.values()].flatMap((entry) => entry.pointers);
  return pointers.flatMap(({ kind, text, span: { start } }) => {
    if (kind !== 'file') return [];
    const [path = ''] = text.split('#', 1);
    return [{ text: path, span: { start, end: start + path.length } }];
  });
}

/** Globs of the project file. */
function pathsInProject(text: string): readonly YamlScalar[] {
  const [root] = parseYaml(text).roots;
  const units = root && entryOf(root, 'units')?.value;
  const parts = [
    ...['files', 'softwareItems'].map((key) => entryOf(root, key)?.value),
    entryOf(units, 'include')?.value,
    ...['exclude', 'overrides'].flatMap((key) => {
      const list = entryOf(units, key)?.value;
      return list?.kind === 'list' ? list.entries.map((entry) => entryOf(entry, 'paths')?.value) : [];
    }),
  ];
  return parts.flatMap((part) => (part ? scalarsBelow(part) : []));
}

function scalarsBelow(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.entries.flatMap(scalarsBelow);
  return node.entries.flatMap(({ value }) => scalarsBelow(value));
}

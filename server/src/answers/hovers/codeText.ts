import { groupBy } from '../../model/groups.ts';
import { placeText } from '../../trace/place.ts';
import { tokenOf } from '../codePlace.ts';
import type { Implementation } from '../implementations.ts';
import { type HoverContext, idOf, levelMark, listed } from './hoverContext.ts';

/** How much of a list of code is told. */
export interface CodeLimits {
  readonly files: number;
  /** Functions per file. */
  readonly names: number;
}

const USUAL: CodeLimits = { files: 4, names: 5 };

/** Code by file: software unit record, file and first line, class, functions. Empty for no code. */
export function codeText(context: HoverContext, code: readonly Implementation[], limits = USUAL): string {
  const files = groupBy(code, ({ file, record }) => `${file}\n${record?.id ?? ''}`);
  const parts = [...files.values()].map((inFile) => fileText(context, inFile, limits));
  return listed(parts, ' · ', limits.files);
}

function fileText(context: HoverContext, inFile: readonly Implementation[], limits: CodeLimits): string {
  const { snapshot, style } = context;
  const [first] = inFile;
  if (!first) return '';
  const record = first.record ? `${idOf(context, first.record)} ` : '';
  const names = inFile.flatMap(({ unit }) => (unit ? [style.code(unit.fact.name)] : []));
  const functions = names.length > 0 ? ` ${listed(names, ', ', limits.names)}` : '';
  return `${record}${style.link(tokenOf(first), placeText(snapshot, first.file, first.selection.start))}${levelOf(context, first)}${functions}`;
}

function levelOf(context: HoverContext, { unit, record }: Implementation): string {
  if (unit?.level !== undefined) return ` ${context.style.text(`[${unit.level}]`)}`;
  return record ? levelMark(context, record) : '';
}

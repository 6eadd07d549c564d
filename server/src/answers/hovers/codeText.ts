import { append } from '../../model/groups.ts';
import type { Steps } from '../../model/steps.ts';
import { placeText } from '../../trace/place.ts';
import { tokenOf } from '../codePlace.ts';
import type { Implementation } from '../implementations.ts';
import { type HoverContext, idOf, levelMark, listedAs } from './hoverContext.ts';

/** How much of a list of code is told. */
export interface CodeLimits {
  readonly files: number;
  /** Functions per file. */
  readonly names: number;
}

const USUAL: CodeLimits = { files: 4, names: 5 };

/** Code by file: software unit record, file and first line, class, functions. Empty for no code. In steps, a place each. */
export function* codeText(context: HoverContext, code: readonly Implementation[], limits = USUAL): Steps<string> {
  const files = new Map<string, Implementation[]>();
  for (const place of code) {
    append(files, `${place.file}\n${place.record?.id ?? ''}`, place);
    yield;
  }
  return listedAs([...files.values()], (inFile) => fileText(context, inFile, limits), ' · ', limits.files);
}

function fileText(context: HoverContext, inFile: readonly Implementation[], limits: CodeLimits): string {
  const { snapshot, style } = context;
  const [first] = inFile;
  if (!first) return '';
  const record = first.record ? `${idOf(context, first.record)} ` : '';
  const units = inFile.flatMap(({ unit }) => unit ?? []);
  const names = listedAs(units, ({ fact }) => style.code(fact.name), ', ', limits.names);
  const functions = names === '' ? '' : ` ${names}`;
  return `${record}${style.link(tokenOf(first), placeText(snapshot, first.file, first.selection.start))}${levelOf(context, first)}${functions}`;
}

function levelOf(context: HoverContext, { unit, record }: Implementation): string {
  if (unit?.level !== undefined) return ` ${context.style.text(`[${unit.level}]`)}`;
  return record ? levelMark(context, record) : '';
}

import type { ReadProblem, SpannedText } from '../model/facts.ts';
import { nearest } from '../model/nearest.ts';
import type { Span } from '../model/span.ts';
import { globProblem } from './globs.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yamlNode.ts';

/** A largest edit distance at which a misspelt key is still recognised. */
const NEAR = 3;

/**
 * Reads values out of a YAML tree and collects what does not fit, each with the path of the key and its place, as
 * findings of code LT007. What does not fit is left out; the rest is used.
 */
export class ConfigReader {
  readonly problems: ReadProblem[] = [];

  /** Reports that the value at `path` does not fit. */
  report(path: string, message: string, span: Span): void {
    this.problems.push({ code: 'LT007', message: `${path === '' ? 'File' : path}: ${message}`, span });
  }

  /** The node as a map whose keys are all in `keys` (any key when undefined); unknown keys are reported. */
  map(node: YamlNode, path: string, keys?: readonly string[]): YamlMap | undefined {
    if (node.kind === 'scalar' && node.empty) return undefined;
    if (node.kind !== 'map') {
      this.report(path, 'expected a map of keys and values.', node.span);
      return undefined;
    }
    if (keys) for (const entry of node.entries) if (!keys.includes(entry.key)) this.#unknown(path, entry, keys);
    return node;
  }

  /** The node as a text. */
  text(node: YamlNode, path: string): string | undefined {
    if (node.kind === 'scalar') return node.empty ? undefined : node.text;
    this.report(path, 'expected a text.', node.span);
    return undefined;
  }

  /** The node as one of `choices`. */
  choice<T extends string>(node: YamlNode, path: string, choices: readonly T[]): T | undefined {
    const text = this.text(node, path);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.report(path, `expected one of ${choices.join(', ')}, found “${text}”.`, node.span);
    return found;
  }

  /** The node as a number. */
  number(node: YamlNode, path: string): number | undefined {
    const text = this.text(node, path);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    this.report(path, `expected a number, found “${text}”.`, node.span);
    return undefined;
  }

  /** The node as true or false. */
  flag(node: YamlNode, path: string): boolean | undefined {
    const text = this.choice(node, path, ['true', 'false']);
    return text === undefined ? undefined : text === 'true';
  }

  /** The node as a list of texts; a single text counts as a list of one. */
  texts(node: YamlNode, path: string): readonly SpannedText[] {
    if (node.kind === 'scalar') return node.empty ? [] : [{ text: node.text, span: node.span }];
    if (node.kind === 'map') {
      this.report(path, 'expected a list of texts.', node.span);
      return [];
    }
    return node.entries.flatMap((entry, index) => {
      if (entry.kind === 'scalar' && !entry.empty) return [{ text: entry.text, span: entry.span }];
      this.report(`${path}[${index}]`, 'expected a text.', entry.span);
      return [];
    });
  }

  /** The node as a list of texts out of `choices`; a single text counts as a list of one. */
  choices<T extends string>(node: YamlNode, path: string, choices: readonly T[]): readonly T[] {
    return this.texts(node, path).flatMap(({ text, span }) => {
      const found = choices.find((choice) => choice === text);
      if (found !== undefined) return [found];
      this.report(path, `expected one of ${choices.join(', ')}, found “${text}”.`, span);
      return [];
    });
  }

  /** The node as a list of globs; a single text counts as a list of one. */
  globs(node: YamlNode, path: string): readonly string[] {
    return this.texts(node, path).flatMap((glob) => {
      const problem = globProblem(glob.text);
      if (problem === undefined) return [glob.text];
      this.report(path, problem, glob.span);
      return [];
    });
  }

  #unknown(path: string, entry: YamlEntry, keys: readonly string[]): void {
    const near = nearest(entry.key, keys, NEAR);
    const hint = near === undefined ? ` Known keys: ${keys.join(', ')}.` : ` Did you mean “${near}”?`;
    this.report(joinPath(path, entry.key), `unknown key.${hint}`, entry.keySpan);
  }
}

/** `files` and `specs` give `files.specs`. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

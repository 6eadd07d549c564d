import type { Span } from '../model/span.ts';

/** A scalar with the text that a person reads; quotes are not part of its span. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** True for a key or list entry with nothing behind it. */
  readonly empty: boolean;
  readonly span: Span;
}

/** A sequence. */
export interface YamlList {
  readonly kind: 'list';
  readonly entries: readonly YamlNode[];
  readonly span: Span;
}

/** One key of a map with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** A map, in the order of the text. */
export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

/** A YAML value with the places of its parts. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

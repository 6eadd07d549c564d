/**
 * Where to go in an editor. As in all messages of our own, positions are zero-based with UTF-16 columns, and addresses are
 * URIs as strings.
 */
export interface Target {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Values by key. */
export interface Lookup<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
}

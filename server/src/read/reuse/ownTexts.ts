import { ownText } from '../../model/ownText.ts';

/** Data whose texts have been seen to. */
export abstract class Owned {}

/** The same plain data with texts of its own, see {@link ownText}. {@link Owned} parts of it stay as they are. */
export function ownTexts<T>(data: T): T {
  return owned(data) as T;
}

function owned(value: unknown): unknown {
  if (typeof value === 'string') return ownText(value);
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== 'object' || value === null || value instanceof Owned) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, owned(each)]));
}

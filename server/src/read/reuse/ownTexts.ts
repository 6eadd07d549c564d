import { ownText } from '../../model/ownText.ts';

/** The same plain data with texts of its own, see {@link ownText}. */
export function ownTexts<T>(data: T): T {
  return owned(data) as T;
}

function owned(value: unknown): unknown {
  if (typeof value === 'string') return ownText(value);
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, owned(each)]));
}

/** A duration as a person reads it. */
export function shownMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}

/** An amount of memory as a person reads it. */
export function shownBytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MiB`;
}

/** A ratio as a person reads it. */
export function shownRatio(ratio: number): string {
  return ratio >= 100 ? `${Math.round(ratio)}` : ratio.toFixed(ratio >= 10 ? 1 : 2);
}

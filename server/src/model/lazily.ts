/** Gives what `work` gives, which is done the first time that somebody asks, and never again; what it rested on may go then. */
export function lazily<T>(work: () => T): () => T {
  let known: { readonly work: () => T } | { readonly value: T } = { work };
  return () => {
    if ('work' in known) known = { value: known.work() };
    return known.value;
  };
}

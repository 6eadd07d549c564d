/** What {@link element} gives a new element. */
export interface ElementOptions {
  readonly class?: string;
  /** Shown as text, never as markup: it may come from the workspace. */
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Creates an element with its children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  if (options.class !== undefined) created.className = options.class;
  if (options.text !== undefined) created.textContent = options.text;
  if (options.title !== undefined) created.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

/** A codicon that only decorates: what it says is said in words elsewhere. */
export function icon(name: string, className = ''): HTMLElement {
  const created = element('vscode-icon', { class: className });
  created.name = name;
  return created;
}

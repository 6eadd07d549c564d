/** Speaks the editor's language; both `l10n` of VS Code and the package of that name do. */
export interface Words {
  readonly t: (message: string, ...args: (string | number | boolean)[]) => string;
}

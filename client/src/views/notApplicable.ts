import { type Disposable, ThemeColor, Uri, window } from 'vscode';

const SCHEME = 'lifetrace-not-applicable';

/** Address of a tree row that the safety class does not require; the editor greys rows with such an address. */
export function notApplicableUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}` });
}

/** Greys the tree rows that have an address of {@link notApplicableUri}. */
export function greyNotApplicableRows(): Disposable {
  const color = new ThemeColor('disabledForeground');
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => (uri.scheme === SCHEME ? { color } : undefined),
  });
}

import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import { panelHtml } from './panelHtml.ts';

/**
 * Shows one of our pages in a webview, which may load nothing but what the build has put beside it.
 *
 * @param page name of its script and its style sheet in `dist/webview`.
 * @param title for those who do not see the page.
 */
export function showPage(webview: Webview, extensionUri: Uri, page: string, title: string): void {
  const files = Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(files, name)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [files] };
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    script: address(`${page}.js`),
    style: address(`${page}.css`),
    codicons: address('codicon.css'),
    title,
    language: env.language,
    words: l10n.bundle ?? {},
  });
}

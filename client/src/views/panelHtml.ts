/** What a page in a webview refers to; all addresses as the webview sees them. */
export interface PanelPage {
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly codicons: string;
  /** Name of the page, in the language of the editor. */
  readonly title: string;
  /** Language of the editor, for example `de`. */
  readonly language: string;
  /** What the page's own texts are in that language; see `webview/words.ts`. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * The page of a panel. It holds no text of the workspace: the script fills it from messages. Scripts
 * and styles load only from the extension, nothing inline runs, and no other host can be reached.
 */
export function panelHtml({ cspSource, nonce, script, style, codicons, title, language, words }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${codicons}">
<link rel="stylesheet" href="${style}">
<script type="module" nonce="${nonce}" src="${script}"></script>
</head>
<body>
<script type="application/json" id="words">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>
<main id="panel" aria-label="${escaped(title)}"></main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

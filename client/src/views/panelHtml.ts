/** What the page of the safety class panel refers to; all addresses as the webview sees them. */
export interface PanelPage {
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly codicons: string;
}

/**
 * The page of the safety class panel. It holds no text of the workspace: the script fills it from messages. Scripts
 * and styles load only from the extension, nothing inline runs, and no other host can be reached.
 */
export function panelHtml({ cspSource, nonce, script, style, codicons }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Safety classes</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${codicons}">
<link rel="stylesheet" href="${style}">
<script type="module" nonce="${nonce}" src="${script}"></script>
</head>
<body>
<main id="panel" aria-label="Safety classes"></main>
</body>
</html>
`;
}

import assert from 'node:assert/strict';
import { panelHtml } from '../../../client/src/views/panelHtml.ts';

describe('page of the safety class panel', () => {
  const html = panelHtml({
    cspSource: 'https://webview',
    nonce: 'abc123',
    script: 'https://webview/panel.js',
    style: 'https://webview/panel.css',
    codicons: 'https://webview/codicon.css',
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

  it('forbids everything that it does not need', () => {
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc123'",
      'style-src https://webview',
      'font-src https://webview',
    ]);
  });

  it('has no script and no style of its own', () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script type="module" nonce="abc123" src="https://webview/panel.js">',
    ]);
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });
});

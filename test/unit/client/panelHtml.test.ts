import assert from 'node:assert/strict';
import { panelHtml } from '../../../client/src/views/panelHtml.ts';

describe('page of the safety class panel', () => {
  const html = panelHtml({
    cspSource: 'https://webview',
    nonce: 'abc123',
    script: 'https://webview/panel.js',
    style: 'https://webview/panel.css',
    codicons: 'https://webview/codicon.css',
    title: 'Sicherheitsklassen & "mehr"',
    language: 'de',
    words: { 'No <b>': 'Kein </script><b>' },
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
      '<script type="application/json" id="words">',
    ]);
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });

  it('brings the words of the language, whatever they hold', () => {
    const words = /id="words">(.*)<\/script>/.exec(html)?.[1] ?? '';
    assert.ok(!words.includes('<'), words);
    assert.deepEqual(JSON.parse(words), { 'No <b>': 'Kein </script><b>' });
    assert.match(html, /<html lang="de">/);
    assert.match(html, /<title>Sicherheitsklassen &amp; &quot;mehr&quot;<\/title>/);
  });
});

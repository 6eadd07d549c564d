import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

describe('a client with few abilities', () => {
  let server: LanguageServer;

  it('gets plain places, and hovers without commands', async () => {
    const folder = temporaryProject({
      'spec.md': '# SRS-1 Stop\n- derives: SYS-1\n# SYS-1 Deliver\n',
      'a.c': '// @implements SRS-1\n',
    });
    server = await LanguageServer.start([folder], { capabilities: {}, settings: null });
    await server.open(folder, 'a.c', '// @implements SRS-1\n');
    const places = await server.ask<{ uri: string }[]>('textDocument/definition', folder, 'a.c', 0, 16);
    assert.deepEqual(
      places.map((place) => place.uri),
      [uriOf(folder, 'spec.md')],
    );
    const hover = await server.ask<{ contents: { value: string } } | null>('textDocument/hover', folder, 'a.c', 0, 16);
    assert.match(hover?.contents.value ?? '', /SYS-1/);
    assert.doesNotMatch(hover?.contents.value ?? '', /command:/);
    await server.stop();
  });

  it('is asked for nothing that it cannot do, and is sent what is found', async () => {
    const folder = temporaryProject({ 'spec.md': '# SRS-1 Stop\n', 'a.c': '// @implements SRS-7\n' });
    server = await LanguageServer.start([folder], {
      // Asks for findings, but cannot be told to ask again: it would show what is out of date.
      capabilities: { textDocument: { diagnostic: { dynamicRegistration: false } } },
      settings: null,
    });
    await server.until(() => server.findings(folder, 'a.c').some((finding) => finding.startsWith('LT002')));
    await server.open(folder, 'a.c', '// @implements SRS-1\n');
    await server.until(() => server.findings(folder, 'a.c').length === 0);
    assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
    assert.deepEqual(server.registered, []);
    // A client that says nothing of columns counts them as the protocol does by itself.
    assert.equal(server.initialized.capabilities.positionEncoding, undefined);
    await server.stop();
  });

  it('reaches the server through the command line', async () => {
    const folder = temporaryProject({ 'spec.md': '# SRS-1 Stop\n', 'a.c': '// @implements SRS-1\n' });
    server = await LanguageServer.start([folder], {
      command: ['dist/cli.cjs', 'lsp', '--stdio'],
      capabilities: {},
      settings: null,
    });
    const exit = new Promise((resolve) => server.process.once('exit', resolve));
    await server.open(folder, 'a.c', '// @implements SRS-1\n');
    const places = await server.ask<{ uri: string }[]>('textDocument/definition', folder, 'a.c', 0, 16);
    assert.deepEqual(
      places.map((place) => place.uri),
      [uriOf(folder, 'spec.md')],
    );
    await server.connection.sendRequest('shutdown');
    await server.connection.sendNotification('exit');
    assert.equal(await exit, 0);
    server.connection.dispose();
  });

  it('loses nothing that it says before it is answered', async () => {
    const folder = temporaryProject({ 'spec.md': '# SRS-1 Stop\n' });
    const child = spawn(process.execPath, [inRepository('dist/server.cjs'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const uri = uriOf(folder, 'a.c');
    // In one breath, as clients do that know what they will be answered.
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: uriOf(folder), capabilities: {} } },
      { method: 'initialized', params: {} },
      {
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'c', version: 1, text: '// @implements SRS-1\n' } },
      },
      {
        id: 2,
        // It waits until its target has been read.
        method: 'textDocument/definition',
        params: { textDocument: { uri }, position: { line: 0, character: 16 } },
      },
    ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
    const answer = new Promise<string>((resolve) => {
      let seen = '';
      child.stdout.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (seen.includes('"id":2')) resolve(seen);
      });
    });
    child.stdin.write(messages.map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`).join(''));
    assert.match(await answer, /"id":2,"result":\[.*spec\.md/);
    child.kill();
  });
});

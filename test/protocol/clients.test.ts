import assert from 'node:assert/strict';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

describe('a client with few abilities', () => {
  it('gets plain places, and hovers without commands', async () => {
    const folder = temporaryProject({
      'spec.md': '# SRS-1 Stop\n- derives: SYS-1\n# SYS-1 Deliver\n',
      'a.c': '// @implements SRS-1\n',
    });
    const server = await LanguageServer.start([folder], { capabilities: {}, settings: null });
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
});

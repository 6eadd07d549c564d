import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ProjectProposal, ProjectProposalRequest } from '../../server/src/protocol.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const CODE = 'int main(void) { return 0; }\n';

describe('the proposal of a project file over the protocol', () => {
  let server: LanguageServer;

  afterEach(() => server.stop());

  function propose(folder: string): Promise<ProjectProposal | null> {
    return server.connection.sendRequest(ProjectProposalRequest.method, { folder: uriOf(folder) });
  }

  it('is for the folder that was named, by what is in it and in its editors, and writes nothing', async () => {
    const [one, two] = [temporaryProject({ 'src/a.c': CODE, 'deps/b.c': CODE }), temporaryProject({ 'src/a.c': CODE })];
    server = await LanguageServer.start([one, two]);
    await server.ready();
    assert.match((await propose(one))?.text ?? '', /"deps\/\*\*"/);
    assert.doesNotMatch((await propose(two))?.text ?? '', /deps/);
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: uriOf(two, 'docs/requirements.md'),
        languageId: 'markdown',
        version: 1,
        text: '# LLR-1 One\n# LLR-2 Two\n# LLR-3 Three\n',
      },
    });
    assert.match((await propose(two))?.text ?? '', /^ {2}SRS: \[LLR\]/m);
    assert.ok(!existsSync(path.join(one, '.lifetrace')));
  });

  it('is none where there is a project file, or no folder', async () => {
    const folder = temporaryProject({ '.lifetrace/project.yaml': 'product: {name: Pump}\n' });
    server = await LanguageServer.start([folder]);
    await server.ready();
    assert.equal(await propose(folder), null);
    assert.equal(await propose(path.join(folder, 'elsewhere')), null);
  });
});

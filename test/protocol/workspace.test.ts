import assert from 'node:assert/strict';
import { renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type DocumentDiagnosticReport, LogMessageNotification } from 'vscode-languageserver/node';
import { type LifecycleNode, LifecycleRequest } from '../../server/src/protocol/lifecycle.ts';
import { describeDiagnostic, LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

const PROJECT = { '.lifetrace/project.yaml': 'product: {name: Pump}\n', 'spec.md': '# SRS-1 Stop\n- source: IEC\n' };
const TAGGED = '// @implements SRS-1\nint stop(void) { return 0; }\n';
const DANGLING = 'LT002 1:16 “SRS-1” is not defined in this workspace.';
const DUPLICATE = 'LT001 1:3 “SRS-1” is already defined at ';

function has(findings: readonly string[], beginning: string): boolean {
  return findings.some((finding) => finding.startsWith(beginning));
}

describe('a server in a workspace', () => {
  let server: LanguageServer;

  afterEach(async () => {
    await server.stop();
  });

  it('indexes for a client that refuses to show progress and to watch files', async () => {
    const folder = temporaryProject(PROJECT);
    server = await LanguageServer.start([folder], {
      capabilities: {
        window: { workDoneProgress: true },
        workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    server.connection.onRequest('client/registerCapability', () => {
      throw new Error('not here');
    });
    await server.ready();
    assert.equal(server.status?.folders[0]?.items, 1);
  });

  it('says in its log why it has read nothing', async () => {
    const folder = temporaryProject({ '.gitignore': '/*\n', 'spec.md': '# SRS-1 Stop\n', 'src/stop.c': TAGGED });
    server = await LanguageServer.start([folder]);
    const said = await new Promise<string>((resolve) => {
      server.connection.onNotification(LogMessageNotification.type, ({ message }) => resolve(message));
    });
    const why =
      'No specification and no code was read: 2 files and folders left out by .gitignore, 1 file of kinds that';
    assert.ok(said.startsWith(`${path.basename(folder)}: ${why}`), said);
  });

  it('lets the innermost folder speak for its files', async () => {
    const stop = `${TAGGED}// @implements SRS-7\n`;
    const outer = temporaryProject({ ...PROJECT, 'inner/spec.md': '# SRS-2 Go\n', 'inner/src/stop.c': stop });
    const inner = path.join(outer, 'inner');
    server = await LanguageServer.start([inner, outer]);
    await server.ready();
    await server.until(() => has(server.findings(inner, 'src/stop.c'), DANGLING));
  });

  it('lets the innermost folder answer for its files', async () => {
    const outer = temporaryProject({ ...PROJECT, 'inner/spec.md': '# SRS-2 Go\n', 'inner/src/stop.c': TAGGED });
    const inner = path.join(outer, 'inner');
    server = await LanguageServer.start([outer, inner], { pulls: true });
    const report = await server.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: uriOf(inner, 'src/stop.c') },
    });
    assert.ok(report.kind === 'full' && has(report.items.map(describeDiagnostic), DANGLING));
  });

  it('hands an open document over to a folder that is added inside of its own', async () => {
    const outer = temporaryProject({ ...PROJECT, 'inner/again.md': '' });
    const inner = path.join(outer, 'inner');
    server = await LanguageServer.start([outer]);
    await server.open(outer, 'inner/again.md', '# SRS-1 Again\n', 'markdown');
    await server.until(() => has(server.findings(outer, 'spec.md'), DUPLICATE));
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: uriOf(inner), name: 'inner' }], removed: [] },
    });
    await server.until(() => !has(server.findings(outer, 'spec.md'), DUPLICATE));
    await server.until(() => server.status?.folders.some(({ uri, items }) => uri === uriOf(inner) && items === 1));
  });

  it('closes a folder whose address has a slash behind it', async () => {
    const folder = temporaryProject({ ...PROJECT, 'a.md': '# SRS-1 Again\n' });
    server = await LanguageServer.start([folder]);
    await server.until(() => has(server.findings(folder, 'spec.md'), DUPLICATE));
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: `${uriOf(folder)}/`, name: 'gone' }] },
    });
    await server.until(() => server.status?.state === 'noFolder');
  });

  it('reads a file again when it is closed, whoever watches the disk', async () => {
    const folder = temporaryProject({ ...PROJECT, 'src/stop.c': '' });
    server = await LanguageServer.start([folder]);
    await server.ready();
    await server.open(folder, 'src/stop.c', '// @implements SRS-9\n');
    await server.until(() => server.findings(folder, 'src/stop.c').length === 1);
    writeIn(folder, 'src/stop.c', '// @implements SRS-8\n');
    await server.close(folder, 'src/stop.c');
    await server.until(() => server.findings(folder, 'src/stop.c')[0]?.includes('“SRS-8”'));
  });

  it('takes in settings that an editor holds while the first index goes on', async () => {
    const folder = temporaryProject({ ...PROJECT, 'docs/more.md': '# SRS-2 More\n' });
    server = await LanguageServer.start([folder]);
    await server.open(folder, '.lifetrace/project.yaml', 'files: {specs: [docs/**]}\n', 'yaml');
    await server.until(() => server.status?.state === 'ready' && server.status.folders[0]?.items === 1);
  });

  it('leaves alone what .gitignore leaves out, also when it is open in an editor', async () => {
    const folder = temporaryProject({ ...PROJECT, '.gitignore': 'build/\n', 'build/spec.md': '# SRS-1 Stop\n' });
    server = await LanguageServer.start([folder]);
    await server.open(folder, 'build/spec.md', '# SRS-1 Stop\n', 'markdown');
    await server.ready();
    await server.change(folder, 'build/spec.md', '# SRS-1 Stop it\n');
    await server.open(folder, 'src/new.c', '// @implements SRS-9\n');
    await server.until(() => server.findings(folder, 'src/new.c').length === 1);
    assert.equal(has(server.findings(folder, 'spec.md'), DUPLICATE), false);
  });

  it('does not stir when something happens in folders that it does not read', async () => {
    const folder = temporaryProject(PROJECT);
    server = await LanguageServer.start([folder]);
    await server.ready();
    const before = server.status?.folders[0]?.revision ?? 0;
    for (const type of [1, 2, 3] as const) {
      await server.watched([
        { uri: uriOf(folder, '.git/index.lock'), type },
        { uri: uriOf(folder, 'node_modules/x/README.md'), type },
        { uri: uriOf(folder, 'picture.png'), type },
      ]);
    }
    writeIn(folder, 'spec.md', '# SRS-1 Stop\n# SRS-2 Go\n');
    await server.watched([{ uri: uriOf(folder, 'spec.md'), type: 2 }]);
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.equal(server.status?.folders[0]?.revision, before + 1);
  });

  it('goes by what stands on disk, whatever it is told', async () => {
    const folder = temporaryProject({ ...PROJECT, 'src/stop.c': TAGGED });
    const spec = path.join(folder, 'spec.md');
    const aside = path.join(folder, 'spec.md.new');
    const dangling = () => has(server.findings(folder, 'src/stop.c'), DANGLING);
    server = await LanguageServer.start([folder]);
    await server.ready();
    // A program that writes by way of another file, looked at too early.
    renameSync(spec, aside);
    await server.watched([{ uri: uriOf(folder, 'spec.md'), type: 2 }]);
    await server.until(dangling);
    renameSync(aside, spec);
    await server.watched([{ uri: uriOf(folder, 'spec.md'), type: 2 }]);
    await server.until(() => !dangling());
    // The same, told too late.
    writeIn(folder, 'spec.md', '# SRS-1 Stop\n# SRS-2 Go\n');
    await server.watched([{ uri: uriOf(folder, 'spec.md'), type: 3 }]);
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.equal(dangling(), false);
  });

  it('reads all of a folder that has taken the place of another', async () => {
    const folder = temporaryProject({
      ...PROJECT,
      'docs/a.md': '# SRS-2 Old\n',
      'next/a.md': '# SRS-3 New\n# SRS-4 New\n',
    });
    writeIn(folder, '.lifetrace/project.yaml', 'files: {specs: ["docs/**"]}\n');
    server = await LanguageServer.start([folder]);
    await server.until(() => server.status?.folders[0]?.items === 1);
    renameSync(path.join(folder, 'docs'), path.join(folder, 'old'));
    renameSync(path.join(folder, 'next'), path.join(folder, 'docs'));
    await server.watched([{ uri: uriOf(folder, 'docs'), type: 2 }]);
    await server.until(() => server.status?.folders[0]?.items === 2);
  });

  it('tells each folder of what happens in a folder inside of it', async () => {
    const outer = temporaryProject({
      ...PROJECT,
      'src/stop.c': '// @implements SRS-2\n',
      'inner/spec.md': '# SRS-2 Go\n',
    });
    const inner = path.join(outer, 'inner');
    const dangling = () => has(server.findings(outer, 'src/stop.c'), 'LT002 1:16 “SRS-2” is not defined');
    server = await LanguageServer.start([outer, inner]);
    await server.ready();
    writeIn(inner, 'spec.md', '# SRS-3 Go\n');
    await server.watched([{ uri: uriOf(inner, 'spec.md'), type: 2 }]);
    await server.until(dangling);
    await server.open(inner, 'spec.md', '# SRS-3 Go\n', 'markdown');
    writeIn(inner, 'spec.md', '# SRS-2 Go\n');
    await server.close(inner, 'spec.md');
    await server.until(() => !dangling());
  });

  it('does not count a document once more that is opened by way of a link', async () => {
    const folder = temporaryProject({ ...PROJECT, 'docs/a.md': '# SRS-2 Go\n' });
    symlinkSync(path.join(folder, 'docs'), path.join(folder, 'linked'));
    server = await LanguageServer.start([folder]);
    await server.ready();
    await server.open(folder, 'linked/a.md', '# SRS-2 Go\n', 'markdown');
    symlinkSync(path.join(folder, 'docs/a.md'), path.join(folder, 'b.md'));
    await server.open(folder, 'b.md', '# SRS-2 Go\n', 'markdown');
    await server.close(folder, 'linked/a.md');
    await server.open(folder, 'src/new.c', '// @implements SRS-9\n');
    await server.until(() => server.findings(folder, 'src/new.c').length === 1);
    assert.equal(server.status?.folders[0]?.items, 2);
    assert.equal(has(server.findings(folder, 'docs/a.md'), 'LT001'), false);
  });

  it('takes in all else that comes with an address that is none', async () => {
    const folder = temporaryProject(PROJECT);
    server = await LanguageServer.start([folder]);
    await server.ready();
    const strange = { uri: 'file:////spec.md' };
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...strange, languageId: 'markdown', version: 1, text: '# SRS-1 Stop\n' },
    });
    const question = { textDocument: strange, position: { line: 0, character: 3 } };
    assert.equal(await server.connection.sendRequest('textDocument/hover', question), null);
    writeIn(folder, 'spec.md', '# SRS-1 Stop\n# SRS-2 Go\n');
    await server.watched([
      { ...strange, type: 2 },
      { uri: uriOf(folder, 'spec.md'), type: 2 },
    ]);
    await server.until(() => server.status?.folders[0]?.items === 2);
  });

  it('finds a settings folder that is moved in as a whole', async () => {
    const folder = temporaryProject({ 'docs/a.md': '# SRS-1 Stop\n', 'notes/b.md': '# SRS-2 Go\n' });
    writeIn(folder, '.aside/project.yaml', 'files: {specs: [docs/**]}\n');
    server = await LanguageServer.start([folder]);
    await server.until(() => server.status?.folders[0]?.items === 2);
    renameSync(path.join(folder, '.aside'), path.join(folder, '.lifetrace'));
    await server.watched([{ uri: uriOf(folder, '.lifetrace'), type: 1 }]);
    await server.until(() => server.status?.folders[0]?.items === 1);
  });

  it('looks into all code as soon as a record speaks of code: typed, added or changed on disk', async () => {
    const untraced = 'LT202 1:5 Unit “stop” (class C) has no trace to a requirement or design.';
    const folder = temporaryProject({ 'a.c': 'int stop(void) { return 0; }\n', 'b.md': '# SRS-1 Stop\n' });
    const system = '# SS-1 Pump\n- safetyClass: C\n';
    const found = () => has(server.findings(folder, 'a.c'), untraced);
    server = await LanguageServer.start([folder], { pulls: false });
    await server.ready();
    await server.open(folder, 'b.md', system, 'markdown');
    await server.until(found);
    await server.close(folder, 'b.md');
    await server.until(() => !found());
    writeIn(folder, 'new.md', system);
    await server.watched([{ uri: uriOf(folder, 'new.md'), type: 1 }]);
    await server.until(found);
    writeIn(folder, 'new.md', '');
    await server.watched([{ uri: uriOf(folder, 'new.md'), type: 2 }]);
    await server.until(() => !found());
    writeIn(folder, 'b.md', system);
    await server.watched([{ uri: uriOf(folder, 'b.md'), type: 2 }]);
    await server.until(found);
  });

  it('sees when evidence comes and goes, on disk and while evidence.yaml is being written', async () => {
    const folder = temporaryProject({
      ...PROJECT,
      '.lifetrace/evidence.yaml': '5.1.3: docs/plan.md\n',
      'spec/system.md': '# SS-1 Pump\n- safetyClass: A\n',
    });
    server = await LanguageServer.start([folder]);
    await server.ready();
    const children = (node: string | undefined): Promise<LifecycleNode[]> =>
      server.connection.sendRequest(LifecycleRequest.method, node === undefined ? {} : { node });
    const state = async (clause: string): Promise<string | undefined> => {
      const [product] = await children(undefined);
      const planning = (await children(product?.id)).find(({ label }) => label.startsWith('5.1 '));
      return (await children(planning?.id)).find(({ label }) => label.startsWith(`${clause} `))?.state;
    };
    const revision = () => server.status?.folders[0]?.revision;
    const becomes = async (clause: string, wanted: string): Promise<void> => {
      for (let seen = revision(); (await state(clause)) !== wanted; seen = revision()) {
        await server.until(() => revision() !== seen);
      }
    };
    assert.equal(await state('5.1.3'), 'none');
    writeIn(folder, 'docs/plan.md', '# Plan\n');
    await server.watched([{ uri: uriOf(folder, 'docs'), type: 1 }]);
    await becomes('5.1.3', 'ok');
    await server.open(folder, '.lifetrace/evidence.yaml', '5.1.6: docs/plan.md#tests\n5.1.7: docs/plan.md\n', 'yaml');
    assert.deepEqual([await state('5.1.3'), await state('5.1.6'), await state('5.1.7')], ['none', 'none', 'ok']);
    writeIn(folder, 'docs/plan.md', '# Plan\n\n## Tests\n');
    await server.watched([{ uri: uriOf(folder, 'docs/plan.md'), type: 2 }]);
    await becomes('5.1.6', 'ok');
    renameSync(path.join(folder, 'docs'), path.join(folder, 'gone'));
    await server.watched([{ uri: uriOf(folder, 'docs'), type: 3 }]);
    await becomes('5.1.6', 'none');
  });
});

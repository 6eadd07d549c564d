import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { APPLY_FIX_COMMAND } from '../../server/src/protocol/commands.ts';
import { FixRequest } from '../../server/src/protocol/fixes.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md':
    '# SYS-1 Pump\n\n# SRS-001 Stop on air\n\n- derives: SYS-1\n- status: approved\n\n# ST-1 Air\n\n- verifies: SRS-1\n',
  'src/air.c': '/* @implements SRS-002 */\nint stop(void) { return 0; }\n',
};

const CAPABILITIES = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    rename: { prepareSupport: true },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true },
  },
};

describe('edits over the protocol', () => {
  let folder: string;
  let server: LanguageServer;

  async function start(options: object = {}): Promise<void> {
    folder = temporaryProject(FILES);
    server = await LanguageServer.start([folder], { capabilities: CAPABILITIES, ...options });
    await server.ready();
  }

  afterEach(() => server.stop());

  function actions(file: string, line: number, character: number, only?: string[]): Promise<CodeAction[] | null> {
    const position = { line, character };
    return server.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(folder, file) },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  function resolve(action: CodeAction | undefined): Promise<CodeAction> {
    return server.connection.sendRequest('codeAction/resolve', action);
  }

  function editsOf(edit: WorkspaceEdit | undefined): readonly TextDocumentEdit[] {
    return (edit?.documentChanges ?? []) as TextDocumentEdit[];
  }

  /** The text of a file after the edits for it. */
  function edited(edit: WorkspaceEdit | undefined, file: string, text: string): string {
    const edits = editsOf(edit).filter(({ textDocument }) => textDocument.uri === uriOf(folder, file));
    assert.ok(edits.length > 0, `${file} is edited`);
    const document = TextDocument.create('', '', 0, text);
    return TextDocument.applyEdits(
      document,
      edits.flatMap((each) => each.edits as TextEdit[]),
    );
  }

  it('rewrites a tag in the other ways to say the same, when it is asked for', async () => {
    await start();
    const text = '/** \\satisfies SRS-1 */\nint stop(void) { return 0; }\n';
    await server.open(folder, 'src/air.c', text);
    const offered = (await actions('src/air.c', 0, 8, ['refactor'])) ?? [];
    assert.deepEqual(
      offered.map(({ title, edit }) => [title, edited(edit, 'src/air.c', text).split('\n', 1)[0]]),
      [
        ['Rewrite “\\satisfies” as “@satisfies”', '/** @satisfies SRS-1 */'],
        ['Rewrite “\\satisfies” as “\\implements”', '/** \\implements SRS-1 */'],
      ],
    );
    assert.deepEqual(
      ((await actions('src/air.c', 0, 8)) ?? []).filter(({ kind }) => kind === 'refactor.rewrite'),
      [],
    );
    assert.deepEqual(await actions('src/air.c', 1, 8, ['refactor']), []);
  });

  it('offers fixes without edits and works them out when one is chosen, for the version at hand', async () => {
    await start();
    await server.open(folder, 'src/air.c', FILES['src/air.c']);
    const offered = (await actions('src/air.c', 0, 18)) ?? [];
    assert.deepEqual(
      offered.map(({ title, isPreferred, edit }) => `${isPreferred ? '* ' : ''}${title}${edit ? ' (edit)' : ''}`),
      [
        '* Replace by SRS-001 (Stop on air)',
        'Create SRS-002 in spec/srs.md',
        'Remove the reference to SRS-002',
        'Suppress LT002 here with a reason…',
      ],
    );
    const replaced = await resolve(offered[0]);
    assert.equal(editsOf(replaced.edit)[0]?.textDocument.version, 1);
    assert.match(edited(replaced.edit, 'src/air.c', FILES['src/air.c']), /@implements SRS-001 \*\//);
    const created = await resolve(offered[1]);
    assert.equal(editsOf(created.edit)[0]?.textDocument.version, null);
    assert.match(
      edited(created.edit, 'spec/srs.md', FILES['spec/srs.md']),
      /\n\n# SRS-002 New software requirement\n\n/,
    );
  });

  it('offers the items that a unit may be part of, and writes the one that is chosen', async () => {
    await start();
    const items =
      'SS-1: {title: Pump software, safetyClass: C}\nSI-1: {title: Alarms, partOf: SS-1}\nSI-2: {title: Air detection, partOf: SS-1}\n';
    const text = `${items}UNIT-1: {title: Air sensor, path: src/air.c}\n`;
    await server.open(folder, 'spec/units.yaml', text, 'yaml');
    await server.until(() => server.findings(folder, 'spec/units.yaml').some((line) => line.startsWith('LT203')));
    const offered = ((await actions('spec/units.yaml', 3, 2)) ?? []).filter(({ title }) => title.includes('partOf'));
    assert.deepEqual(
      offered.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Add “partOf SI-2” (Air detection)', false],
        ['Add “partOf SI-1” (Alarms)', false],
      ],
    );
    const { edit } = await resolve(offered[0]);
    const settled = edited(edit, 'spec/units.yaml', text);
    assert.match(settled, /^UNIT-1: \{title: Air sensor, path: src\/air\.c, partOf: SI-2\}$/m);
    await server.change(folder, 'spec/units.yaml', settled);
    await server.until(() => !server.findings(folder, 'spec/units.yaml').some((line) => line.startsWith('LT203')));
  });

  it('refuses a fix for a document that has changed since it was offered', async () => {
    await start();
    await server.open(folder, 'src/air.c', FILES['src/air.c']);
    const offered = (await actions('src/air.c', 0, 18)) ?? [];
    await server.change(folder, 'src/air.c', `\n${FILES['src/air.c']}`);
    await assert.rejects(resolve(offered[0]), /has changed/);
  });

  it('writes nothing into a file that has changed on disk unseen', async () => {
    await start();
    await server.open(folder, 'src/air.c', FILES['src/air.c']);
    const offered = (await actions('src/air.c', 0, 18)) ?? [];
    writeFileSync(path.join(folder, 'spec/srs.md'), `# SYS-7 Other\n\n${FILES['spec/srs.md']}`);
    await assert.rejects(resolve(offered[1]), /not possible here/);
  });

  it('asks its own client for a reason, and writes it', async () => {
    await start();
    await server.open(folder, 'src/air.c', FILES['src/air.c']);
    const suppress = ((await actions('src/air.c', 0, 18)) ?? []).at(-1);
    assert.equal(suppress?.command?.command, APPLY_FIX_COMMAND);
    const [offer] = suppress?.command?.arguments ?? [];
    const edit = await server.connection.sendRequest<WorkspaceEdit>(FixRequest.method, {
      offer,
      answer: 'legacy */ code',
    });
    assert.match(
      edited(edit, 'src/air.c', FILES['src/air.c']),
      /lifetrace-ignore LT002: legacy \* \/ code \*\/\nint stop/,
    );
  });

  it('leaves the reason open where nobody can be asked, and then asks for it by a finding', async () => {
    await start({ settings: null });
    await server.open(folder, 'src/air.c', FILES['src/air.c']);
    const suppress = ((await actions('src/air.c', 0, 18)) ?? []).at(-1);
    assert.equal(suppress?.title, 'Suppress LT002 here with a reason');
    const { edit } = await resolve(suppress);
    await server.change(folder, 'src/air.c', edited(edit, 'src/air.c', FILES['src/air.c']));
    await server.until(() => server.findings(folder, 'src/air.c').some((line) => line.startsWith('LT011')));
    assert.ok(server.findings(folder, 'src/air.c').some((line) => line.startsWith('LT002')));
  });

  it('gives whole edits to a client that resolves none and knows no versions', async () => {
    await start({ capabilities: { workspace: { workspaceFolders: true } }, settings: null });
    const offered = (await actions('src/air.c', 0, 18)) ?? [];
    const uri = uriOf(folder, 'src/air.c');
    assert.equal(offered[0]?.edit?.changes?.[uri]?.[0]?.newText, 'SRS-001');
    assert.ok(offered.every(({ edit }) => edit));
  });

  it('stays quick where one file has ten thousand findings', async () => {
    await start();
    const line = '/* @implements srs_1, SRS-2 */ int x;\n';
    const text = line.repeat(5000);
    await server.open(folder, 'src/air.c', text);
    await server.until(() =>
      server.findings(folder, 'src/air.c').some((each) => /severe of 1\d{4} findings/.test(each)),
    );
    const offered = (await actions('src/air.c', 4999, 24)) ?? [];
    assert.ok(offered.some(({ title }) => title.startsWith('Replace by SRS-001')));
    const selection = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(folder, 'src/air.c') },
      range: { start: { line: 0, character: 0 }, end: { line: 5000, character: 0 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.ok(selection.length < 200, `${selection.length} fixes are no menu`);
    const [fixAll] = (await actions('src/air.c', 0, 0, ['source.fixAll.lifetrace'])) ?? [];
    const fixed = edited(fixAll?.edit, 'src/air.c', text);
    assert.equal(fixed, text.replaceAll('srs_1', 'SRS-001'));
  });

  it('puts all IDs of a file right at once', async () => {
    await start();
    assert.deepEqual(await actions('src/air.c', 0, 18, ['source.fixAll']), []);
    const [all] = (await actions('spec/srs.md', 0, 0, ['source.fixAll'])) ?? [];
    assert.equal(all?.kind, 'source.fixAll.lifetrace');
    assert.match(edited(all?.edit, 'spec/srs.md', FILES['spec/srs.md']), /- verifies: SRS-001\n/);
  });

  it('keeps titles of the workspace to one short line of plain text', async () => {
    await start();
    const title = `Stop \u202e[click](command:evil) <b>${'x'.repeat(200)}`;
    await server.open(folder, 'spec/srs.md', FILES['spec/srs.md'].replace('Stop on air', title), 'markdown');
    const [first] = (await actions('src/air.c', 0, 18)) ?? [];
    assert.ok((first?.title.length ?? 0) < 100);
    assert.doesNotMatch(first?.title ?? '', /[\p{Cc}\p{Cf}]/u);
  });

  it('renames in open and closed files, with consent for approved records', async () => {
    await start();
    await server.open(folder, 'spec/srs.md', FILES['spec/srs.md'], 'markdown');
    const prepared = await server.ask<{ placeholder: string }>(
      'textDocument/prepareRename',
      folder,
      'spec/srs.md',
      9,
      14,
    );
    assert.equal(prepared.placeholder, 'SRS-001');
    const edit = await server.ask<WorkspaceEdit>('textDocument/rename', folder, 'spec/srs.md', 9, 14, {
      newName: 'SRS-070',
    });
    const text = edited(edit, 'spec/srs.md', FILES['spec/srs.md']);
    assert.match(text, /# SRS-070 Stop[\s\S]*- verifies: SRS-070\n/);
    assert.equal(editsOf(edit)[0]?.textDocument.version, 1);
    const annotated = editsOf(edit).flatMap(({ edits }) => edits.filter((each) => 'annotationId' in each));
    assert.equal(annotated.length, 1);
    assert.ok(Object.values(edit.changeAnnotations ?? {}).every(({ needsConfirmation }) => needsConfirmation));
  });

  it('says why it does not rename', async () => {
    await start();
    const rename = (newName: string) => server.ask('textDocument/rename', folder, 'spec/srs.md', 2, 4, { newName });
    await assert.rejects(rename('SYS-1'), /is the ID of a system requirement/);
    await assert.rejects(rename('SRS-002'), /src\/air\.c:1 names it already/);
    await assert.rejects(
      server.ask('textDocument/prepareRename', folder, 'src/air.c', 0, 18),
      /not defined in this workspace/,
    );
    assert.equal(await server.ask('textDocument/prepareRename', folder, 'src/air.c', 1, 5), null);
    assert.equal(await server.ask('textDocument/rename', folder, 'src/air.c', 1, 5, { newName: 'halt' }), null);
  });

  it('does not rename where a file cannot be written', async () => {
    await start();
    chmodSync(path.join(folder, 'spec/srs.md'), 0o444);
    const renaming = server.ask('textDocument/rename', folder, 'spec/srs.md', 2, 4, { newName: 'SRS-070' });
    await assert.rejects(renaming, /spec\/srs\.md names it and cannot be written/);
  });

  it('brings paths up to date before a file is moved', async () => {
    await start();
    const units = '- id: UNIT-1\n  title: air\n  path: src/air.c\n';
    await server.open(folder, 'spec/units.yaml', units, 'yaml');
    const edit = await server.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: uriOf(folder, 'src'), newUri: uriOf(folder, 'code') }],
    });
    assert.match(edited(edit, 'spec/units.yaml', units), /path: code\/air\.c/);
    assert.equal(edit.changeAnnotations, undefined);
    assert.equal(readFileSync(path.join(folder, 'src/air.c'), 'utf8'), FILES['src/air.c']);
  });

  it('waits for consent before the path in an approved record is changed with a move', async () => {
    await start();
    const units =
      'UNIT-1: {title: Air, path: src/air.c, status: approved}\nUNIT-2: {title: Bubble, path: src/air.c, status: draft}\n';
    await server.open(folder, 'spec/units.yaml', units, 'yaml');
    const edit = await server.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: uriOf(folder, 'src/air.c'), newUri: uriOf(folder, 'src/bubble.c') }],
    });
    assert.equal(edited(edit, 'spec/units.yaml', units), units.replaceAll('src/air.c', 'src/bubble.c'));
    const [approved, draft] = editsOf(edit).flatMap(({ edits }) => edits);
    assert.ok(approved && 'annotationId' in approved);
    assert.equal(edit.changeAnnotations?.[approved.annotationId]?.needsConfirmation, true);
    assert.ok(draft && !('annotationId' in draft));
  });

  it('tells which pattern a move takes a file out of, also a client that can ask a person nothing', async () => {
    await start();
    const units = '- id: UNIT-1\n  title: air\n  paths: [src/*.c]\n';
    await server.open(folder, 'spec/units.yaml', units, 'yaml');
    const shown: string[] = [];
    server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      shown.push(message);
    });
    const files = [{ oldUri: uriOf(folder, 'src/air.c'), newUri: uriOf(folder, 'code/air.c') }];
    assert.equal(await server.connection.sendRequest('workspace/willRenameFiles', { files }), null);
    assert.deepEqual(shown, [
      'Paths that were not changed: spec/units.yaml: “src/*.c” holds src/air.c, but not code/air.c. A pattern is left as it is.',
    ]);
  });
});

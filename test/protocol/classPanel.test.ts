import assert from 'node:assert/strict';
import { chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ApplyWorkspaceEditParams, ApplyWorkspaceEditResult, TextDocumentEdit } from 'vscode-languageserver/node';
import {
  type ClassEdit,
  ClassEditRequest,
  type ClassPanelModel,
  type ClassPanelQuery,
  ClassPanelRequest,
  type ClassRow,
} from '../../server/src/protocol/classPanel.ts';
import type { EditOutcome } from '../../server/src/protocol/editOutcome.ts';
import { FdaEditRequest } from '../../server/src/protocol/fda.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

const SAMPLE = inRepository('samples/aria-sp1');

/** All rows of a model by ID. */
function rowsOf({ systems }: ClassPanelModel): ReadonlyMap<string, ClassRow> {
  const rows = new Map<string, ClassRow>();
  const add = (row: ClassRow): void => {
    rows.set(row.id, row);
    row.children.forEach(add);
  };
  systems.forEach(add);
  return rows;
}

describe('the safety class panel over the protocol', () => {
  let server: LanguageServer;

  before(async () => {
    server = await LanguageServer.start([SAMPLE]);
    await server.ready();
  });

  after(() => server.stop());

  async function panel(query: ClassPanelQuery = {}): Promise<ClassPanelModel> {
    const folders = { [uriOf(SAMPLE)]: query };
    const [model] = await server.connection.sendRequest<ClassPanelModel[]>(ClassPanelRequest.method, { folders });
    assert.ok(model);
    return model;
  }

  it('answers the questions of a classification from the risk file', async () => {
    const model = await panel();
    const system = rowsOf(model).get('SS-001');
    assert.deepEqual(
      system?.assessment?.questions.map(({ label, answer }) => `${label} ${answer}`),
      ['Q1 yes', 'Q2 yes', 'Q3 serious'],
    );
    assert.equal(system?.assessment?.external, 'C');
    assert.equal(system?.assessment?.all, 'A');
    const situation = system?.assessment?.situations.find(({ name }) => name.label === 'HS-06');
    assert.deepEqual([situation?.level, situation?.externalAcceptable], ['A', true]);
    assert.match(situation?.name.target?.uri ?? '', /risk\/hazards\.yaml$/);
  });

  it('says for every row what its class rests on', async () => {
    const rows = rowsOf(await panel());
    assert.equal(rows.get('SI-02')?.because, 'class C because HS-05 (S4) ← CAUSE-07 in SI-02');
    assert.equal(rows.get('SI-05')?.because, 'class A because it is declared at SI-05');
  });

  it('looks through another edition without changing the project', async () => {
    const model = await panel({ profile: '62304-2006' });
    assert.deepEqual([model.profileId, model.ownProfile], ['62304-2006', '62304-2006-a1']);
    assert.ok(model.profiles.length >= 2 && model.profiles.every(({ draft }) => draft === undefined));
    // HS-08 is acceptable as it stands, which the edition of 2006 does not ask.
    const situation = rowsOf(model)
      .get('SI-04')
      ?.assessment?.situations.find(({ name }) => name.label === 'HS-08');
    assert.equal(situation?.level, 'B');
    assert.equal((await panel()).profileId, '62304-2006-a1');
  });

  it('shows what rises when a control is left out or a class is changed', async () => {
    const without = await panel({
      assumptions: [
        { kind: 'withoutControl', control: 'RC-03' },
        { kind: 'withoutControl', control: 'RC-11' },
      ],
    });
    assert.deepEqual(
      without.changes.map(({ node, before, after }) => `${node} ${before}${after}`),
      ['SI-04 BC', 'SOUP-02 BC', 'SOUP-03 BC', 'UNIT-09 BC', 'UNIT-10 BC'],
    );
    const changed = rowsOf(without).get('SI-04');
    assert.deepEqual([changed?.recorded, changed?.effective], ['B', 'C']);
    assert.deepEqual(
      changed?.contradictions.map(({ code }) => code),
      ['LT505'],
    );
    const bare = await panel({
      assumptions: [{ kind: 'class', node: 'SI-02', level: 'A', documented: false }],
    });
    assert.deepEqual(bare.changes, []);
    assert.equal(rowsOf(bare).get('SI-02')?.effective, 'C');
    assert.equal(rowsOf(await panel()).get('SI-04')?.recorded, undefined);
  });

  it('answers for the FDA with the level, the contradictions and the documents', async () => {
    const { fda } = await panel();
    assert.equal(fda.documentation.resultText, 'enhanced');
    assert.deepEqual(
      fda.documentation.questions[0]?.because.map(({ label, target }) => [label, target?.uri.endsWith('hazards.yaml')]),
      [
        ['HS-01', true],
        ['HS-05', true],
      ],
    );
    assert.match(fda.concern.superseded ?? '', /superseded/);
    assert.ok(fda.documentation.documents.some(({ state }) => state === 'found'));
  });

  it('leaves out assumptions about what is not on record', async () => {
    const model = await panel({
      assumptions: [
        { kind: 'class', node: 'SI-99', level: 'A', documented: true },
        { kind: 'class', node: 'SI-01', level: 'Z', documented: true },
        { kind: 'withoutControl', control: 'RC-99' },
      ],
    });
    assert.deepEqual(model.assumptions, []);
    assert.deepEqual(model.changes, []);
  });

  it('offers what resolves a contradiction', async () => {
    assert.deepEqual(
      rowsOf(await panel())
        .get('SI-06')
        ?.actions.map(({ label }) => label),
      ['Insert rationale', 'Set class C'],
    );
  });
});

describe('edits of records over the protocol', () => {
  const FILES = {
    'spec.yaml': 'SS-1:\n  title: Pump\n  safetyClass: A\nSI-1: {title: X, partOf: SS-1, safetyClass: B}\n',
    'table.md': '| ID | Title | partOf |\n|---|---|---|\n| SI-2 | Y | SS-1 |\n',
  };
  let server: LanguageServer;
  let folder: string;
  let asked: ApplyWorkspaceEditParams[];
  let answer: ApplyWorkspaceEditResult;

  beforeEach(async () => {
    folder = temporaryProject(FILES);
    asked = [];
    answer = { applied: true };
    server = await LanguageServer.start([folder]);
    server.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
      asked.push(params);
      return answer;
    });
    await server.ready();
  });

  afterEach(() => server.stop());

  const edit = (request: ClassEdit): Promise<EditOutcome> =>
    server.connection.sendRequest(ClassEditRequest.method, { folder: uriOf(folder), edit: request });
  const documents = (): readonly TextDocumentEdit[] =>
    asked.flatMap(({ edit: { documentChanges } }) => (documentChanges ?? []) as TextDocumentEdit[]);

  it('are made by the editor, with the place where a person goes on', async () => {
    const outcome = await edit({ kind: 'setClass', item: 'SS-1', level: 'B' });
    assert.deepEqual(outcome, {
      applied: true,
      target: { uri: uriOf(folder, 'spec.yaml'), line: 2, column: 16, endLine: 2, endColumn: 16 },
    });
    assert.equal(asked[0]?.label, 'Set class B at SS-1');
    assert.deepEqual(documents(), [
      {
        textDocument: { uri: uriOf(folder, 'spec.yaml'), version: null },
        edits: [{ range: { start: { line: 2, character: 15 }, end: { line: 2, character: 16 } }, newText: 'B' }],
      },
    ]);
  });

  it('are worked out for the text that is open, in that version', async () => {
    await server.open(folder, 'spec.yaml', 'SS-1: {title: Pump}\n', 'yaml');
    await server.change(folder, 'spec.yaml', '# moved\nSS-1: {title: Pump}\n');
    assert.equal((await edit({ kind: 'setClass', item: 'SS-1', level: 'C' })).applied, true);
    assert.deepEqual(documents()[0]?.textDocument.version, 2);
    assert.deepEqual(documents()[0]?.edits[0]?.range.start, { line: 1, character: 18 });
  });

  it('are worked out for the text that is on disk by then', async () => {
    writeIn(folder, 'spec.yaml', `# a new line\n${FILES['spec.yaml']}`);
    await edit({ kind: 'setClass', item: 'SS-1', level: 'B' });
    assert.deepEqual(documents()[0]?.edits[0]?.range.start, { line: 3, character: 15 });
  });

  it('are refused with the reason, and nothing is written', async () => {
    const refusal = async (request: ClassEdit): Promise<string | undefined> => {
      const outcome = await edit(request);
      assert.equal(outcome.applied, false);
      assert.equal(outcome.target, undefined);
      return outcome.message;
    };
    assert.equal(await refusal({ kind: 'insertRationale', item: 'SI-9' }), 'SI-9 is not on record any more.');
    assert.match((await refusal({ kind: 'insertRationale', item: 'SI-2' })) ?? '', /^A rationale does not fit/);
    chmodSync(path.join(folder, 'spec.yaml'), 0o444);
    assert.equal(await refusal({ kind: 'insertRationale', item: 'SI-1' }), 'spec.yaml is read-only.');
    chmodSync(path.join(folder, 'spec.yaml'), 0o644);
    writeIn(folder, 'spec.yaml', 'SS-1: {title: Pump}\n');
    assert.equal(
      await refusal({ kind: 'insertRationale', item: 'SI-1' }),
      'spec.yaml has changed: SI-1 is not in it any more.',
    );
    rmSync(path.join(folder, 'spec.yaml'));
    assert.match((await refusal({ kind: 'setClass', item: 'SS-1', level: 'C' })) ?? '', /^spec\.yaml has changed/);
    assert.deepEqual(asked, []);
  });

  it('tell when the editor refuses, for example since somebody has typed meanwhile', async () => {
    answer = { applied: false, failureReason: 'the document has changed' };
    assert.deepEqual(await edit({ kind: 'setClass', item: 'SS-1', level: 'B' }), {
      applied: false,
      message: 'spec.yaml was not edited: the document has changed.',
    });
  });

  it('write answers for the FDA into their file, which the first one starts', async () => {
    const answered = (question: string): Promise<EditOutcome> =>
      server.connection.sendRequest(FdaEditRequest.method, { folder: uriOf(folder), question, value: 'yes' });
    const first = await answered('E1');
    assert.deepEqual([first.applied, first.target?.line], [true, 3]);
    const [create, inText] = asked[0]?.edit.documentChanges ?? [];
    assert.deepEqual(create, {
      kind: 'create',
      uri: uriOf(folder, '.lifetrace/fda.yaml'),
      options: { ignoreIfExists: true },
    });
    assert.match(JSON.stringify(inText), /answers:\\n {2}E1: yes/);
    writeIn(folder, '.lifetrace/fda.yaml', '# ours\nanswers: {E1: no} # for now\n');
    await answered('E1');
    assert.deepEqual(documents().at(-1)?.edits, [
      { range: { start: { line: 1, character: 14 }, end: { line: 1, character: 16 } }, newText: 'yes' },
    ]);
    assert.equal((await answered('E9')).message, 'There is no question E9.');
    writeIn(folder, '.lifetrace/fda.yaml', 'answers: {E1: no\n');
    assert.match((await answered('E1')).message ?? '', /^fda\.yaml cannot be read/);
  });
});

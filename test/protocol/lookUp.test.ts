import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  LocationLink,
  MarkupContent,
} from 'vscode-languageserver/node';
import { type ClassPanelModel, ClassPanelRequest } from '../../server/src/protocol/classPanel.ts';
import {
  type LifecycleNode,
  LifecycleRequest,
  LifecycleRevealRequest,
  type LifecycleView,
} from '../../server/src/protocol/lifecycle.ts';
import { type TraceTargets, TraceTargetsRequest } from '../../server/src/protocol/traceTargets.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { inRepository } from '../support/repositoryRoot.ts';

const SAMPLE = inRepository('samples/aria-sp1');

interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where a text stands in a file of the sample, counted from 0. */
function spot(file: string, text: string, within = text): Spot {
  const lines = readFileSync(path.join(SAMPLE, file), 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes(text));
  assert.ok(line >= 0, `${file} has “${text}”`);
  const start = (lines[line] ?? '').indexOf(text);
  return { line, column: start + text.indexOf(within) + 1 };
}

function place({ targetUri, targetSelectionRange }: LocationLink): string {
  return `${targetUri.slice(uriOf(SAMPLE).length + 1)}:${targetSelectionRange.start.line + 1}`;
}

describe('looking things up over the protocol', () => {
  let server: LanguageServer;

  before(async () => {
    server = await LanguageServer.start([SAMPLE]);
    await server.ready();
  });

  after(() => server.stop());

  async function hoverText(file: string, at: Spot): Promise<string> {
    const hover = await server.ask<Hover | null>('textDocument/hover', SAMPLE, file, at.line, at.column);
    return (hover?.contents as MarkupContent | undefined)?.value ?? '';
  }

  it('shows what a requirement says, on the tag that names it', async () => {
    const text = await hoverText(
      'src/safety/air_monitor.c',
      spot('src/safety/air_monitor.c', '@implements SRS-013', 'SRS-013'),
    );
    for (const word of [
      'SRS-013',
      'Cut motor enable line',
      'SYS-005',
      'RC-07',
      'air embolism',
      'no result on record',
    ]) {
      assert.ok(text.includes(word), `${word} in:\n${text}`);
    }
  });

  it('shows hazard, situation, harm, severity, risk, causes, implementation and verification of a risk control', async () => {
    const text = await hoverText('src/safety/air_monitor.c', spot('src/safety/air_monitor.c', '@risk RC-07', 'RC-07'));
    const expected = [
      'RC-07',
      'Air stop by supervisor',
      'HAZ-03',
      'HS-05',
      'air embolism',
      'S4',
      'Catastrophic',
      'P2',
      'P1',
      'CAUSE-07',
      'SI-02',
      'SRS-012',
      'SRS-013',
      'air\\_monitor.c',
      'ST-012',
      'no result on record',
    ];
    for (const word of expected)
      assert.ok(text.includes(word) || text.includes(word.replace('\\', '')), `${word} in:\n${text}`);
    assert.ok(text.split('\n').length <= 20);
  });

  it('says nothing off the tags', async () => {
    const at = spot('src/safety/air_monitor.c', 'return total');
    assert.equal(await server.ask('textDocument/hover', SAMPLE, 'src/safety/air_monitor.c', at.line, at.column), null);
    assert.equal(
      await server.ask('textDocument/definition', SAMPLE, 'src/safety/air_monitor.c', at.line, at.column),
      null,
    );
  });

  it('goes from a tag to the item, and from a link to its target', async () => {
    const tag = spot('src/safety/air_monitor.c', '@implements SRS-012', 'SRS-012');
    const fromTag = await server.ask<LocationLink[]>(
      'textDocument/definition',
      SAMPLE,
      'src/safety/air_monitor.c',
      tag.line,
      tag.column,
    );
    assert.match(fromTag.map(place).join(), /^spec\/srs\/.*\.md:\d+$/);
    assert.equal(fromTag[0]?.originSelectionRange?.start.line, tag.line);
    const link = spot('risk/controls.yaml', 'HS-05');
    const fromLink = await server.ask<LocationLink[]>(
      'textDocument/definition',
      SAMPLE,
      'risk/controls.yaml',
      link.line,
      link.column,
    );
    assert.match(fromLink.map(place).join(), /^risk\/hazards\.yaml:\d+$/);
  });

  it('finds references with and without the definition', async () => {
    const at = spot('src/safety/air_monitor.c', '@implements SRS-013', 'SRS-013');
    const ask = (includeDeclaration: boolean): Promise<Location[]> =>
      server.ask('textDocument/references', SAMPLE, 'src/safety/air_monitor.c', at.line, at.column, {
        context: { includeDeclaration },
      });
    const without = await ask(false);
    assert.equal((await ask(true)).length, without.length + 1);
    const files = without.map((location) => location.uri.slice(uriOf(SAMPLE).length + 1));
    for (const file of ['src/safety/air_monitor.c', 'spec/architecture/units.yaml'])
      assert.ok(files.includes(file), files.join());
  });

  it('goes from a requirement and from a risk control to code and tests', async () => {
    const at = spot('risk/controls.yaml', 'id: RC-07', 'RC-07');
    const code = await server.ask<LocationLink[]>(
      'textDocument/implementation',
      SAMPLE,
      'risk/controls.yaml',
      at.line,
      at.column,
    );
    assert.ok(
      code.length > 0 && code.every((link) => place(link).startsWith('src/safety/air_monitor.')),
      code.map(place).join(),
    );
    const traced = await server.connection.sendRequest<TraceTargets>(TraceTargetsRequest.method, {
      uri: uriOf(SAMPLE, 'risk/controls.yaml'),
      line: at.line,
      column: at.column,
    });
    assert.equal(traced.item, 'RC-07');
    assert.ok(traced.tests.some((test) => test.uri.includes('/tests/system/')));
  });

  it('completes IDs that a tag may name, by ID and by title', async () => {
    const file = 'src/safety/air_monitor.c';
    await server.open(SAMPLE, file, '// @implements \nint a(void) { return 0; }\n');
    const { items } = await server.ask<CompletionList>('textDocument/completion', SAMPLE, file, 0, 15);
    const labels = items.map((item) => item.label);
    assert.ok(labels.includes('SRS-012') && labels.includes('RC-07'));
    assert.ok(!labels.includes('UN-001') && !labels.includes('HAZ-01'));
    const item = items.find(({ label }) => label === 'SRS-012');
    assert.ok(item?.filterText?.includes('accumulated air'));
    const resolved = await server.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    assert.ok(JSON.stringify(resolved.documentation).includes('SYS-005'));
    await server.close(SAMPLE, file);
  });

  it('gives the life-cycle tree from the product down to a finding', async () => {
    const children = (node?: string): Promise<LifecycleNode[]> =>
      server.connection.sendRequest(LifecycleRequest.method, node === undefined ? {} : { node });
    const [product] = await children();
    assert.ok(product?.label.includes('Aria SP1'));
    const chapters = await children(product?.id);
    assert.deepEqual(
      chapters.map((chapter) => chapter.label.split(' ')[0]),
      ['4', '5.1', '5.2', '5.3', '5.4', '5.5', '5.6', '5.7', '5.8', '6', '7', '8', '9', 'Assessment'],
    );
    const implementation = chapters.find((chapter) => chapter.label.startsWith('5.5'));
    const seen: string[] = [];
    const collect = async (id: string | undefined): Promise<void> => {
      for (const node of await children(id)) {
        seen.push(`${node.kind} ${node.label}`);
        if (node.hasChildren && ['clause', 'subclause', 'group'].includes(node.kind)) await collect(node.id);
      }
    };
    await collect(implementation?.id);
    assert.ok(
      seen.some((row) => row.startsWith('finding') && row.includes('calibrate_stroke')),
      seen.join('\n'),
    );
  });

  it('filters and groups the life-cycle tree, and finds the row of what stands at a place', async () => {
    const children = (view: LifecycleView, node?: string): Promise<LifecycleNode[]> =>
      server.connection.sendRequest(LifecycleRequest.method, { view, ...(node === undefined ? {} : { node }) });
    const byType: LifecycleView = { grouping: 'type', text: 'accumulated air' };
    const [product] = await children(byType);
    const [type] = await children(byType, product?.id);
    assert.equal(type?.label, 'SRS software requirement');
    assert.equal(type?.description, '1');
    const file = 'src/safety/air_monitor.c';
    const at = { uri: uriOf(SAMPLE, file), ...spot(file, 'SRS-012') };
    const rows = await server.connection.sendRequest<string[]>(LifecycleRevealRequest.method, at);
    const found: string[] = [];
    for (const [index, id] of rows.entries()) {
      const row = (await children({}, rows[index - 1])).find((child) => child.id === id);
      found.push(row?.label.split(' ')[0] ?? '?');
    }
    assert.deepEqual([found[0], found[1], found.at(-1)], ['Aria', '5.2', 'SRS-012']);
    const hidden = { ...at, view: { text: 'no such word' } };
    assert.deepEqual(await server.connection.sendRequest(LifecycleRevealRequest.method, hidden), []);
  });

  it('gives the safety classes with their contradiction', async () => {
    const [model] = await server.connection.sendRequest<ClassPanelModel[]>(ClassPanelRequest.method, {});
    const system = model?.systems[0];
    assert.deepEqual([system?.id, system?.effective], ['SS-001', 'C']);
    const item = (id: string) => system?.children.find((row) => row.id === id);
    assert.deepEqual(
      ['SI-01', 'SI-04', 'SI-05', 'SI-06'].map((id) => item(id)?.effective),
      ['C', 'B', 'A', 'C'],
    );
    assert.deepEqual(
      item('SI-06')?.contradictions.map((each) => each.code),
      ['LT503'],
    );
  });
});

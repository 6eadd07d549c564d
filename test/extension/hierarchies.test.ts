import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openDemoFile, positionOf } from './demo.ts';
import { eventually } from './eventually.ts';

const SPECIFICATION = 'spec/srs/occlusion-and-air.md';

describe('the trace as a hierarchy', () => {
  it('shows why a requirement is there as its supertypes', async () => {
    const item = await prepared<vscode.TypeHierarchyItem>('vscode.prepareTypeHierarchy');
    const reasons = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.provideSupertypes', item);
    assert.deepEqual(reasons.map(({ name }) => name.split(' ')[0]).sort(), ['RC-07', 'SYS-005']);
  });

  it('shows what realises a requirement as its subtypes', async () => {
    const item = await prepared<vscode.TypeHierarchyItem>('vscode.prepareTypeHierarchy');
    const parts = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.provideSubtypes', item);
    assert.ok(parts.some(({ name, uri }) => name.startsWith('air_monitor') && uri.path.endsWith('.c')));
  });

  it('shows what verifies a requirement as the calls of it, and what rests on a test as those by it', async () => {
    const item = await prepared<vscode.CallHierarchyItem>('vscode.prepareCallHierarchy');
    const evidence = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      item,
    );
    const test = evidence.find(({ from }) => from.name.startsWith('ST-'));
    assert.ok(test);
    const resting = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      test.from,
    );
    assert.ok(resting.some(({ to }) => to.name.startsWith('SRS-012')));
  });

  it('leaves the hierarchies of code to its language', async () => {
    const document = await openDemoFile('src/safety/air_monitor.c');
    const position = positionOf(document, 'air_monitor_init');
    for (const command of ['vscode.prepareTypeHierarchy', 'vscode.prepareCallHierarchy']) {
      const items = await vscode.commands.executeCommand<unknown[] | undefined>(command, document.uri, position);
      assert.deepEqual(items ?? [], [], command);
    }
  });
});

/** What SRS-012 is prepared as where it is defined. */
function prepared<T>(command: string): Promise<T> {
  return eventually(`${command} of SRS-012`, async () => {
    const document = await openDemoFile(SPECIFICATION);
    const position = positionOf(document, 'SRS-012');
    const items = await vscode.commands.executeCommand<T[]>(command, document.uri, position);
    return items?.[0];
  });
}

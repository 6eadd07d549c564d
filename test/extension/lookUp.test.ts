import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openDemoFile, positionOf } from './demo.ts';
import { eventually } from './eventually.ts';

describe('looking up a tag', () => {
  it('shows the requirement in a hover', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    const text = await hoverText(document, 'SRS-001', 'SYS-001');
    assert.match(text, /SRS-001/);
    assert.match(text, /SYS-001/);
  });

  it('shows the hazard behind a risk control in a hover', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    const text = await hoverText(document, 'RC-01', 'HAZ-01');
    assert.match(text, /HAZ-01/);
    assert.match(text, /HS-01/);
  });

  it('leads from the tag to the requirement', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    const position = positionOf(document, 'SRS-001');
    const target = await eventually('a definition of SRS-001', async () => {
      const targets = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      return targets[0];
    });
    const uri = 'targetUri' in target ? target.targetUri : target.uri;
    const range = 'targetUri' in target ? (target.targetSelectionRange ?? target.targetRange) : target.range;
    const specification = await vscode.workspace.openTextDocument(uri);
    assert.match(uri.path, /\/spec\//);
    assert.match(specification.lineAt(range.start.line).text, /SRS-001/);
  });

  it('finds the code and the tests of a requirement from the tag', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    const places = await eventually('references of SRS-001', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        positionOf(document, 'SRS-001'),
      );
      return found.length > 1 ? found : undefined;
    });
    assert.ok(places.some(({ uri }) => uri.path.endsWith('/src/pump/rate_controller.c')));
  });

  it('says nothing about code without a tag', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    await hoverText(document, 'SRS-001', 'Compute motor speed');
    assert.equal(await hoverAt(document, positionOf(document, 'rounded > (uint64_t)UINT32_MAX')), '');
  });
});

/** Waits for a hover over a text that holds certain words. */
function hoverText(document: vscode.TextDocument, text: string, expected: string): Promise<string> {
  return eventually(`a hover of ${text} with "${expected}"`, async () => {
    const hover = await hoverAt(document, positionOf(document, text));
    return hover.includes(expected) ? hover : undefined;
  });
}

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

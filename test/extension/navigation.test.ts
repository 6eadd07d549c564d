import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoFile, extension, openDemoFile, positionOf } from './demo.ts';
import { eventually } from './eventually.ts';

describe('finding one’s way', () => {
  before(() => extension().activate());

  it('outlines a spec by its records', async () => {
    const { uri } = await openDemoFile('spec/srs/delivery.md');
    const symbols = await eventually('an outline of records', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return found?.some(({ detail }) => detail.startsWith('software requirement')) ? found : undefined;
    });
    assert.ok(symbols.some(({ name }) => name.startsWith('SRS-002 ')));
  });

  it('finds an item by words of its title', async () => {
    const found = await eventually('the requirement', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'accumulated air',
      );
      return symbols.find(({ name }) => name.startsWith('SRS-012 '));
    });
    assert.equal(found.location.uri.toString(), demoFile('spec/srs/occlusion-and-air.md').toString());
  });

  it('leads from a tag to what the requirement comes from', async () => {
    const document = await openDemoFile('src/pump/rate_controller.c');
    const [link] = await eventually('a declaration', async () => {
      const links = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDeclarationProvider',
        document.uri,
        positionOf(document, 'SRS-001'),
      );
      return links.length > 0 ? links : undefined;
    });
    const target = await vscode.workspace.openTextDocument(link?.targetUri ?? document.uri);
    assert.match(target.lineAt(link?.targetRange.start.line ?? 0).text, /SYS-001/);
  });

  it('folds records in YAML, and colours IDs', async () => {
    const { uri } = await openDemoFile('spec/architecture/units.yaml');
    const folds = await eventually('folds', () =>
      vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>('vscode.executeFoldingRangeProvider', uri),
    );
    assert.ok(folds.length > 5);
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      uri,
    );
    assert.deepEqual(legend.tokenModifiers, ['declaration', 'deprecated', 'draft', 'unresolved']);
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      uri,
    );
    assert.ok(tokens.data.length > 50);
  });

  it('leaves code to the extensions of its language', async () => {
    const { uri } = await openDemoFile('src/pump/rate_controller.c');
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
      'vscode.provideDocumentSemanticTokensLegend',
      uri,
    );
    assert.equal(legend, undefined);
  });
});

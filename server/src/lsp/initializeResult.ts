import { type ClientCapabilities, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { positionEncodingFor } from './positionEncoding.ts';
import { LEGEND } from './semanticLegend.ts';
import { SPEC_SELECTOR } from './specSelector.ts';

/** True for a client that can be told to ask for findings again; others are sent them. */
export function asksForFindings(capabilities: ClientCapabilities): boolean {
  return capabilities.workspace?.diagnostics?.refreshSupport === true;
}

/** What the server can do for a client. Needs nothing of the project, so that it can be told before anything is loaded. */
export function initializeResult(capabilities: ClientCapabilities): InitializeResult {
  const encodings = capabilities.general?.positionEncodings;
  return {
    serverInfo: { name: 'lifetrace', version: LIFETRACE_VERSION },
    capabilities: {
      ...(encodings === undefined ? {} : { positionEncoding: positionEncodingFor(capabilities) }),
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      declarationProvider: true,
      definitionProvider: true,
      implementationProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: { label: 'Lifetrace' },
      documentLinkProvider: {},
      workspaceSymbolProvider: true,
      foldingRangeProvider: { documentSelector: SPEC_SELECTOR },
      selectionRangeProvider: { documentSelector: SPEC_SELECTOR },
      semanticTokensProvider: { documentSelector: SPEC_SELECTOR, legend: LEGEND, full: true, range: true },
      codeLensProvider: { resolveProvider: true },
      inlayHintProvider: { resolveProvider: false },
      completionProvider: { triggerCharacters: ['@', '\\', ' ', ',', '-', ':', '['], resolveProvider: true },
      renameProvider: capabilities.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.lifetrace'],
        resolveProvider: true,
      },
      ...(asksForFindings(capabilities)
        ? {
            diagnosticProvider: {
              identifier: 'lifetrace',
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {}),
      typeHierarchyProvider: { id: 'lifetrace.typeHierarchy', documentSelector: SPEC_SELECTOR },
      callHierarchyProvider: { id: 'lifetrace.callHierarchy', documentSelector: SPEC_SELECTOR },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: '**' } }] } },
      },
    },
  };
}

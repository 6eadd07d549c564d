import {
  type ClientCapabilities,
  type DocumentSelector,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

/**
 * Documents with hierarchies: an editor takes those of one provider alone, so that in code they would hide the language's
 * own.
 */
const SPECIFICATIONS: DocumentSelector = ['markdown', 'yaml', 'restructuredtext'].map((language) => ({
  scheme: 'file',
  language,
}));

/** True for a client that can be told to ask for findings again; others are sent them. */
export function asksForFindings(capabilities: ClientCapabilities): boolean {
  return capabilities.workspace?.diagnostics?.refreshSupport === true;
}

/** What the server can do for a client. Needs nothing of the project, so that it can be told before anything is loaded. */
export function initializeResult(capabilities: ClientCapabilities): InitializeResult {
  return {
    serverInfo: { name: 'lifetrace', version: LIFETRACE_VERSION },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      declarationProvider: true,
      definitionProvider: true,
      implementationProvider: true,
      referencesProvider: true,
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
      typeHierarchyProvider: { id: 'lifetrace.typeHierarchy', documentSelector: SPECIFICATIONS },
      callHierarchyProvider: { id: 'lifetrace.callHierarchy', documentSelector: SPECIFICATIONS },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: '**' } }] } },
      },
    },
  };
}

import { isNumber, isObject, isText, isTexts, listOf, maybe, objectWith, type Test } from './params.ts';

/** An unsigned integer of the protocol. One that is larger than a text has lines or columns is its last one. */
function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function orNull(test: Test): Test {
  return (value) => value === null || test(value);
}

const isPosition = objectWith({ line: isCount, character: isCount });
const isRange = objectWith({ start: isPosition, end: isPosition });
const isDocument = objectWith({ uri: isText });
const isFolder = objectWith({ uri: isText, name: isText });

const IN_DOCUMENT = { textDocument: isDocument };
const AT_POSITION = { ...IN_DOCUMENT, position: isPosition };
const IN_RANGE = { ...IN_DOCUMENT, range: isRange };
const FROM_ITEM = { item: isObject };

/** What the parts of the protocol's own messages have to be, as far as the server uses them, by method. */
export const STANDARD_PARAMS: ReadonlyMap<string, Readonly<Record<string, Test>>> = new Map<
  string,
  Readonly<Record<string, Test>>
>([
  [
    'initialize',
    {
      capabilities: objectWith({ general: maybe(objectWith({ positionEncodings: maybe(isTexts) })) }),
      rootUri: maybe(orNull(isText)),
      workspaceFolders: maybe(orNull(listOf(isFolder))),
    },
  ],
  ['textDocument/didOpen', { textDocument: objectWith({ uri: isText, version: isNumber, text: isText }) }],
  [
    'textDocument/didChange',
    {
      textDocument: objectWith({ uri: isText, version: isNumber }),
      contentChanges: listOf(objectWith({ range: maybe(isRange), text: isText })),
    },
  ],
  ['textDocument/willSave', IN_DOCUMENT],
  ['textDocument/didSave', IN_DOCUMENT],
  ['textDocument/didClose', IN_DOCUMENT],
  ['workspace/didChangeConfiguration', {}],
  ['workspace/didChangeWatchedFiles', { changes: listOf(objectWith({ uri: isText, type: isNumber })) }],
  [
    'workspace/didChangeWorkspaceFolders',
    { event: objectWith({ added: listOf(isFolder), removed: listOf(isFolder) }) },
  ],
  ['textDocument/hover', AT_POSITION],
  ['textDocument/definition', AT_POSITION],
  ['textDocument/declaration', AT_POSITION],
  ['textDocument/implementation', AT_POSITION],
  ['textDocument/references', { ...AT_POSITION, context: isObject }],
  ['textDocument/documentHighlight', AT_POSITION],
  ['textDocument/completion', AT_POSITION],
  ['completionItem/resolve', {}],
  ['textDocument/prepareRename', AT_POSITION],
  ['textDocument/rename', { ...AT_POSITION, newName: isText }],
  ['workspace/willRenameFiles', { files: listOf(objectWith({ oldUri: isText, newUri: isText })) }],
  ['workspace/symbol', { query: isText }],
  ['textDocument/documentSymbol', IN_DOCUMENT],
  ['textDocument/documentLink', IN_DOCUMENT],
  ['textDocument/foldingRange', IN_DOCUMENT],
  ['textDocument/selectionRange', { ...IN_DOCUMENT, positions: listOf(isPosition) }],
  ['textDocument/semanticTokens/full', IN_DOCUMENT],
  ['textDocument/semanticTokens/range', IN_RANGE],
  ['textDocument/codeLens', IN_DOCUMENT],
  ['codeLens/resolve', { range: isRange }],
  ['textDocument/inlayHint', IN_RANGE],
  [
    'textDocument/codeAction',
    { ...IN_RANGE, context: objectWith({ diagnostics: listOf(objectWith({ range: isRange })), only: maybe(isTexts) }) },
  ],
  ['codeAction/resolve', { title: isText }],
  ['textDocument/diagnostic', IN_DOCUMENT],
  ['workspace/diagnostic', { previousResultIds: listOf(objectWith({ uri: isText, value: isText })) }],
  ['textDocument/prepareTypeHierarchy', AT_POSITION],
  ['typeHierarchy/supertypes', FROM_ITEM],
  ['typeHierarchy/subtypes', FROM_ITEM],
  ['textDocument/prepareCallHierarchy', AT_POSITION],
  ['callHierarchy/incomingCalls', FROM_ITEM],
  ['callHierarchy/outgoingCalls', FROM_ITEM],
]);

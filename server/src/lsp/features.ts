import {
  type CancellationToken,
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Hover,
  type Location,
  type LocationLink,
  MarkupKind,
  SymbolTag,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import type { GoToPlace } from '../answers/codePlace.ts';
import { declarationOf } from '../answers/declaration.ts';
import { definitionOf } from '../answers/definition.ts';
import { itemOf } from '../answers/entityAt.ts';
import { highlightsOf } from '../answers/highlights.ts';
import { hoverAt } from '../answers/hover.ts';
import { implementationsInSteps } from '../answers/implementations.ts';
import { referencesTo } from '../answers/references.ts';
import { wordsOf } from '../answers/specs/documentSymbols.ts';
import { testsInSteps } from '../answers/tests.ts';
import { symbolsMatching } from '../answers/workspaceSymbols.ts';
import { eachInSteps, type Steps } from '../model/steps.ts';
import type { Target } from '../protocol/target.ts';
import { type TraceTargets, type TraceTargetsParams, TraceTargetsRequest } from '../protocol/traceTargets.ts';
import { isRetired } from '../trace/item.ts';
import { answerInTurns } from './answerInTurns.ts';
import { registerCompletion } from './completion.ts';
import type { DocumentHost } from './documentHost.ts';
import {
  ANYTHING,
  EVERYTHING,
  type Found,
  findAt,
  finderAt,
  goTo,
  goToInSteps,
  rangeOf,
  TARGET,
  wholeSnapshot,
} from './found.ts';
import { keyHover } from './keyHover.ts';
import { onOurRequest } from './ourRequests.ts';
import { isNumber, isText } from './params.ts';
import { symbolKindOf } from './symbolKinds.ts';

/**
 * Registers what an editor asks about a position. Every answer reads one snapshot, and is about the newest text; off our
 * tags and records it is null, so that other languages' answers stand alone. While files are still being read, hover
 * answers from what is there and says so, a definition waits for its target, and lists wait until everything has been
 * read.
 */
export function registerFeatures(connection: Connection, host: DocumentHost): void {
  connection.onHover(async ({ textDocument, position }, token) => {
    const find = finderAt(host, textDocument.uri, position, token, ANYTHING);
    const described = function* (found: Found): Steps<Hover | undefined> {
      const { session, snapshot, file, offset } = found;
      const hover = yield* hoverAt(snapshot, session.findings(), file, offset, host.textStyle(session));
      return (
        hover && { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: rangeOf(found, hover.origin) }
      );
    };
    return (await answerInTurns(find, described, token)) ?? keyHover(host, textDocument.uri, position);
  });

  connection.onDefinition(async ({ textDocument, position }, token) => {
    const found = await findAt(host, textDocument.uri, position, token, TARGET);
    const definition = found && definitionOf(found.snapshot, found.entity);
    return found && definition
      ? goTo(found, definition.origin, definition.targets, host.linkSupport().definition)
      : null;
  });

  connection.onDeclaration(async ({ textDocument, position }, token) => {
    const found = await findAt(host, textDocument.uri, position, token, EVERYTHING);
    const declaration = found && declarationOf(found.snapshot, found.entity);
    return found && declaration
      ? goTo(found, declaration.origin, declaration.targets, host.linkSupport().declaration)
      : null;
  });

  connection.onImplementation(async ({ textDocument, position }, token) => {
    const find = finderAt(host, textDocument.uri, position, token, EVERYTHING);
    const implementations = function* (found: Found): Steps<LocationLink[] | Location[] | null> {
      const item = itemOf(found.entity);
      if (!item) return null;
      const targets = yield* implementationsInSteps(found.snapshot, item);
      return yield* goToInSteps(found, found.entity.origin, targets, host.linkSupport().implementation);
    };
    return (await answerInTurns(find, implementations, token)) ?? null;
  });

  connection.onReferences(async ({ textDocument, position, context }, token) => {
    const find = finderAt(host, textDocument.uri, position, token, EVERYTHING);
    const references = function* ({ places, snapshot, entity }: Found): Steps<Location[] | null> {
      if (!('key' in entity)) return null;
      const all = yield* referencesTo(snapshot, entity.key, context.includeDeclaration);
      return yield* eachInSteps(all, (place) => places.location(snapshot, place));
    };
    return (await answerInTurns(find, references, token)) ?? null;
  });

  connection.onDocumentHighlight(async ({ textDocument, position }, token): Promise<DocumentHighlight[] | null> => {
    const found = await findAt(host, textDocument.uri, position, token, ANYTHING);
    if (!found || !('key' in found.entity)) return null;
    return highlightsOf(found.snapshot, found.file, found.entity.key).map(({ span, defines }) => ({
      range: rangeOf(found, span),
      kind: defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onWorkspaceSymbol(async ({ query }, token): Promise<WorkspaceSymbol[]> => {
    const symbols: WorkspaceSymbol[] = [];
    for (const session of host.sessions()) {
      const snapshot = await wholeSnapshot(session, token);
      for (const item of symbolsMatching(snapshot, query, MOST_SYMBOLS - symbols.length)) {
        const { name, detail } = wordsOf(item);
        symbols.push({
          name,
          containerName: detail,
          kind: symbolKindOf(item.type),
          ...(isRetired(item) && { tags: [SymbolTag.Deprecated] }),
          location: session.places.location(snapshot, { file: item.file, span: item.fact.idSpan }),
        });
      }
    }
    return symbols;
  });

  onOurRequest(
    connection,
    TraceTargetsRequest.method,
    { uri: isText, line: isNumber, column: isNumber },
    async (params: TraceTargetsParams, token: CancellationToken): Promise<TraceTargets> => {
      const position = { line: params.line, character: params.column };
      const find = finderAt(host, params.uri, position, token, EVERYTHING);
      const targets = function* (found: Found): Steps<TraceTargets | undefined> {
        const item = itemOf(found.entity);
        if (!item) return undefined;
        const { snapshot } = found;
        const implementations = yield* implementationsInSteps(snapshot, item);
        const tests = yield* testsInSteps(snapshot, item);
        return {
          item: item.id,
          implementations: yield* eachInSteps(implementations, (place) => target(found, place)),
          tests: yield* eachInSteps(tests, (place) => target(found, place)),
        };
      };
      return (await answerInTurns(find, targets, token)) ?? { implementations: [], tests: [] };
    },
  );

  registerCompletion(connection, host);
}

/** More symbols than anybody looks through: editors ask again with each letter. */
const MOST_SYMBOLS = 200;

function target({ places, snapshot }: Found, { file, selection }: GoToPlace): Target {
  return places.target(snapshot, { file, span: selection });
}

import {
  type CancellationToken,
  type Connection,
  type Location,
  type LocationLink,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import type { GoToPlace } from '../answers/codePlace.ts';
import { definitionOf } from '../answers/definition.ts';
import { type Entity, entityAt, itemOf } from '../answers/entityAt.ts';
import { hoverAt } from '../answers/hover.ts';
import { implementationsOf } from '../answers/implementations.ts';
import { referencesTo } from '../answers/references.ts';
import { testsOf } from '../answers/tests.ts';
import type { FilePath, Span } from '../model/span.ts';
import { type Target, type TraceTargets, type TraceTargetsParams, TraceTargetsRequest } from '../protocol.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { registerCompletion } from './completion.ts';
import type { DocumentHost } from './documentHost.ts';
import { offsetIn, type Places, rangeIn } from './places.ts';
import type { ProjectSession } from './projectSession.ts';
import { untilReady } from './untilReady.ts';

/** What stands at a position, in the snapshot that the question is answered from. */
interface Found {
  readonly session: ProjectSession;
  readonly places: Places;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
  readonly offset: number;
  readonly entity: Entity;
}

/**
 * Registers what an editor asks about a position. Every answer waits for the first index and reads one snapshot; off our
 * tags and records the answer is null, so that other languages' answers stand alone.
 */
export function registerFeatures(connection: Connection, host: DocumentHost): void {
  connection.onHover(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token);
    if (!found) return null;
    const { session, snapshot, file, offset } = found;
    const hover = hoverAt(snapshot, session.engine.findings(), file, offset, host.textStyle(session));
    return hover
      ? { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: range(found, hover.origin) }
      : null;
  });

  connection.onDefinition(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token);
    const definition = found && definitionOf(found.snapshot, found.entity);
    return found && definition
      ? goTo(found, definition.origin, definition.targets, host.linkSupport().definition)
      : null;
  });

  connection.onImplementation(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token);
    const item = found && itemOf(found.entity);
    if (!found || !item) return null;
    const targets = implementationsOf(found.snapshot, item);
    return goTo(found, found.entity.origin, targets, host.linkSupport().implementation);
  });

  connection.onReferences(async ({ textDocument, position, context }, token) => {
    const found = await find(textDocument.uri, position, token);
    if (!found || !('key' in found.entity)) return null;
    const { places, snapshot, entity } = found;
    return referencesTo(snapshot, entity.key, context.includeDeclaration).map(
      (place): Location => places.location(snapshot, place),
    );
  });

  connection.onRequest(
    TraceTargetsRequest.method,
    async (params: TraceTargetsParams, token: CancellationToken): Promise<TraceTargets> => {
      const found = await find(params.uri, { line: params.line, character: params.column }, token);
      const item = found && itemOf(found.entity);
      if (!found || !item) return { implementations: [], tests: [] };
      return {
        item: item.id,
        implementations: implementationsOf(found.snapshot, item).map((place) => target(found, place)),
        tests: testsOf(found.snapshot, item).map((place) => target(found, place)),
      };
    },
  );

  registerCompletion(connection, host);

  async function find(uri: string, position: Position, token: CancellationToken): Promise<Found | undefined> {
    const at = host.locate(uri);
    if (!at) return undefined;
    const { session, file } = at;
    await untilReady(session, token);
    const snapshot = session.engine.snapshot();
    const offset = offsetIn(snapshot, file, position);
    const entity = offset === undefined ? undefined : entityAt(snapshot, file, offset);
    if (offset === undefined || !entity) return undefined;
    return { session, places: session.places, snapshot, file, offset, entity };
  }
}

function range({ snapshot, file }: Found, span: Span): LocationLink['targetRange'] {
  return rangeIn(snapshot.files.get(file)?.lineStarts ?? [0], span);
}

/** Targets with the token that leads to them, or plain places for clients that know no links. */
function goTo(
  found: Found,
  origin: Span,
  targets: readonly GoToPlace[],
  asLinks: boolean,
): LocationLink[] | Location[] {
  if (asLinks) return links(found, origin, targets);
  return targets.map(({ file, selection }) => found.places.location(found.snapshot, { file, span: selection }));
}

function links(found: Found, origin: Span, targets: readonly GoToPlace[]): LocationLink[] {
  const { places, snapshot } = found;
  return targets.map(({ file, span, selection }) => ({
    originSelectionRange: range(found, origin),
    targetUri: places.uriOf(file),
    targetRange: places.range(snapshot, file, span),
    targetSelectionRange: places.range(snapshot, file, selection),
  }));
}

function target({ places, snapshot }: Found, { file, selection }: GoToPlace): Target {
  return places.target(snapshot, { file, span: selection });
}

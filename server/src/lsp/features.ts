import {
  type CancellationToken,
  type Connection,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  ResponseError,
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
import { keyHover } from './keyHover.ts';
import { offsetIn, type Places, rangeIn } from './places.ts';
import type { ProjectSession } from './projectSession.ts';
import { settledOrCancelled, throwIfCancelled, throwIfChanged } from './untilReady.ts';

/** What stands at a position, in the snapshot that the question is answered from. */
interface Found {
  readonly session: ProjectSession;
  readonly places: Places;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
  readonly offset: number;
  readonly entity: Entity;
}

/** Tells whether what has been found by now is enough for an answer while files are still being read. */
type Enough = (found: Found) => boolean;

/** A hover says itself what it is made from. */
const ANYTHING: Enough = () => true;

/** An item that has been read is where it is, whatever else comes. */
const TARGET: Enough = ({ entity, snapshot }) =>
  snapshot.whole || entity.kind === 'unit' || itemOf(entity) !== undefined;

/** A list has no room to say that it is not complete. */
const EVERYTHING: Enough = ({ snapshot }) => snapshot.whole;

/**
 * Registers what an editor asks about a position. Every answer reads one snapshot, and is about the newest text; off our
 * tags and records it is null, so that other languages' answers stand alone. While files are still being read, hover
 * answers from what is there and says so, a definition waits for its target, and lists wait until everything has been
 * read.
 */
export function registerFeatures(connection: Connection, host: DocumentHost): void {
  connection.onHover(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token, ANYTHING);
    const hover =
      found &&
      hoverAt(found.snapshot, found.session.findings(), found.file, found.offset, host.textStyle(found.session));
    if (!found || !hover) return keyHover(host, textDocument.uri, position);
    return { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: range(found, hover.origin) };
  });

  connection.onDefinition(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token, TARGET);
    const definition = found && definitionOf(found.snapshot, found.entity);
    return found && definition
      ? goTo(found, definition.origin, definition.targets, host.linkSupport().definition)
      : null;
  });

  connection.onImplementation(async ({ textDocument, position }, token) => {
    const found = await find(textDocument.uri, position, token, EVERYTHING);
    const item = found && itemOf(found.entity);
    if (!found || !item) return null;
    const targets = implementationsOf(found.snapshot, item);
    return goTo(found, found.entity.origin, targets, host.linkSupport().implementation);
  });

  connection.onReferences(async ({ textDocument, position, context }, token) => {
    const found = await find(textDocument.uri, position, token, EVERYTHING);
    if (!found || !('key' in found.entity)) return null;
    const { places, snapshot, entity } = found;
    return referencesTo(snapshot, entity.key, context.includeDeclaration).map(
      (place): Location => places.location(snapshot, place),
    );
  });

  connection.onRequest(
    TraceTargetsRequest.method,
    async (params: TraceTargetsParams, token: CancellationToken): Promise<TraceTargets> => {
      const found = await find(params.uri, { line: params.line, character: params.column }, token, EVERYTHING);
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

  /** What stands at a position, once it is enough; nothing when the position means nothing to us. */
  async function find(
    uri: string,
    position: Position,
    token: CancellationToken,
    enough: Enough,
  ): Promise<Found | undefined> {
    const version = host.documents.get(uri)?.version;
    for (;;) {
      throwIfCancelled(token);
      throwIfChanged(version, host.documents.get(uri)?.version);
      const found = foundAt(uri, position);
      if (!found || enough(found)) return found;
      if (found.session.over) throw new ResponseError(LSPErrorCodes.ContentModified, 'the folder is not indexed');
      await settledOrCancelled(found.session.moreFiles(), token);
    }
  }

  function foundAt(uri: string, position: Position): Found | undefined {
    const at = host.locate(uri);
    if (!at) return undefined;
    const { session, file } = at;
    const snapshot = session.snapshot();
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

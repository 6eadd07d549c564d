import {
  type CancellationToken,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver/node';
import type { GoToPlace } from '../answers/codePlace.ts';
import { type Entity, entityAt, itemOf } from '../answers/entityAt.ts';
import type { FilePath, Span } from '../model/span.ts';
import { eachInSteps, type Steps } from '../model/steps.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { DocumentHost } from './documentHost.ts';
import type { Places } from './places.ts';
import type { ProjectSession } from './projectSession.ts';
import { settledOrCancelled, throwIfCancelled, throwIfChanged } from './untilReady.ts';

/** What stands at a position, in the snapshot that the question is answered from. */
export interface Found {
  readonly session: ProjectSession;
  readonly places: Places;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
  readonly offset: number;
  readonly entity: Entity;
}

/** Tells whether what has been found by now is enough for an answer while files are still being read. */
export type Enough = (found: Found) => boolean;

/** For answers about one document, and those that say themselves what they are made from. */
export const ANYTHING: Enough = () => true;

/** An item that has been read is where it is, whatever else comes. */
export const TARGET: Enough = ({ entity, snapshot }) =>
  snapshot.whole || entity.kind === 'unit' || itemOf(entity) !== undefined;

/** A list has no room to say that it is not complete. */
export const EVERYTHING: Enough = ({ snapshot }) => snapshot.whole;

/** What stands at a position, once it is enough; nothing when the position means nothing to us. */
export async function findAt(
  host: DocumentHost,
  uri: string,
  position: Position,
  token: CancellationToken,
  enough: Enough,
): Promise<Found | undefined> {
  const version = host.documents.get(uri)?.version;
  for (;;) {
    throwIfCancelled(token);
    throwIfChanged(version, host.documents.get(uri)?.version);
    const found = foundAt(host, uri, position);
    if (!found || enough(found)) return found;
    await nextFiles(found.session, token);
  }
}

/** The same to be done again after changes of other documents: a change of this one ends the request each time. */
export function finderAt(
  ...[host, uri, position, token, enough]: Parameters<typeof findAt>
): () => Promise<Found | undefined> {
  const version = host.documents.get(uri)?.version;
  return () => {
    throwIfChanged(version, host.documents.get(uri)?.version);
    return findAt(host, uri, position, token, enough);
  };
}

/** A snapshot of everything that a session knows, once everything has been read. */
export async function wholeSnapshot(session: ProjectSession, token: CancellationToken): Promise<Snapshot> {
  for (;;) {
    throwIfCancelled(token);
    const snapshot = session.snapshot();
    if (snapshot.whole) return snapshot;
    await nextFiles(session, token);
  }
}

/** Waits until more has been read. */
async function nextFiles(session: ProjectSession, token: CancellationToken): Promise<void> {
  if (session.over) throw new ResponseError(LSPErrorCodes.ContentModified, 'the folder is not indexed');
  await settledOrCancelled(session.moreFiles(), token);
}

function foundAt(host: DocumentHost, uri: string, position: Position): Found | undefined {
  const at = host.locate(uri);
  if (!at) return undefined;
  const { session, file } = at;
  const { places } = session;
  const snapshot = session.snapshot();
  const offset = places.offset(snapshot, file, position);
  const entity = offset === undefined ? undefined : entityAt(snapshot, file, offset);
  if (offset === undefined || !entity) return undefined;
  return { session, places, snapshot, file, offset, entity };
}

/** The range of a span in the document that was asked about. */
export function rangeOf({ places, snapshot, file }: Found, span: Span): LocationLink['targetRange'] {
  return places.range(snapshot, file, span);
}

/** Targets with the token that leads to them, or plain places for clients that know no links. */
export function goTo(
  found: Found,
  origin: Span,
  targets: readonly GoToPlace[],
  asLinks: boolean,
): LocationLink[] | Location[] {
  return asLinks ? targets.map((target) => linkTo(found, origin, target)) : targets.map((to) => locationOf(found, to));
}

/** The same in steps, a target each. */
export function goToInSteps(
  found: Found,
  origin: Span,
  targets: readonly GoToPlace[],
  asLinks: boolean,
): Steps<LocationLink[] | Location[]> {
  return asLinks
    ? eachInSteps(targets, (target) => linkTo(found, origin, target))
    : eachInSteps(targets, (target) => locationOf(found, target));
}

function linkTo(found: Found, origin: Span, { file, span, selection }: GoToPlace): LocationLink {
  const { places, snapshot } = found;
  return {
    originSelectionRange: rangeOf(found, origin),
    targetUri: places.uriOf(file),
    targetRange: places.range(snapshot, file, span),
    targetSelectionRange: places.range(snapshot, file, selection),
  };
}

function locationOf({ places, snapshot }: Found, { file, selection }: GoToPlace): Location {
  return places.location(snapshot, { file, span: selection });
}

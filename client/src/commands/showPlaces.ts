import { Location, Position, Range, Uri } from 'vscode';
import type { ShowPlaces } from '../../../server/src/protocol.ts';
import { showLocations } from './traceTargets.ts';

/** Goes to the places that a lens counts. Anything that is no list of places in files is ignored. */
export async function showPlaces(...args: readonly unknown[]): Promise<void> {
  if (!isShowPlaces(args)) return;
  const [uri, position, places] = args;
  const origin = { uri: Uri.parse(uri), position: positionOf(position) };
  const locations = places.map(
    ({ uri: file, range }) => new Location(Uri.parse(file), new Range(positionOf(range.start), positionOf(range.end))),
  );
  await showLocations(origin, locations);
}

type ProtocolPosition = ShowPlaces[1];

function positionOf({ line, character }: ProtocolPosition): Position {
  return new Position(line, character);
}

function isShowPlaces(args: readonly unknown[]): args is ShowPlaces {
  const [uri, position, places] = args;
  return isFile(uri) && isPosition(position) && Array.isArray(places) && places.every(isPlace);
}

function isPlace(value: unknown): value is ShowPlaces[2][number] {
  if (typeof value !== 'object' || value === null || !('uri' in value) || !('range' in value)) return false;
  const { uri, range } = value;
  if (typeof range !== 'object' || range === null || !('start' in range) || !('end' in range)) return false;
  return isFile(uri) && isPosition(range.start) && isPosition(range.end);
}

function isPosition(value: unknown): value is ProtocolPosition {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value)) return false;
  return [value.line, value.character].every(
    (number) => typeof number === 'number' && Number.isInteger(number) && number >= 0,
  );
}

function isFile(uri: unknown): uri is string {
  return typeof uri === 'string' && uri.startsWith('file:');
}

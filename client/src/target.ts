import { Location, Range, Uri } from 'vscode';
import type { Target } from '../../server/src/protocol.ts';

/**
 * Checks that a value is a place that may be opened. Places come back from hovers and the webview, which show text of
 * the workspace, so only files pass and no other address scheme.
 */
export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false;
  const place: Partial<Record<keyof Target, unknown>> = value;
  return (
    typeof place.uri === 'string' &&
    place.uri.startsWith('file:') &&
    [place.line, place.column, place.endLine, place.endColumn].every(
      (number) => typeof number === 'number' && Number.isInteger(number) && number >= 0,
    )
  );
}

/** The place that a command is given: hovers pass a place, rows of a tree pass a node that has one. */
export function placeIn(argument: unknown): Target | undefined {
  if (isTarget(argument)) return argument;
  if (typeof argument !== 'object' || argument === null || !('target' in argument)) return undefined;
  return isTarget(argument.target) ? argument.target : undefined;
}

/** The place as a location of the editor. */
export function toLocation(target: Target): Location {
  return new Location(Uri.parse(target.uri), new Range(target.line, target.column, target.endLine, target.endColumn));
}

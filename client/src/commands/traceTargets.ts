import { commands, type Location, l10n, Position, Uri, window } from 'vscode';
import type { TraceTargets } from '../../../server/src/protocol.ts';
import type { TraceServer } from '../languageClient.ts';
import { placeIn, toLocation } from '../target.ts';

/** A place that a person asks about: the argument of a command, or the cursor. */
export interface Origin {
  readonly uri: Uri;
  readonly position: Position;
}

/** The place that a command is about: its argument, or the cursor. */
export function originOf(argument: unknown): Origin | undefined {
  const place = placeIn(argument);
  if (place !== undefined) return { uri: Uri.parse(place.uri), position: new Position(place.line, place.column) };
  const editor = window.activeTextEditor;
  return editor === undefined ? undefined : { uri: editor.document.uri, position: editor.selection.active };
}

/** Shows places in the editor: goes to a single one, and lists several at the place that was asked from. */
export function showLocations(origin: Origin, locations: readonly Location[]): Thenable<unknown> {
  const multiple = locations.length === 1 ? 'goto' : 'peek';
  return commands.executeCommand('editor.action.goToLocations', origin.uri, origin.position, locations, multiple);
}

/** Shows everything that refers to the item at a place, in a peek view at that place. */
export async function showReferences(argument: unknown): Promise<void> {
  const origin = originOf(argument);
  if (origin === undefined) return;
  const locations = await commands.executeCommand<Location[] | undefined>(
    'vscode.executeReferenceProvider',
    origin.uri,
    origin.position,
  );
  if (locations === undefined || locations.length === 0) {
    window.showInformationMessage(l10n.t('No references found here.'));
    return;
  }
  await commands.executeCommand('editor.action.goToLocations', origin.uri, origin.position, locations, 'peek');
}

/** What a person can ask about an item. */
export type TraceQuestion = 'implementations' | 'tests';

const NOTHING: Readonly<Record<TraceQuestion, (item: string) => string>> = {
  implementations: (item) => l10n.t('No implementation of {0} found.', item),
  tests: (item) => l10n.t('No test of {0} found.', item),
};

/** Goes from the item at a place to the code that implements it, or to its tests. */
export async function goToTraceTargets(server: TraceServer, question: TraceQuestion, argument: unknown): Promise<void> {
  const origin = originOf(argument);
  if (origin === undefined) return;
  const targets: TraceTargets = await server.traceTargets({
    uri: origin.uri.toString(),
    line: origin.position.line,
    column: origin.position.character,
  });
  if (targets.item === undefined) {
    window.showInformationMessage(l10n.t('There is no item at the cursor. Put the cursor on an ID such as SRS-012.'));
    return;
  }
  const locations = targets[question].map(toLocation);
  if (locations.length === 0) window.showInformationMessage(NOTHING[question](targets.item));
  else await showLocations(origin, locations);
}

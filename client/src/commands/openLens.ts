import { l10n, Position, Uri, window } from 'vscode';
import type { OpenLens } from '../../../server/src/protocol/lenses.ts';
import type { TraceServer } from '../languageClient.ts';
import { toLocation } from '../target.ts';
import { showLocations } from './traceTargets.ts';

/** Goes to the places that a lens counts, which nobody has asked for until now. Anything that is no lens of ours is ignored. */
export async function openLens(server: TraceServer, ...args: readonly unknown[]): Promise<void> {
  if (!isOpenLens(args)) return;
  const [{ line, character }, lens] = args;
  const places = await server.lensPlaces(lens);
  if (places.length === 0) window.showInformationMessage(l10n.t('What this line was about is gone.'));
  else
    await showLocations({ uri: Uri.parse(lens.uri), position: new Position(line, character) }, places.map(toLocation));
}

function isOpenLens(args: readonly unknown[]): args is OpenLens {
  const [position, lens] = args;
  return isPosition(position) && typeof lens === 'object' && lens !== null && 'uri' in lens && isFile(lens.uri);
}

function isPosition(value: unknown): value is OpenLens[0] {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value)) return false;
  return [value.line, value.character].every(
    (number) => typeof number === 'number' && Number.isInteger(number) && number >= 0,
  );
}

function isFile(uri: unknown): uri is string {
  return typeof uri === 'string' && uri.startsWith('file:');
}

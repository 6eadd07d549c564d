import { workspace } from 'vscode';
import type { ServerSettings } from '../../server/src/protocol.ts';

/** Section of the settings that belong to the extension. */
export const SECTION = 'lifetrace';

const DEFAULT_MAX_FILE_SIZE = 1024;

/** The settings that the server needs, with a usable value where a person wrote an unusable one. */
export function readServerSettings(): ServerSettings {
  const settings = workspace.getConfiguration(SECTION);
  const maxFileSize = settings.get<unknown>('maxFileSize');
  const usable = typeof maxFileSize === 'number' && Number.isFinite(maxFileSize) && maxFileSize >= 1;
  return {
    maxFileSize: usable ? Math.floor(maxFileSize) : DEFAULT_MAX_FILE_SIZE,
    codeLens: { enabled: settings.get<unknown>('codeLens.enabled') !== false },
    inlayHints: {
      titles: settings.get<unknown>('inlayHints.titles') !== false,
      classes: settings.get<unknown>('inlayHints.classes') !== false,
    },
  };
}

/** Which functions are marked beside their line. */
export function readGutterMarks(): 'all' | 'untraced' | 'off' {
  const marks = workspace.getConfiguration(SECTION).get<unknown>('gutterMarks');
  return marks === 'off' || marks === 'untraced' ? marks : 'all';
}

/** Whether file names carry the class of their code. */
export function readFileDecorations(): boolean {
  return workspace.getConfiguration(SECTION).get<unknown>('fileDecorations') !== false;
}

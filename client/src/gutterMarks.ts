import {
  DecorationRangeBehavior,
  Disposable,
  Range,
  type TextEditor,
  type TextEditorDecorationType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { UnitMark } from '../../server/src/protocol.ts';
import type { OpenFileMarks } from './openFileMarks.ts';
import { readGutterMarks, SECTION } from './settings.ts';

const STATES: readonly UnitMark['state'][] = ['tested', 'traced', 'untraced'];

/**
 * Marks functions and types beside their line: traced, traced and tested, or without the trace that they need. What a mark
 * means in words is the hover of the name.
 */
export function showGutterMarks(extensionUri: Uri, marks: OpenFileMarks): Disposable {
  const types = STATES.map((state) => ({ state, type: decorationType(extensionUri, state) }));

  const show = (editor: TextEditor): void => {
    const wanted = readGutterMarks();
    const units = wanted === 'off' ? [] : (marks.of(editor.document.uri)?.units ?? []);
    for (const { state, type } of types) {
      const shown = wanted === 'all' || state === 'untraced' ? units.filter((unit) => unit.state === state) : [];
      editor.setDecorations(
        type,
        shown.map(({ line, column, endColumn }) => new Range(line, column, line, endColumn)),
      );
    }
  };
  const showAll = (): void => window.visibleTextEditors.forEach(show);

  return Disposable.from(
    ...types.map(({ type }) => type),
    marks.onDidChange(showAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.gutterMarks`)) showAll();
    }),
  );
}

function decorationType(extensionUri: Uri, state: UnitMark['state']): TextEditorDecorationType {
  const icon = (theme: string): Uri => Uri.joinPath(extensionUri, 'media', 'gutter', `${state}-${theme}.svg`);
  // High contrast themes take the picture of the kind that they are of, dark or light.
  return window.createTextEditorDecorationType({
    light: { gutterIconPath: icon('light') },
    dark: { gutterIconPath: icon('dark') },
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
}

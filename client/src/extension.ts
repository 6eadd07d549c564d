import { type ExtensionContext, window } from 'vscode';
import { CheckTasks } from './checkTask.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { dropTags } from './dropTags.ts';
import { FileDecorations } from './fileDecorations.ts';
import { showFileStatus } from './fileStatus.ts';
import { showGutterMarks } from './gutterMarks.ts';
import { TraceServer } from './languageClient.ts';
import { OpenFileMarks } from './openFileMarks.ts';
import { ProposalPreview } from './proposalPreview.ts';
import { showStatus } from './status.ts';
import { GraphPanels } from './views/graphPanel.ts';
import { LifecycleTree } from './views/lifecycleTree.ts';
import { greyNotApplicableRows } from './views/notApplicable.ts';
import { SAFETY_CLASS_VIEW, SafetyClassPanel } from './views/safetyClassPanel.ts';
import { TraceExplorer } from './views/traceExplorer.ts';
import { TRACE_MATRIX, TraceMatrixPanel } from './views/traceMatrixPanel.ts';

let server: TraceServer | undefined;

/** Called by the editor when the extension is first needed: builds the views and starts the server. */
export function activate({
  extension,
  extensionUri,
  storageUri,
  subscriptions,
  workspaceState,
}: ExtensionContext): void {
  const log = window.createOutputChannel('Lifetrace', { log: true });
  const running = new TraceServer(extensionUri, storageUri, log);
  server = running;
  const tree = new LifecycleTree(running, workspaceState);
  const panel = new SafetyClassPanel(extensionUri, running);
  const explorer = new TraceExplorer(running, workspaceState);
  const preview = new ProposalPreview();
  const marks = new OpenFileMarks(running, log);
  const checkTasks = new CheckTasks(extensionUri);
  const matrix = new TraceMatrixPanel(extensionUri, running);
  const graphs = new GraphPanels(extensionUri, running);
  const refresh = () => {
    tree.refresh();
    explorer.refresh();
    panel.refresh();
    matrix.refresh();
  };
  subscriptions.push(
    log,
    tree,
    explorer,
    panel,
    matrix,
    graphs,
    dropTags(running),
    greyNotApplicableRows(),
    preview,
    window.registerWebviewViewProvider(SAFETY_CLASS_VIEW, panel),
    window.registerWebviewPanelSerializer(TRACE_MATRIX, matrix),
    ...showStatus(running),
    marks,
    showFileStatus(marks),
    showGutterMarks(extensionUri, marks),
    new FileDecorations(running, log),
    checkTasks.register(),
    ...registerCommands({
      extensionId: extension.id,
      extensionUri,
      server: running,
      log,
      tree,
      explorer,
      matrix,
      graphs,
      preview,
      checkTasks,
      refresh,
    }),
  );
  // Nobody waits for the server: the editor shows a view only after this returns, and views say what is being waited for.
  running.start();
}

/** Called by the editor before it unloads the extension; it waits for the server to end. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}

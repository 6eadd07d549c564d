import { type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { dropTags } from './dropTags.ts';
import { TraceServer } from './languageClient.ts';
import { showStatus } from './status.ts';
import { GraphPanels } from './views/graphPanel.ts';
import { LifecycleTree } from './views/lifecycleTree.ts';
import { greyNotApplicableRows } from './views/notApplicable.ts';
import { SAFETY_CLASS_VIEW, SafetyClassPanel } from './views/safetyClassPanel.ts';
import { TraceExplorer } from './views/traceExplorer.ts';

let server: TraceServer | undefined;

/** Called by the editor when the extension is first needed: builds the views and starts the server. */
export function activate({ extensionUri, storageUri, subscriptions, workspaceState }: ExtensionContext): void {
  const log = window.createOutputChannel('Lifetrace', { log: true });
  const running = new TraceServer(extensionUri, storageUri, log);
  server = running;
  const tree = new LifecycleTree(running, workspaceState);
  const panel = new SafetyClassPanel(extensionUri, running);
  const explorer = new TraceExplorer(running, workspaceState);
  const graphs = new GraphPanels(extensionUri, running);
  const refresh = () => {
    tree.refresh();
    explorer.refresh();
    panel.refresh();
  };
  subscriptions.push(
    log,
    tree,
    explorer,
    panel,
    graphs,
    dropTags(running),
    greyNotApplicableRows(),
    window.registerWebviewViewProvider(SAFETY_CLASS_VIEW, panel),
    ...showStatus(running),
    ...registerCommands({ extensionUri, server: running, log, tree, explorer, graphs, refresh }),
  );
  // Nobody waits for the server: the editor shows a view only after this returns, and views say what is being waited for.
  running.start();
}

/** Called by the editor before it unloads the extension; it waits for the server to end. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}

import {
  type Disposable,
  l10n,
  ProcessExecution,
  Task,
  type TaskDefinition,
  type TaskProvider,
  tasks,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';

/** Type of the tasks, as in the manifest. */
const TASK_TYPE = 'lifetrace';

/** What finds the findings in the output of a task, as in the manifest. */
const MATCHER = '$lifetrace';

/**
 * Runs the check of the command line on a folder, as CI does. In Restricted Mode there is no such task: the editor runs none
 * there, since what a task runs may come from the workspace.
 */
export class CheckTasks implements TaskProvider {
  readonly #program: string;

  constructor(extensionUri: Uri) {
    this.#program = Uri.joinPath(extensionUri, 'dist', 'cli.cjs').fsPath;
  }

  /** Makes the tasks known to the editor. */
  register(): Disposable {
    return tasks.registerTaskProvider(TASK_TYPE, this);
  }

  /** One task for each folder. */
  provideTasks(): Task[] {
    if (!workspace.isTrusted) return [];
    return (workspace.workspaceFolders ?? []).flatMap((folder) => this.#taskOf({ type: TASK_TYPE }, folder) ?? []);
  }

  /** The task that somebody has written into `tasks.json`. */
  resolveTask(task: Task): Task | undefined {
    const { scope } = task;
    if (!workspace.isTrusted || typeof scope !== 'object') return undefined;
    return this.#taskOf(task.definition, scope);
  }

  /** Runs the check on a folder; asks which one where there are several, and says why where it cannot. */
  async run(): Promise<void> {
    const folder = await pickFolder();
    const task = folder && this.#taskOf({ type: TASK_TYPE }, folder);
    if (task) await tasks.executeTask(task);
  }

  #taskOf(definition: TaskDefinition, folder: WorkspaceFolder): Task | undefined {
    if (folder.uri.scheme !== 'file') return undefined;
    const args: unknown = definition['args'];
    const more = Array.isArray(args) ? args.filter((arg) => typeof arg === 'string') : [];
    // The editor's own Node.js: nobody needs to have another one. A desktop editor is told to be no more than that.
    const execution = new ProcessExecution(process.execPath, [this.#program, 'check', folder.uri.fsPath, ...more], {
      cwd: folder.uri.fsPath,
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    // The same in every language: other tasks may depend on it by name.
    const task = new Task(definition, folder, 'check', TASK_TYPE, execution, MATCHER);
    task.detail = l10n.t('Runs “lifetrace check” on the saved files of {0}, as CI does', folder.name);
    return task;
  }
}

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    window.showInformationMessage(l10n.t('Open a folder first.'));
    return undefined;
  }
  if (!workspace.isTrusted) {
    window.showInformationMessage(
      l10n.t(
        'In Restricted Mode the editor runs no task. Findings are shown all the same; trust the folder to run the check.',
      ),
    );
    return undefined;
  }
  return folders.length > 1 ? window.showWorkspaceFolderPick({ placeHolder: l10n.t('Folder to check') }) : folders[0];
}

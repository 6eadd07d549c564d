/**
 * The messages of our own between server and client, beyond the language server protocol. The client imports nothing
 * else from the server. All positions are zero-based with UTF-16 columns, all addresses are URIs as strings.
 */

/** Where to go in an editor. */
export interface Target {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** How much of the workspace the server knows. */
export interface ServerStatus {
  /**
   * `indexing` until the first index is complete; `ready` afterwards; `noFolder` when no folder is open. While it is
   * `indexing`, answers come from what was read when the folder was open last, where that was kept; otherwise hover,
   * completion and definition come from what has been read so far and say so, and everything else has to wait.
   */
  readonly state: 'indexing' | 'ready' | 'noFolder';
  /** What an index is doing: it reads files, and checks items when it has them all. */
  readonly activity: 'reading' | 'checking';
  /** Files read, or items checked, so far and in all. */
  readonly done: number;
  readonly total: number;
  /** Empty while there is nothing whole to answer from. */
  readonly folders: readonly FolderStatus[];
}

/** What one workspace folder holds. */
export interface FolderStatus {
  readonly uri: string;
  readonly name: string;
  /** True when the folder has `.lifetrace/project.yaml`. */
  readonly hasProjectFile: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly items: number;
  readonly units: number;
  readonly tags: number;
  /** Rises with each change; equal revisions mean equal answers. */
  readonly revision: number;
}

/** Evidence state of a clause or group, or the severity of a finding. */
export type NodeState = 'ok' | 'partly' | 'none' | 'notApplicable' | 'error' | 'warning' | 'information' | 'plain';

/** One row of the life-cycle tree. */
export interface LifecycleNode {
  /** Unique and stable over revisions, so that the tree keeps its expansion. */
  readonly id: string;
  readonly kind: 'product' | 'clause' | 'subclause' | 'group' | 'item' | 'unit' | 'finding' | 'note';
  readonly label: string;
  /** Text behind the label, for example counts. */
  readonly description: string;
  /** Plain Markdown, already escaped. */
  readonly tooltip: string;
  /** What a screen reader says instead of label and description. */
  readonly accessibleLabel: string;
  readonly state: NodeState;
  readonly hasChildren: boolean;
  readonly target?: Target;
  /** Code of the rule that a finding comes from, so that its help page can be opened. */
  readonly rule?: string;
}

/** One row of the safety class panel. */
export interface ClassRow {
  /** ID of the software system, item, SOUP or unit; for code without a record its file and name. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'system' | 'item' | 'unit' | 'soup';
  readonly declared?: string;
  readonly inherited?: string;
  readonly required?: string;
  readonly effective: string;
  /** Why the effective class is what it is, one step a line, in reading order. */
  readonly path: readonly ReasonChip[];
  /** What demands the required class. */
  readonly reasons: readonly ReasonChip[];
  /** Present, missing although needed, or not needed. */
  readonly rationale: 'present' | 'missing' | 'notNeeded';
  readonly segregation: 'present' | 'missing' | 'notNeeded';
  readonly rationaleText?: string;
  readonly segregationText?: string;
  readonly contradictions: readonly Contradiction[];
  readonly target?: Target;
  readonly children: readonly ClassRow[];
}

/** A short reason that can be clicked. */
export interface ReasonChip {
  readonly label: string;
  readonly detail: string;
  readonly target?: Target;
}

/** A finding on the class of a row. */
export interface Contradiction {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly target?: Target;
}

/** All that the safety class panel shows for one workspace folder. */
export interface ClassPanelModel {
  readonly folder: string;
  readonly product: string;
  /** Title of the profile in force, for example `IEC 62304:2006+AMD1:2015`. */
  readonly profile: string;
  /** Levels, lowest first. */
  readonly levels: readonly string[];
  readonly systems: readonly ClassRow[];
  /** Set when there is nothing to show, with the reason for a person. */
  readonly empty?: string;
}

/** Server → client, notification: the status has changed. */
export const StatusChanged = { method: 'lifetrace/status' } as const;

/** Client → server, request without parameters: answers {@link ServerStatus}. */
export const StatusRequest = { method: 'lifetrace/statusRequest' } as const;

/** Parameters of {@link LifecycleRequest}: children of a node, or the roots. */
export interface LifecycleParams {
  readonly node?: string;
}

/** Client → server, request: answers {@link LifecycleNode}[]. Without a node: one product root for each folder. */
export const LifecycleRequest = { method: 'lifetrace/lifecycle' } as const;

/** Client → server, request without parameters: answers {@link ClassPanelModel}[], one for each folder. */
export const ClassPanelRequest = { method: 'lifetrace/classPanel' } as const;

/** Parameters of {@link TraceTargetsRequest}. */
export interface TraceTargetsParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** What traces to the item under the cursor. */
export interface TraceTargets {
  readonly item?: string;
  readonly implementations: readonly Target[];
  readonly tests: readonly Target[];
}

/** Client → server, request: answers {@link TraceTargets}. */
export const TraceTargetsRequest = { method: 'lifetrace/traceTargets' } as const;

/** Commands that hovers may call; nothing else in a hover is trusted. */
export const HOVER_COMMANDS = ['lifetrace.openTarget', 'lifetrace.showReferences', 'lifetrace.openRuleHelp'] as const;

/** What the client sends when the server starts, beside the settings. */
export interface StartOptions extends ServerSettings {
  /** A folder, as a path, in which the server may keep what it has read for its next start. */
  readonly cacheFolder?: string;
}

/** Settings that the client sends with `workspace/didChangeConfiguration` and on start as initialization options. */
export interface ServerSettings {
  /** Largest file that is read, in KiB; specs may be larger. */
  readonly maxFileSize: number;
}

/** A fix that was offered, in words that the server finds it by again. */
export interface FixOffer {
  readonly uri: string;
  /** Version of the document that it was offered for; null for a document that is not open. */
  readonly version: number | null;
  /** Code of the rule whose finding it settles. */
  readonly code: string;
  /** Where the finding starts, in UTF-16 code units. */
  readonly offset: number;
  readonly fix: string;
}

/** Parameters of {@link FixRequest}. */
export interface FixAnswer {
  readonly offer: FixOffer;
  /** What a person has said. */
  readonly answer: string;
}

/** Client → server, request: answers the `WorkspaceEdit` of a fix that needs the words of a person, or null. */
export const FixRequest = { method: 'lifetrace/fix' } as const;

/** Command of the client that asks a person and applies a fix. Arguments: a {@link FixOffer} and the question. */
export const APPLY_FIX_COMMAND = 'lifetrace.applyFix';

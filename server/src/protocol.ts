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
  /** Names of the safety levels of the edition in force, lowest first. */
  readonly levels: readonly string[];
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
  readonly kind: 'product' | 'clause' | 'subclause' | 'group' | 'item' | 'unit' | 'evidence' | 'finding' | 'note';
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
  /** Effective class as it is on record, where what is shown is another one. */
  readonly recorded?: string;
  /** The class in words, with what it rests on. */
  readonly because: string;
  /** True for software that is taken over as legacy. */
  readonly legacy: boolean;
  /** What is assumed about the class of this row. */
  readonly assumed?: { readonly level?: string; readonly documented: boolean };
  /** Why the effective class is what it is, one step a line, in reading order. */
  readonly path: readonly ReasonChip[];
  /** What demands the required class. */
  readonly reasons: readonly ReasonChip[];
  /** Present, missing although needed, or not needed. */
  readonly rationale: 'present' | 'missing' | 'notNeeded';
  readonly segregation: 'present' | 'missing' | 'notNeeded';
  /** Whether a test or review of the segregation is on record. */
  readonly verified: 'present' | 'missing' | 'notNeeded';
  readonly rationaleText?: string;
  readonly segregationText?: string;
  readonly contradictions: readonly Contradiction[];
  readonly actions: readonly ClassAction[];
  readonly assessment?: ClassAssessment;
  readonly target?: Target;
  readonly children: readonly ClassRow[];
}

/** A question on the way to the class of a software system (4.3 a), as the records answer it. */
export interface ClassQuestion {
  readonly label: string;
  readonly question: string;
  readonly answer: string;
  readonly detail: string;
  readonly situations: readonly ReasonChip[];
}

/** A hazardous situation with the classes that it demands with external controls only, and if all controls counted. */
export interface ClassSituation {
  readonly name: ReasonChip;
  readonly severity: string;
  readonly initial: string;
  readonly external: string;
  readonly residual: string;
  readonly externalAcceptable: boolean;
  readonly residualAcceptable: boolean;
  readonly level: string;
  readonly levelWithAll: string;
}

/** How the risks of a row decide its class. */
export interface ClassAssessment {
  /** Only for a software system. */
  readonly questions: readonly ClassQuestion[];
  /** Highest class with external controls only: the one that counts. */
  readonly external?: string;
  /** The same if all controls counted. */
  readonly all?: string;
  /** The strongest demands; {@link count} tells how many there are in all. */
  readonly situations: readonly ClassSituation[];
  readonly count: number;
}

/** Something that is not on record and taken for granted, to see what would follow. */
export type ClassAssumption =
  /** The record of a node declares that class, or none; `documented` with a rationale and a segregation. */
  | { readonly kind: 'class'; readonly node: string; readonly level: string | undefined; readonly documented: boolean }
  | { readonly kind: 'withoutControl'; readonly control: string };

/** A class that is another one under the assumptions. */
export interface ClassChange {
  readonly node: string;
  readonly before: string;
  readonly after: string;
}

/** What is to be written into the record of an item. */
export type ClassEdit =
  | { readonly kind: 'setClass'; readonly item: string; readonly level: string }
  | { readonly kind: 'insertRationale'; readonly item: string };

/** An edit that a row offers. */
export interface ClassAction {
  readonly label: string;
  readonly edit: ClassEdit;
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

/** An answer to a question of the FDA. */
export type FdaAnswer = 'yes' | 'no' | 'unanswered';

/** A question of one of the FDA's guidances with its answer. */
export interface FdaQuestion {
  readonly key: string;
  readonly text: string;
  readonly value: FdaAnswer;
  readonly because: readonly ReasonChip[];
  readonly note: string;
  readonly by: string;
  readonly date: string;
  readonly target?: Target;
}

/** A document of a submission, and whether it is on record. */
export interface FdaDocument {
  readonly key: string;
  readonly title: string;
  /** What the level asks for. */
  readonly content: string;
  readonly state: 'found' | 'partly' | 'missing';
  readonly places: readonly ReasonChip[];
}

/** One guidance with its questions, its result and its documents. */
export interface FdaGuidance {
  readonly title: string;
  /** Set for a guidance that another one has replaced. */
  readonly superseded?: string;
  readonly questions: readonly FdaQuestion[];
  readonly resultText: string;
  /** True while open questions can change the result. */
  readonly open: boolean;
  readonly documents: readonly FdaDocument[];
  /** A text for the submission, made of the answers. */
  readonly statement: string;
}

/** An answer that does not fit the rest of the project. */
export interface FdaConflict {
  readonly message: string;
  /** True for what is legitimate and worth knowing. */
  readonly informative: boolean;
  readonly target?: Target;
  /** The record that says otherwise. */
  readonly item?: ReasonChip;
}

/** The FDA's documentation level and level of concern of a project. */
export interface FdaModel {
  /** False without `fda.yaml`. */
  readonly onRecord: boolean;
  readonly basicRationale?: string;
  readonly documentation: FdaGuidance;
  readonly concern: FdaGuidance;
  readonly conflicts: readonly FdaConflict[];
}

/** All that the safety class panel shows for one workspace folder. */
export interface ClassPanelModel {
  readonly folder: string;
  readonly product: string;
  /** Title of the edition that is looked through, for example `IEC 62304:2006+AMD1:2015`. */
  readonly profile: string;
  readonly profileId: string;
  /** ID of the edition that the project has chosen. */
  readonly ownProfile: string;
  /** Editions that can be looked through. */
  readonly profiles: readonly { readonly id: string; readonly title: string; readonly draft?: string }[];
  /** Levels, lowest first. */
  readonly levels: readonly string[];
  readonly systems: readonly ClassRow[];
  /** Risk controls that can be left out to see what follows. */
  readonly controls: readonly { readonly id: string; readonly title: string }[];
  readonly assumptions: readonly ClassAssumption[];
  /** Classes that the assumptions change. */
  readonly changes: readonly ClassChange[];
  readonly fda: FdaModel;
  /** Set when there is nothing to show, with the reason for a person. */
  readonly empty?: string;
}

/** Server → client, notification: the status has changed. */
export const StatusChanged = { method: 'lifetrace/status' } as const;

/** Client → server, request without parameters: answers {@link ServerStatus}. */
export const StatusRequest = { method: 'lifetrace/statusRequest' } as const;

/** How somebody looks at the life-cycle tree. What is left out lets everything pass. */
export interface LifecycleView {
  /** What the rows below the product stand for; the clauses of the standard when not given. */
  readonly grouping?: 'clause' | 'type' | 'file' | 'class';
  /** A part of an ID, a title or the name of a clause. */
  readonly text?: string;
  /** Safety classes: clauses that one of them requires, records that have one of them. */
  readonly levels?: readonly string[];
  /** States of clauses; `findings`: clauses and records about which something was found. */
  readonly states?: readonly ('evidenced' | 'partly' | 'none' | 'notApplicable' | 'findings')[];
}

/** Parameters of {@link LifecycleRequest}: children of a node, or the roots. */
export interface LifecycleParams {
  readonly node?: string;
  readonly view?: LifecycleView;
}

/** Parameters of {@link LifecycleRevealRequest}: a place in a document, and how the tree is looked at. */
export interface LifecycleRevealParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly view?: LifecycleView;
}

/**
 * Client → server, request: the IDs of the nodes from the product down to what stands at a place (a record, a reference to
 * one, or a function); empty where nothing does, or where the view does not show it.
 */
export const LifecycleRevealRequest = { method: 'lifetrace/lifecycleReveal' } as const;

/** Client → server, request: answers {@link LifecycleNode}[]. Without a node: one product root for each folder. */
export const LifecycleRequest = { method: 'lifetrace/lifecycle' } as const;

/** What the safety class panel shows beside what is on record, by address of the folder. */
export interface ClassPanelQuery {
  /** ID of the edition to look through; the project's own without. */
  readonly profile?: string;
  readonly assumptions?: readonly ClassAssumption[];
}

/** Parameters of {@link ClassPanelRequest}; folders that are not named are shown as they are on record. */
export interface ClassPanelParams {
  readonly folders?: Readonly<Record<string, ClassPanelQuery>>;
}

/** Client → server, request: answers {@link ClassPanelModel}[], one for each folder. Nothing is written. */
export const ClassPanelRequest = { method: 'lifetrace/classPanel' } as const;

/** Parameters of {@link ClassEditRequest}. */
export interface ClassEditParams {
  readonly folder: string;
  readonly edit: ClassEdit;
}

/** What became of an edit that the server was asked for. */
export interface EditOutcome {
  readonly applied: boolean;
  /** Why it was not applied, for a person. */
  readonly message?: string;
  /** Where to go on writing. */
  readonly target?: Target;
}

/**
 * Client → server, request: makes an edit of a record by `workspace/applyEdit`, for the text as it is then, and answers
 * {@link EditOutcome}.
 */
export const ClassEditRequest = { method: 'lifetrace/classEdit' } as const;

/** Parameters of {@link FdaEditRequest}. */
export interface FdaEditParams {
  readonly folder: string;
  /** Key of the question, for example `E1` or `J4a`. */
  readonly question: string;
  readonly value: FdaAnswer;
}

/** Client → server, request: writes an answer into `.lifetrace/fda.yaml` as {@link ClassEditRequest} does. */
export const FdaEditRequest = { method: 'lifetrace/fdaEdit' } as const;

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
  /** True for our own client, which has the commands that hovers, fixes and lenses lead to. */
  readonly runsCommands?: boolean;
}

/**
 * Settings that a client sends with `workspace/didChangeConfiguration` and on start as initialization options, or gives when it is
 * asked for the section `lifetrace`. What is left out keeps its default.
 */
export interface ServerSettings {
  /** Largest file that is read, in KiB; specs may be larger. */
  readonly maxFileSize: number;
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: {
    /** Titles behind the IDs in tags. */
    readonly titles: boolean;
    /** Safety classes behind the names of units. */
    readonly classes: boolean;
  };
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

/** Something whose trace is shown. */
export interface TraceRoot {
  /** Address of the workspace folder. */
  readonly folder: string;
  /** ID of the node in that folder's trace; stable over revisions. */
  readonly node: string;
}

/** A place whose trace is asked for. */
export interface TraceRootParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Client → server, request: answers the {@link TraceRoot} of what stands at a place (an item, a reference to one even if
 * nobody defines it, a unit, or what is around), or null where nothing does.
 */
export const TraceRootRequest = { method: 'lifetrace/traceRoot' } as const;

/** How somebody looks at a trace. What is left out lets everything pass. */
export interface TraceView {
  /** A part of an ID, a title, or a name in code. */
  readonly text?: string;
  /** Types of items; `unit` stands for code. */
  readonly types?: readonly string[];
  /** Only what is broken or missing, and what lies on the way to it. */
  readonly gapsOnly?: boolean;
}

/** Parameters of {@link TraceRowsRequest}: rows below a row, or the row at the top. */
export interface TraceRowsParams {
  readonly root: TraceRoot;
  readonly row?: string;
  readonly view?: TraceView;
}

/** One row of the trace explorer. */
export interface TraceRow {
  /** Unique and stable over revisions, so that the tree keeps its expansion. */
  readonly id: string;
  /** `test`: a unit of test code; `broken`: an ID that nobody defines; `missing`: a link that a rule misses. */
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'group' | 'note';
  /** Type of an item; for a group the part of the trace. */
  readonly type?: string;
  readonly label: string;
  readonly description: string;
  /** Plain Markdown, already escaped. */
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly state: 'error' | 'warning' | 'information' | 'plain';
  readonly hasChildren: boolean;
  /** True for a row that is unfolded at first. */
  readonly open: boolean;
  readonly target?: Target;
  /** Code of the rule that misses a link. */
  readonly rule?: string;
  /** Set where a trace may start. */
  readonly root?: TraceRoot;
  /** ID of an item, as it is written into code. */
  readonly item?: string;
}

/** Client → server, request: answers {@link TraceRow}[]; none where the root is gone. */
export const TraceRowsRequest = { method: 'lifetrace/traceRows' } as const;

/** Parameters of {@link TraceTextRequest} and {@link TraceTypesRequest}. */
export interface WholeTraceParams {
  readonly root: TraceRoot;
  readonly view?: TraceView;
}

/** Client → server, request: answers a whole trace as indented lines of plain text; empty where the root is gone. */
export const TraceTextRequest = { method: 'lifetrace/traceText' } as const;

/** A type of items in a trace, and how many there are; `unit` stands for code. */
export interface TracedType {
  readonly type: string;
  readonly label: string;
  readonly count: number;
}

/** Client → server, request: answers {@link TracedType}[]. */
export const TraceTypesRequest = { method: 'lifetrace/traceTypes' } as const;

/** Parameters of {@link TagAtRequest}: an item, and a place in code. */
export interface TagAtParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly root: TraceRoot;
}

/** Why a tag is not written. */
export interface NoTag {
  readonly reason: 'namedAlready' | 'noRoom';
  /** Name of the unit that the tag would belong to. */
  readonly unit: string;
}

/**
 * Client → server, request: answers the `WorkspaceEdit` that names an item at the unit around a place, in the notation of
 * its surroundings, or {@link NoTag}; null where no unit is, or where an item of that type is not named in code.
 */
export const TagAtRequest = { method: 'lifetrace/tagAt' } as const;

/** What the trace explorer gives along when a row is dragged, as JSON of a {@link TraceRoot}. */
export const TRACE_MIME = 'application/vnd.lifetrace.trace';

/** Parameters of {@link ProjectProposalRequest}. */
export interface ProjectProposalParams {
  /** Address of the workspace folder. */
  readonly folder: string;
}

/** A project file for what is in a folder; nobody has written it yet. */
export interface ProjectProposal {
  readonly text: string;
}

/** Client → server, request: answers a {@link ProjectProposal}, or null for a folder that has a project file or is none of ours. */
export const ProjectProposalRequest = { method: 'lifetrace/projectProposal' } as const;

/** Command of a lens, which a client has to know to lead somewhere. Arguments: {@link ShowPlaces}. */
export const SHOW_PLACES_COMMAND = 'lifetrace.showPlaces';

/** The document and the position of the lens, and the places to go to as `Location[]` of the protocol. */
export type ShowPlaces = readonly [
  uri: string,
  position: { readonly line: number; readonly character: number },
  places: readonly {
    readonly uri: string;
    readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly character: number }>>;
  }[],
];

/** What is said of a file as a whole, beside its name. */
export interface FileSummary {
  /** True for code of the product; false for specs and tests. */
  readonly code: boolean;
  /** Its highest safety class; not given where no class applies. */
  readonly level?: string;
  /** True where all of it has that class. */
  readonly uniform: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Units of code that lack a trace. */
  readonly untraced: number;
}

/** Parameters of {@link FileSummariesRequest}. */
export interface FileSummariesParams {
  readonly uris: readonly string[];
}

/**
 * Client → server, request: answers {@link FileSummary} or null for each address, in their order; null for files that no
 * project reads. Waits for the first index.
 */
export const FileSummariesRequest = { method: 'lifetrace/fileSummaries' } as const;

/** A unit of code that is marked: it traces and that is tested, it traces, or a trace is missing. */
export interface UnitMark {
  readonly state: 'tested' | 'traced' | 'untraced';
  /** Where its name stands. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What is shown beside the text of an open file. */
export interface FileMarks {
  readonly summary: FileSummary;
  readonly units: readonly UnitMark[];
}

/** Parameters of {@link FileMarksRequest}. */
export interface FileMarksParams {
  readonly uri: string;
}

/** Client → server, request: answers {@link FileMarks} of the newest text, or null for a file that no project reads. */
export const FileMarksRequest = { method: 'lifetrace/fileMarks' } as const;

/** Parameters of {@link NamedItemRequest}. */
export interface NamedItemParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** The item that a place names or lies in. */
export interface NamedItem {
  /** As it is defined; as written where nobody defines it. */
  readonly id: string;
  /** A Markdown link to its definition, from the folder's root; not given where nobody defines it. */
  readonly markdown?: string;
}

/** Client → server, request: answers {@link NamedItem}, or null where no item is meant. */
export const NamedItemRequest = { method: 'lifetrace/namedItem' } as const;

/** How somebody looks at the trace matrix. What is left out is chosen by the server, or lets everything pass. */
export interface MatrixQuery {
  /** Address of the workspace folder; the first when it is left out, or gone. */
  readonly folder?: string;
  /** Type of the items that are rows. */
  readonly rows?: string;
  /** Kinds of columns of the table: types of items, `@code` and `@tests`. */
  readonly columns?: readonly string[];
  /** Kind of the columns of the grid of marks; left out for the table. */
  readonly grid?: string;
  /** A part of an ID or title, or of the name of what a row is linked to. */
  readonly text?: string;
  readonly statuses?: readonly string[];
  /** Safety levels; the empty string stands for none. */
  readonly levels?: readonly string[];
  /** Only rows at which something is missing, broken or suspect. */
  readonly gapsOnly?: boolean;
  /** `id`, `title`, `status`, `level`, `gaps`, or a kind of column. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

/** Something to choose from, in words. */
export interface MatrixChoice {
  readonly id: string;
  readonly label: string;
}

/** A column of the table, and in how many of the counted rows it holds a sound link. */
export interface MatrixColumn extends MatrixChoice {
  readonly traced: number;
}

/** Parameters of {@link MatrixShapeRequest}. */
export interface MatrixShapeParams {
  readonly query: MatrixQuery;
  /** A row to look for, by its {@link MatrixRow.key}. */
  readonly row?: string;
}

/** What a matrix holds, without its rows. */
export interface MatrixShape {
  /** Names what rows are asked for by {@link MatrixRowsRequest}: rows of another revision are out of date. */
  readonly revision: number;
  readonly folder: string;
  readonly folders: readonly MatrixChoice[];
  /** Types of rows to choose from, and how many there are of each; empty where nothing is defined. */
  readonly types: readonly (MatrixChoice & { readonly count: number })[];
  /** Type of the rows that are shown. */
  readonly rows: string;
  readonly columns: readonly MatrixColumn[];
  /** Kinds of columns to choose from. */
  readonly offered: readonly MatrixChoice[];
  /** Set for the grid of marks: its kind of columns, how many they are, and how many of them have a sound link. */
  readonly grid?: MatrixChoice & { readonly count: number; readonly traced: number };
  /** Rows without a filter, and rows that pass it. */
  readonly total: number;
  readonly shown: number;
  /** Rows that are shown and not retired, and how many of them lack nothing. */
  readonly counted: number;
  readonly whole: number;
  readonly statuses: readonly string[];
  readonly levels: readonly string[];
  /** What the profile calls a safety level. */
  readonly levelLabel: string;
  /** Index of the row that was looked for, where it is among those that are shown. */
  readonly rowAt?: number;
}

/** Client → server, request: answers a {@link MatrixShape}, or null without a folder. */
export const MatrixShapeRequest = { method: 'lifetrace/matrixShape' } as const;

/** Parameters of {@link MatrixRowsRequest}: a part of the rows, and for the grid a part of its columns. */
export interface MatrixRowsParams {
  readonly query: MatrixQuery;
  readonly from: number;
  /** At most 500. */
  readonly count: number;
  readonly columnFrom?: number;
  /** At most 500. */
  readonly columnCount?: number;
}

/** `sound`: a link that counts; `suspect`: not legal, or to what is retired; `broken`: to an ID that nobody defines. */
export type MatrixMarkState = 'sound' | 'suspect' | 'broken';

/** Something that a row is linked to. All texts are plain, on one line. */
export interface MatrixEntry {
  readonly name: string;
  readonly title: string;
  /** The link as it reads from the row, and why it is suspect. */
  readonly link: string;
  readonly state: MatrixMarkState;
  readonly target?: Target;
}

/** A link that a rule misses. */
export interface MatrixGap {
  /** Code of the rule; the name where an ID fits in no column. */
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly target?: Target;
}

/** One row of the matrix. */
export interface MatrixRow {
  /** Stable over revisions. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly level?: string;
  readonly target?: Target;
  /** What is in each column of the table, in the order of {@link MatrixShape.columns}; empty for the grid. */
  readonly cells: readonly (readonly MatrixEntry[])[];
  readonly gaps: readonly MatrixGap[];
  /** True when something is missing, or a link of whatever column is broken or suspect. */
  readonly gap: boolean;
  /** Marks among the columns that were asked for, by index; empty for the table. */
  readonly marks: readonly MatrixMark[];
}

/** A mark of the grid. */
export interface MatrixMark {
  readonly column: number;
  readonly state: MatrixMarkState;
  readonly link: string;
}

/** A column of the grid. */
export interface MatrixHead {
  readonly name: string;
  readonly title: string;
  /** False where no counted row has a sound link to it. */
  readonly traced: boolean;
  readonly broken: boolean;
  readonly target?: Target;
}

/** A part of a matrix. */
export interface MatrixRows {
  readonly revision: number;
  readonly from: number;
  readonly rows: readonly MatrixRow[];
  readonly columnFrom: number;
  readonly heads: readonly MatrixHead[];
}

/** Client → server, request: answers {@link MatrixRows}, or null without a folder. */
export const MatrixRowsRequest = { method: 'lifetrace/matrixRows' } as const;

/** Parameters of {@link MatrixTextRequest}. */
export interface MatrixTextParams {
  readonly query: MatrixQuery;
  readonly notation: 'csv' | 'tsv';
}

/** All rows that pass the filter as text; `tooLarge` where a grid has more cells than any spreadsheet takes. */
export type MatrixText = { readonly text: string; readonly rows: number } | { readonly tooLarge: true };

/** Client → server, request: answers a {@link MatrixText}, or null without a folder. */
export const MatrixTextRequest = { method: 'lifetrace/matrixText' } as const;

/** What a graph is about, and how much of it is drawn. */
export interface GraphParams {
  /** The neighbourhood of a node, or without it the software items of the folder. */
  readonly root?: TraceRoot;
  /** Address of the folder whose software items are drawn; the first one that has any when not given. */
  readonly folder?: string;
  /** Links between the first node and the farthest one, 1 to 4. */
  readonly depth: number;
  /** How often somebody has asked for more neighbours of a node, by its ID. */
  readonly grown: Readonly<Record<string, number>>;
}

/** One box of a graph; see `answers/graphs/graph.ts`. All texts are raw. */
export interface GraphNode {
  readonly id: string;
  /** `more` stands for neighbours of the node {@link of} that are not drawn. */
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'more';
  readonly name: string;
  readonly title: string;
  /** What it is, in words. */
  readonly what: string;
  /** Status, class, outcome and findings in words. */
  readonly notes: readonly string[];
  readonly level?: string;
  readonly severity?: 'error' | 'warning' | 'information';
  readonly branch: 'trace' | 'test' | 'risk' | 'change';
  /** Neighbours that are not drawn. */
  readonly hidden: number;
  readonly of?: string;
  readonly target?: Target;
  /** Code of the rule that misses a link. */
  readonly rule?: string;
  /** Set where a graph may be about the node. */
  readonly root?: TraceRoot;
}

/** One link of a graph, from the reason to what follows from it. */
export interface GraphEdge {
  readonly upper: string;
  readonly lower: string;
  /** The link as it reads from the lower node and from the upper one; empty where that says nothing of it. */
  readonly up: string;
  readonly down: string;
  readonly state: 'linked' | 'broken' | 'missing' | 'more';
}

/** All that is drawn. */
export interface GraphModel {
  readonly folder: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** True when the limit of all nodes was reached. */
  readonly full: boolean;
}

/** Client → server, request: answers {@link GraphModel}; null where the root, or every software item, is gone. */
export const GraphRequest = { method: 'lifetrace/graph' } as const;

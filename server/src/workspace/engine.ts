import { fileRole } from '../config/fileRole.ts';
import {
  EVIDENCE_FILE,
  FDA_FILE,
  isSettingsFile,
  PROJECT_FILE,
  type ProjectConfig,
  RISK_FILE,
} from '../config/project.ts';
import { readEvidence } from '../config/readEvidence.ts';
import { readFda } from '../config/readFda.ts';
import { withCode } from '../config/readingConfig.ts';
import { defaultConfig, readProject, withRiskModel } from '../config/readProject.ts';
import { readRisk } from '../config/readRisk.ts';
import { compareText } from '../model/compare.ts';
import { type EvidenceMap, filesIn, NO_EVIDENCE } from '../model/evidence.ts';
import type { FileFacts, ItemFact, ReadProblem } from '../model/facts.ts';
import type { FdaAnswers } from '../model/fda.ts';
import { FlatFacts, lineCountOf } from '../model/flatFacts/flatFacts.ts';
import { FlatPlace } from '../model/flatFacts/flatPlace.ts';
import { flatOf, sameFacts } from '../model/flatFacts/sameFacts.ts';
import { Names } from '../model/names.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { type FileReading, isQuiet, isReadable, readingKeyFor } from '../read/readFile.ts';
import { Evaluation, type EvaluationWork } from '../rules/evaluation.ts';
import { Findings } from '../rules/findings.ts';
import { ReleaseGate } from '../rules/releaseGate.ts';
import { emptyGraph } from '../trace/graph/graph.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { ConfigProblem, SeenFile, SkippedFile, Snapshot } from '../trace/snapshot.ts';
import { everythingIn, joined, type ProjectChange, type SnapshotInput, type Traced, Tracer } from '../trace/tracer.ts';
import type { Change } from './change.ts';
import { ChangedFiles } from './changedFiles.ts';
import { noFacts, readText, rereadText } from './readText.ts';

/** What a set of changes asks of the one who feeds the engine. */
export interface Applied {
  /** The revision after the changes. */
  readonly revision: number;
  /**
   * True when the configuration reads other files by now, or reads them differently: look for files anew, and send the
   * text of each.
   */
  readonly rediscover: boolean;
}

/** What the one who runs the engine may set beside the project's own files. */
export interface EngineOptions {
  /** Globs that everything to be read must match; empty means everything. */
  readonly include?: readonly string[];
}

interface ReadText {
  readonly readingKey: string;
  readonly facts: FileFacts;
}

interface OpenedText {
  readonly text: string;
  /** Undefined for a file that the project does not read. */
  readonly read: ReadText | undefined;
  /** The same reading with what makes the next one quick. */
  readonly whole?: FileReading;
}

/** A file that is not read, and why. */
interface Skipped {
  readonly reason: string;
  readonly unreadable: boolean;
}

/** What is known of a file on disk. */
type OnDisk = ReadText | Skipped;

/** What a change of the settings has done, beside the new state itself. */
interface Effect {
  readonly changed: boolean;
  readonly rediscover: boolean;
}

/**
 * All that is known of one project. Everything that changes comes through {@link Engine.apply}; every question reads
 * one immutable {@link Snapshot}. Holds no file handles, reads no disk, knows no clock: the same changes in any order
 * that ends in the same texts give the same answers.
 */
export class Engine {
  /** Numbers of all names that stand in the files: what comes from elsewhere is to be told by them. */
  readonly names = new Names();
  /** Files of settings only while they are skipped. */
  readonly #onDisk = new Map<FilePath, OnDisk>();
  readonly #opened = new Map<FilePath, OpenedText>();
  readonly #settingsOnDisk = new Map<FilePath, string>();
  /** Files with a record that speaks about code. */
  readonly #architecture = new Set<FilePath>();
  readonly #include: readonly string[];
  #config: ProjectConfig;
  /** Problems of each settings file. */
  readonly #configProblems = new Map<FilePath, readonly ConfigProblem[]>();
  #evidence: EvidenceMap = NO_EVIDENCE;
  #fda: FdaAnswers | undefined;
  /** What was found where `evidence.yaml` points to. */
  readonly #seen = new Map<FilePath, SeenFile>();
  #seenNow: ReadonlyMap<FilePath, SeenFile> | undefined;
  #risk: RiskModel = DEFAULT_RISK_MODEL;
  #revision = 0;
  /** Files whose facts {@link Engine.#tracer} has not been given. */
  #pending = new Map<FilePath, FileFacts | undefined>();
  #pendingLines = 0;
  /** Lines of all files that it has been given. */
  #takenLines = 0;
  #tracer: Tracer;
  /** The steps that are left to a snapshot. */
  #tracing: Steps<Traced> | undefined;
  #project: TracedProject | undefined;
  #glimpse: TracedProject | undefined;
  #skippedFiles: readonly SkippedFile[] | undefined;
  /** What {@link Engine.#evaluation} has not seen yet. */
  #unseen: ProjectChange | undefined;
  #evaluation = new Evaluation();
  /** The tracer whose changes {@link Engine.#evaluation} follows. */
  #followed: Tracer | undefined;
  /** The steps that are left of its work on an earlier snapshot or this one. */
  #checking: Steps<Findings> | undefined;
  #findings = new Findings(new Map());
  readonly #gate = new ReleaseGate();
  readonly #followers: ChangedFiles[] = [];

  constructor(options: EngineOptions = {}) {
    this.#include = options.include ?? [];
    this.#config = this.#limited(defaultConfig());
    this.#tracer = new Tracer(this.#config, emptyGraph(this.names));
  }

  /** The configuration in force: the last one that could be read. */
  get config(): ProjectConfig {
    return this.#config;
  }

  /** Rises with each call of {@link apply} that changed something. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes changes in, in their order. */
  apply(changes: Iterable<Change>): Applied {
    let rediscover = false;
    let changed = false;
    for (const change of changes) {
      if (change.kind === 'seen') {
        changed = this.#see(change) || changed;
        continue;
      }
      for (const each of this.#fileByFile(change)) {
        if (isSettingsFile(each.path)) {
          const effect = this.#applySettings(each);
          changed ||= effect.changed;
          rediscover ||= effect.rediscover;
        } else changed = this.#applyFile(each) || changed;
      }
    }
    if (this.#followArchitecture()) rediscover = true;
    if (changed) this.#revision++;
    return { revision: this.#revision, rediscover };
  }

  /** What the rules find in {@link snapshot}. The same object until the next change. */
  findings(): Findings {
    while (!this.isChecked) this.advance();
    return this.#gate.added(this.snapshot(), this.#findings);
  }

  /** True when {@link snapshot} has nothing left to work out. */
  get isTraced(): boolean {
    return this.#tracing === undefined && this.#project?.revision === this.#revision;
  }

  /** True when {@link findings} has nothing left to work out. */
  get isChecked(): boolean {
    return this.#checking === undefined && this.isTraced && this.#unseen === undefined;
  }

  /**
   * Does one small step of the work that {@link snapshot} and then {@link findings} ask for; nothing when none is left.
   * Changes may come between steps: the work goes on with what they have left of it.
   */
  advance(): void {
    if (!this.isTraced) {
      this.#trace();
      return;
    }
    this.#checking ??= this.#startChecking();
    const step = this.#checking?.next();
    if (!step?.done) return;
    this.#checking = undefined;
    this.#findings = step.value;
  }

  /** How much checking has been done since the configuration last changed. */
  get work(): Readonly<EvaluationWork> {
    return this.#evaluation.work;
  }

  /** Everything known now. The same object until the next change. */
  snapshot(): TracedProject {
    while (!this.isTraced || !this.#project) this.#trace();
    return this.#project;
  }

  /**
   * What is known now of a project of which files are still to come: a snapshot that is not whole, and is there at once.
   */
  glimpse(): TracedProject {
    if (this.#glimpse?.revision !== this.#revision) {
      this.#takePending();
      this.#glimpse = this.#tracer.glimpse(this.#snapshotInput());
    }
    return this.#glimpse;
  }

  /**
   * Takes in what has been applied, once that is enough to be worth it: gives true then. {@link glimpse} and {@link snapshot}
   * have that much less to do.
   */
  prepareGlimpse(): boolean {
    if (this.#pendingLines < Math.max(WORTH_TAKING, this.#takenLines / TAKES_A_DOUBLING)) return false;
    this.#takePending();
    return true;
  }

  /** Paths of all files whose content is known from disk or skipped, for telling what has vanished. */
  knownPaths(): readonly FilePath[] {
    return [...this.#onDisk.keys(), ...this.#settingsOnDisk.keys()];
  }

  /** True when a specification or code was read, whatever it says. */
  get hasRead(): boolean {
    for (const known of this.#onDisk.values()) if (!isSkipped(known)) return true;
    return false;
  }

  /** True for the paths of {@link knownPaths}. */
  isKnown(path: FilePath): boolean {
    return this.#onDisk.has(path) || this.#settingsOnDisk.has(path);
  }

  /** True for a file of which nothing is known as files are read now: it was read in another way, or not at all. */
  lacks(path: FilePath): boolean {
    const known = this.#onDisk.get(path);
    return !isSkipped(known) && known?.readingKey !== readingKeyFor(path, this.#config.reading);
  }

  /** The text of a settings file that counts: what an editor holds, or what stands on disk. */
  settingsText(path: FilePath): string | undefined {
    return this.#opened.get(path)?.text ?? this.#settingsOnDisk.get(path);
  }

  /** Files that `evidence.yaml` points to: whoever feeds the engine looks whether they are there. */
  get pointedAt(): readonly FilePath[] {
    return filesIn(this.#evidence);
  }

  /** True for a file of {@link pointedAt} that nobody has looked for yet. */
  isUnseen(path: FilePath): boolean {
    return !this.#seen.has(path);
  }

  /** True when a file of that path is read, as far as its name and the project's globs tell. */
  reads(path: FilePath): boolean {
    return fileRole(path, this.#config.files) !== undefined && isReadable(path, this.#config.reading);
  }

  /** Remembers from now on, and for as long as the engine lives, which files say something else. */
  follow(): ChangedFiles {
    const changed = new ChangedFiles();
    this.#followers.push(changed);
    return changed;
  }

  /** One step towards a snapshot of everything. */
  #trace(): void {
    if (this.#tracer.config !== this.#config) this.#takePending();
    this.#tracing ??= this.#startTracing();
    const step = this.#tracing.next();
    if (!step.done) return;
    this.#tracing = undefined;
    const { project, change } = step.value;
    if (this.#followed === this.#tracer) {
      this.#unseen = this.#unseen ? joined(this.#unseen, change) : change;
    } else {
      // What was found under another configuration is of no use.
      this.#followed = this.#tracer;
      this.#evaluation = new Evaluation();
      this.#checking = undefined;
      this.#unseen = everythingIn(project);
    }
    this.#project = project;
    this.#glimpse = undefined;
  }

  #startTracing(): Steps<Traced> {
    this.#takePending();
    return this.#tracer.trace(this.#snapshotInput());
  }

  #startChecking(): Steps<Findings> | undefined {
    const project = this.#project;
    const change = this.#unseen;
    if (!project || !change) return undefined;
    this.#unseen = undefined;
    return this.#evaluation.updating(project, change);
  }

  #takePending(): void {
    if (this.#tracer.config !== this.#config) {
      this.#tracer = new Tracer(this.#config, this.#tracer.graph);
      // What was begun under another configuration is of no use.
      this.#tracing = undefined;
    }
    const pending = this.#pending;
    this.#pending = new Map();
    this.#takenLines += this.#pendingLines;
    this.#pendingLines = 0;
    if (pending.size > 0) this.#tracer.take(pending);
  }

  #snapshotInput(): SnapshotInput {
    return {
      revision: this.#revision,
      configProblems: this.#problemsInOrder(),
      skipped: this.#currentSkipped(),
      evidence: this.#evidence,
      seen: this.#currentlySeen(),
      fda: this.#fda,
    };
  }

  /** The removal of a folder as the removals of all that is known below it. */
  #fileByFile(change: Change): readonly Change[] {
    const { kind, path } = change;
    if (kind !== 'removed' || isSettingsFile(path) || this.#onDisk.has(path)) return [change];
    return this.knownPaths()
      .filter((known) => known.startsWith(`${path}/`))
      .map((known): Change => ({ kind: 'removed', path: known }));
  }

  /** Gives true when the change has changed anything. */
  #applyFile(change: Change): boolean {
    const { path } = change;
    const opened = this.#opened.get(path);
    const known = this.#onDisk.get(path);
    const onDisk = this.#onDiskAfter(change, known, opened?.read);
    if (onDisk === undefined) this.#onDisk.delete(path);
    else if (onDisk !== known) this.#onDisk.set(path, onDisk);
    if (onDisk !== known) letGo(factsOf(known));
    if (change.kind === 'read' && change.facts !== factsOf(onDisk)) letGo(change.facts);
    if (change.kind === 'opened') this.#open(path, change.text);
    if (change.kind === 'closed') this.#opened.delete(path);
    const before = shownOf(opened, known);
    const after = shownOf(this.#opened.get(path), onDisk);
    if (isSkipped(known) || isSkipped(onDisk)) this.#skippedFiles = undefined;
    if (after === before) return false;
    this.#changeFacts(path, after);
    return true;
  }

  /** What is known of a file on disk after a change, given what was known before. */
  #onDiskAfter(change: Change, known: OnDisk | undefined, opened: ReadText | undefined): OnDisk | undefined {
    switch (change.kind) {
      case 'stored':
        return this.#read(change.path, change.text, known, opened);
      case 'read':
        return this.#isCurrent(change) ? sameAsKnown(change, known, opened) : known;
      case 'skipped':
        return skippedBy(change);
      case 'removed':
        return undefined;
      default:
        return known;
    }
  }

  #changeFacts(path: FilePath, shown: string | FileFacts | undefined): void {
    const facts = typeof shown === 'object' ? shown : undefined;
    this.#pending.set(path, facts);
    for (const follower of this.#followers) follower.add(path);
    this.#pendingLines += facts && !isQuiet(facts) ? lineCountOf(facts) : LINES_OF_NOTHING;
    if (facts?.items.some(speaksOfCode)) this.#architecture.add(path);
    else this.#architecture.delete(path);
  }

  #shown(path: FilePath): string | FileFacts | undefined {
    return shownOf(this.#opened.get(path), this.#onDisk.get(path));
  }

  /** Takes over what an editor holds; of a text that was open before, only what has changed is read. */
  #open(path: FilePath, text: string): void {
    const { reading, files } = this.#config;
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) {
      this.#opened.set(path, { text, read: undefined });
      return;
    }
    const before = this.#opened.get(path);
    const whole = rereadText({ path, text, role }, reading, before?.whole);
    const read = { facts: whole.facts, readingKey: readingKeyFor(path, reading) };
    // While somebody types, the text is another one with every key, and there is no use in comparing.
    this.#opened.set(path, { text, whole, read: before?.read ? read : sameAsKnown(read, this.#onDisk.get(path)) });
  }

  #read(path: FilePath, text: string, known: OnDisk | undefined, opened: ReadText | undefined): ReadText | undefined {
    const { reading, files } = this.#config;
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) return undefined;
    const facts = new FlatFacts(path, FlatPlace.alone(flatOf(readText({ path, text, role }, reading))), this.names);
    return sameAsKnown({ facts, readingKey: readingKeyFor(path, reading) }, known, opened);
  }

  #isCurrent({ path, facts, readingKey, globs }: Change & { readonly kind: 'read' }): boolean {
    const { reading, files } = this.#config;
    if (readingKeyFor(path, reading) !== readingKey) return false;
    return globs === files || fileRole(path, files) === facts.role;
  }

  /** Without a project file all code is looked at as soon as a record speaks of code, and only then. */
  #followArchitecture(): boolean {
    const config = this.#followingArchitecture(this.#config);
    if (config === this.#config) return false;
    this.#config = config;
    this.#readOpenedAgain();
    return true;
  }

  #followingArchitecture(config: ProjectConfig): ProjectConfig {
    const reading = withCode(config.reading, !config.declared && this.#architecture.size === 0);
    return reading === config.reading ? config : { ...config, reading };
  }

  #readOpenedAgain(): void {
    for (const [path, entry] of this.#opened) {
      if (isSettingsFile(path)) continue;
      this.#open(path, entry.text);
      this.#changeFacts(path, this.#shown(path));
    }
  }

  /** Takes a settings file in; a text that cannot be read at all leaves the last good configuration in force. */
  #applySettings(change: Change): Effect {
    const { path } = change;
    // Settings are not read into facts: only their text counts.
    if (change.kind === 'read') return { changed: false, rediscover: false };
    const before = { config: this.#config, text: this.settingsText(path), reason: this.#skipReason(path) };
    if (change.kind === 'opened') this.#opened.set(path, { text: change.text, read: undefined });
    else if (change.kind === 'closed') this.#opened.delete(path);
    else {
      this.#settingsOnDisk.delete(path);
      this.#onDisk.delete(path);
      if (change.kind === 'stored') this.#settingsOnDisk.set(path, change.text);
      if (change.kind === 'skipped') this.#onDisk.set(path, skippedBy(change));
    }
    this.#skippedFiles = undefined;
    if (this.settingsText(path) === before.text) {
      return { changed: this.#skipReason(path) !== before.reason, rediscover: false };
    }
    const text = this.settingsText(path);
    this.#pending.set(path, text === undefined ? undefined : noFacts({ path, text, role: 'project' }));
    this.#readConfiguration(path);
    if (this.#config.reading.key === before.config.reading.key && sameGlobs(this.#config, before.config)) {
      return { changed: true, rediscover: false };
    }
    this.#readOpenedAgain();
    return { changed: true, rediscover: true };
  }

  #skipReason(path: FilePath): string | undefined {
    const known = this.#onDisk.get(path);
    return isSkipped(known) ? known.reason : undefined;
  }

  #readConfiguration(changed: FilePath): void {
    if (changed === RISK_FILE || changed === PROJECT_FILE) this.#readProject();
    if (changed !== FDA_FILE) this.#readEvidence();
    if (changed === FDA_FILE) this.#readFda();
  }

  #readProject(): void {
    const riskText = this.settingsText(RISK_FILE);
    const risk = riskText === undefined ? undefined : readRisk(riskText);
    this.#note(RISK_FILE, risk?.problems ?? []);
    this.#risk = risk ? (risk.risk ?? this.#risk) : DEFAULT_RISK_MODEL;
    const projectText = this.settingsText(PROJECT_FILE);
    if (projectText === undefined) {
      this.#note(PROJECT_FILE, []);
      this.#config = this.#limited(defaultConfig(this.#risk));
    } else {
      const reading = readProject(projectText, this.#risk);
      this.#note(PROJECT_FILE, reading.problems);
      const lastGood = this.#config.declared ? this.#config : { ...defaultConfig(this.#risk), declared: true };
      this.#config = this.#limited(reading.config ?? withRiskModel(lastGood, this.#risk));
    }
    this.#config = this.#followingArchitecture(this.#config);
  }

  #readEvidence(): void {
    const text = this.settingsText(EVIDENCE_FILE);
    const reading =
      text === undefined ? undefined : readEvidence(text, this.#config.reading.ids, new Set(this.#config.types.keys()));
    this.#note(EVIDENCE_FILE, reading?.problems ?? []);
    if (reading?.broken && this.#evidence !== NO_EVIDENCE) return;
    this.#evidence = reading?.evidence ?? NO_EVIDENCE;
    const pointedAt = new Set(filesIn(this.#evidence));
    for (const path of this.#seen.keys()) if (!pointedAt.has(path)) this.#seen.delete(path);
    this.#seenNow = undefined;
  }

  #readFda(): void {
    const text = this.settingsText(FDA_FILE);
    const reading = text === undefined ? undefined : readFda(text);
    this.#note(FDA_FILE, reading?.problems ?? []);
    if (!reading?.broken || this.#fda === undefined) this.#fda = reading?.answers;
  }

  #see({ path, seen }: Change & { readonly kind: 'seen' }): boolean {
    const before = this.#seen.get(path);
    if (before && sameSeen(before, seen)) return false;
    this.#seen.set(path, seen);
    this.#seenNow = undefined;
    return true;
  }

  #currentlySeen(): ReadonlyMap<FilePath, SeenFile> {
    this.#seenNow ??= new Map(this.#seen);
    return this.#seenNow;
  }

  #note(file: FilePath, problems: readonly ReadProblem[]): void {
    this.#configProblems.set(
      file,
      problems.map((problem) => ({ ...problem, file })),
    );
  }

  #problemsInOrder(): readonly ConfigProblem[] {
    return [...this.#configProblems].sort(([a], [b]) => compareText(a, b)).flatMap(([, problems]) => problems);
  }

  #limited(config: ProjectConfig): ProjectConfig {
    return this.#include.length === 0 ? config : { ...config, files: { ...config.files, include: this.#include } };
  }

  #currentSkipped(): readonly SkippedFile[] {
    if (this.#skippedFiles) return this.#skippedFiles;
    const skipped: SkippedFile[] = [];
    for (const [path, known] of this.#onDisk) {
      if (isSkipped(known) && typeof this.#shown(path) !== 'object') skipped.push({ path, reason: known.reason });
    }
    this.#skippedFiles = skipped.sort((a, b) => compareText(a.path, b.path));
    return this.#skippedFiles;
  }
}

/** Files with so many lines are taken into a graph at once: few enough for a moment, many enough to be worth it. */
const WORTH_TAKING = 2000;

/** A file that says nothing is taken in with so many lines of others: most files of a large tree are such. */
const LINES_OF_NOTHING = 1 / 8;

/** Each time costs something for all that is there: so the larger a graph is, the more is taken in at once. */
const TAKES_A_DOUBLING = 200;

function skippedBy({ reason, unreadable }: Change & { readonly kind: 'skipped' }): Skipped {
  return { reason, unreadable: unreadable === true };
}

/** What was read of a file on disk. */
function factsOf(known: OnDisk | undefined): FileFacts | undefined {
  return isSkipped(known) ? undefined : known?.facts;
}

/** Facts of many files stand together, and make room once most of them are of no use any more. */
function letGo(facts: FileFacts | undefined): void {
  if (facts instanceof FlatFacts) facts.flat.leave();
}

function isSkipped(known: OnDisk | undefined): known is Skipped {
  return known !== undefined && 'reason' in known;
}

/** What a snapshot tells of a file: why it is not read, or what it says. */
function shownOf(opened: OpenedText | undefined, known: OnDisk | undefined): string | FileFacts | undefined {
  if (!isSkipped(known)) return (opened ? opened.read : known)?.facts;
  return opened && known.unreadable ? opened.read?.facts : known.reason;
}

/** What was known before, as long as what the file says, and how it was read, are the same. */
function sameAsKnown(read: ReadText, known: OnDisk | undefined, opened?: ReadText): ReadText {
  if (known && !isSkipped(known) && isSame(known, read)) return known;
  if (opened && isSame(opened, read)) return opened;
  return { readingKey: read.readingKey, facts: read.facts };
}

function isSame(a: ReadText, b: ReadText): boolean {
  return a.readingKey === b.readingKey && sameFacts(a.facts, b.facts);
}

/** True for a record that gives code a class, a place in the architecture, or a name. */
function speaksOfCode({ dialect, type }: ItemFact): boolean {
  return dialect === 'lifetrace' && ['SS', 'SI', 'UNIT'].includes(type);
}

function sameSeen(a: SeenFile, b: SeenFile): boolean {
  const same = a.anchors?.size === b.anchors?.size && [...(a.anchors ?? [])].every((anchor) => b.anchors?.has(anchor));
  return a.there === b.there && same;
}

function sameGlobs(a: ProjectConfig, b: ProjectConfig): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}

import type { ItemKey } from '../../model/itemId.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath } from '../../model/span.ts';
import type { Contradiction } from '../classes/contradiction.ts';
import type { ClassAnalysis, NodeClass } from '../classes/nodeClass.ts';
import type { Cell } from '../graph/cells.ts';
import type { OftTrace } from '../oft.ts';
import type { CountByQuery } from '../recordCounts.ts';
import type { Spreads } from '../spreads.ts';
import type { FileRecords } from './fileRecords.ts';
import type { Owners } from './owners.ts';

/** Something worked out, with what it was worked out from. */
export interface Memo<T> {
  readonly value: T;
  readonly cells: ReadonlySet<Cell>;
}

/** Safety classes, with ways to find them by key. */
export interface ClassResults {
  readonly analysis: ClassAnalysis;
  readonly byKey: ReadonlyMap<ItemKey, NodeClass>;
  readonly contradictions: ReadonlyMap<ItemKey, Contradiction>;
  readonly productLevel: SafetyLevel;
}

/** What is worked out for a project as a whole, and kept until something that it rests on changes. */
export interface Analyses {
  readonly owners: Memo<Owners>;
  /** Software unit records that name a file. */
  readonly records: Memo<ReadonlyMap<FilePath, FileRecords>>;
  readonly classes: ClassResults;
  readonly spreads: Spreads;
  readonly recordCounts: CountByQuery;
  readonly oft: () => OftTrace;
}

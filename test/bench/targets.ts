/** What the measures are called in the table. */
export type MeasureId = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8' | 'P9' | 'P10' | 'P11';

/** One number that we hold ourselves to. Smaller is better for all of them. */
export interface Target {
  readonly measure: MeasureId;
  /** What is measured, in a few words. */
  readonly what: string;
  readonly unit: '×' | 'ms' | 'MiB';
  /** What we want. */
  readonly target: number;
  /** What we do not ship without. */
  readonly gate: number;
}

/** All targets, in the order of the table. Their names are how results refer to them. */
export const TARGETS = {
  coldCpu: { measure: 'P1', what: 'cold index against ripgrep, CPU', unit: '×', target: 1.3, gate: 2 },
  coldWall: { measure: 'P1', what: 'cold index against ripgrep, wall', unit: '×', target: 1.3, gate: 2 },
  evictedWall: { measure: 'P2', what: 'the same, nothing in the page cache, wall', unit: '×', target: 1, gate: 1.3 },
  unitsCpu: { measure: 'P3', what: 'index with units against ctags, CPU', unit: '×', target: 0.1, gate: 0.25 },
  warmShown: {
    measure: 'P5',
    what: 'warm start, findings shown, against ripgrep, wall',
    unit: '×',
    target: 0.25,
    gate: 0.5,
  },
  warmChecked: {
    measure: 'P5',
    what: 'warm start, all re-validated, against ripgrep, wall',
    unit: '×',
    target: 0.7,
    gate: 1.2,
  },
  keyServer: { measure: 'P6', what: 'keystroke to findings, in the server, p95', unit: 'ms', target: 5, gate: 20 },
  keyRoundTrip: { measure: 'P6', what: 'keystroke to findings, round trip, p95', unit: 'ms', target: 15, gate: 50 },
  hover: { measure: 'P7', what: 'hover, round trip, p95', unit: 'ms', target: 5, gate: 20 },
  definition: { measure: 'P7', what: 'definition, round trip, p95', unit: 'ms', target: 5, gate: 20 },
  completion: { measure: 'P7', what: 'completion, round trip, p95', unit: 'ms', target: 5, gate: 20 },
  treeMemory: { measure: 'P8', what: 'peak memory, cold index of the tree', unit: 'MiB', target: 200, gate: 350 },
  graphMemory: { measure: 'P8', what: 'peak memory, server with the P6 project', unit: 'MiB', target: 300, gate: 500 },
  startUp: {
    measure: 'P9',
    what: 'spawn to initialize answered, against a bare server',
    unit: '×',
    target: 1.3,
    gate: 2,
  },
  oftWall: {
    measure: 'P10',
    what: '10,000 requirements against OpenFastTrace, wall',
    unit: '×',
    target: 0.1,
    gate: 0.25,
  },
  oftMemory: { measure: 'P10', what: 'the same, memory', unit: '×', target: 0.1, gate: 0.25 },
  oftLargeWall: {
    measure: 'P10',
    what: '100,000 requirements against OpenFastTrace, wall',
    unit: '×',
    target: 0.1,
    gate: 0.25,
  },
  oftLargeMemory: { measure: 'P10', what: 'the same, memory', unit: '×', target: 0.1, gate: 0.25 },
  growthTime: { measure: 'P11', what: 'ten times the work, CPU', unit: '×', target: 11, gate: 13 },
  growthMemory: { measure: 'P11', what: 'ten times the work, memory', unit: '×', target: 11, gate: 13 },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;

/** What came out for one target. */
export type Result =
  | {
      readonly target: TargetName;
      /** In the target's unit. */
      readonly value: number;
      /** Our figure and that of the one we compare with, as a person reads them. */
      readonly ours: string;
      readonly peer: string;
      /** How many runs or samples stand behind the figure. */
      readonly samples: number;
    }
  | { readonly target: TargetName; readonly notMeasured: string };

export type Verdict = 'met' | 'within gate' | 'missed' | 'not measured';

/** Whether a result is what we want, what we ship, or neither. */
export function verdictOf(result: Result): Verdict {
  if ('notMeasured' in result) return 'not measured';
  const { target, gate } = TARGETS[result.target];
  if (result.value <= target) return 'met';
  return result.value <= gate ? 'within gate' : 'missed';
}

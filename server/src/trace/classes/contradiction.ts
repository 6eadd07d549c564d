import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { Demand } from './demands.ts';

/** Something that the declared classes say against each other or against the risk analysis, at one node. */
export type Contradiction =
  | {
      /** A software system without class: `level` applies (4.3 g). */
      readonly code: 'LT501';
      readonly node: string;
      readonly level: SafetyLevel;
    }
  | {
      /** `declared` is below `inherited`, and there is no rationale (4.3 d). */
      readonly code: 'LT503';
      readonly node: string;
      readonly declared: SafetyLevel;
      readonly inherited: SafetyLevel;
    }
  | {
      /** `child`, a part of the node, is `level`: the node must be at least that. */
      readonly code: 'LT504';
      readonly node: string;
      readonly declared: SafetyLevel;
      readonly child: string;
      readonly level: SafetyLevel;
    }
  | {
      /** `declared` is below `level`, which `by`, a hazardous situation or a risk control, requires. */
      readonly code: 'LT505';
      readonly node: string;
      readonly declared: SafetyLevel;
      readonly by: string;
      readonly level: SafetyLevel;
      readonly demand: Demand;
    }
  | {
      /** There is a rationale for the lower class, but not how the node is segregated (4.3 d, 5.3.5). */
      readonly code: 'LT506';
      readonly node: string;
      readonly declared: SafetyLevel;
      readonly inherited: SafetyLevel;
      /** Parents that the record leaves out; empty when it names no segregation at all. */
      readonly notSegregatedFrom: readonly string[];
    };

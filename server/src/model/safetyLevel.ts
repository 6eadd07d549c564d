/** A software safety class by its name in the profile in force (`A`, `B`, `C` in IEC 62304). */
export type SafetyLevel = string;

/** One type of traced record: its short name is its default prefix. */
export interface ItemType {
  readonly id: string;
  /** What a person calls it, singular, in lower case. */
  readonly label: string;
  /** Further prefixes seen in the field that mean this type. */
  readonly aliases: readonly string[];
}

/** The item types of the domain model with their default prefixes, in the order in which a reviewer reads them. */
export const ITEM_TYPES: readonly ItemType[] = [
  { id: 'UN', label: 'user need', aliases: ['URS', 'USR'] },
  { id: 'SYS', label: 'system requirement', aliases: ['SYR', 'PRD', 'SR'] },
  { id: 'SRS', label: 'software requirement', aliases: ['SWR', 'SW', 'REQ', 'FR', 'RQ'] },
  { id: 'SAD', label: 'architecture element', aliases: ['ARC', 'SWS'] },
  { id: 'SS', label: 'software system', aliases: [] },
  { id: 'SI', label: 'software item', aliases: ['SWI', 'CSC'] },
  { id: 'SDD', label: 'detailed design', aliases: ['SDS', 'DES'] },
  { id: 'UNIT', label: 'software unit', aliases: ['SU'] },
  { id: 'IF', label: 'interface', aliases: ['ICD'] },
  { id: 'SOUP', label: 'SOUP', aliases: ['OTS'] },
  { id: 'SEG', label: 'segregation', aliases: [] },
  { id: 'HAZ', label: 'hazard', aliases: ['HZ'] },
  { id: 'HS', label: 'hazardous situation', aliases: ['RSK'] },
  { id: 'CAUSE', label: 'software cause', aliases: ['FM'] },
  { id: 'RC', label: 'risk control', aliases: ['RCM', 'MIT', 'RISK-CTRL'] },
  { id: 'ST', label: 'software system test', aliases: ['TC', 'TEST'] },
  { id: 'IT', label: 'integration test', aliases: ['INT'] },
  { id: 'UT', label: 'unit test', aliases: [] },
  { id: 'VAL', label: 'validation', aliases: [] },
  { id: 'TR', label: 'test result', aliases: ['TE'] },
  { id: 'REV', label: 'review', aliases: [] },
  { id: 'PR', label: 'problem report', aliases: [] },
  { id: 'CR', label: 'change request', aliases: [] },
  { id: 'ANOM', label: 'anomaly', aliases: ['BG', 'BUG'] },
  { id: 'REL', label: 'release', aliases: [] },
  { id: 'DOC', label: 'document', aliases: [] },
  { id: 'TOOL', label: 'tool', aliases: [] },
  { id: 'THR', label: 'threat', aliases: [] },
];

/** Types whose records are tests. */
export const TEST_TYPES: ReadonlySet<string> = new Set(['ST', 'IT', 'UT', 'VAL']);

/** Types whose records are requirements of the system or of its software. */
export const REQUIREMENT_TYPES: ReadonlySet<string> = new Set(['SYS', 'SRS']);

const byId: ReadonlyMap<string, ItemType> = new Map(ITEM_TYPES.map((type) => [type.id, type]));

const byName: ReadonlyMap<string, string> = new Map(
  ITEM_TYPES.flatMap(({ id, label }) => [
    [id.toLowerCase(), id],
    [label.toLowerCase(), id],
  ]),
);

/** The type of the domain model that a text names, by its short name or in words, in any case; undefined for any other. */
export function typeNamed(text: string): string | undefined {
  return byName.get(text.trim().toLowerCase());
}

/** What a person calls a type; a type that a project invented is called by its own name. */
export function typeLabel(type: string): string {
  return byId.get(type)?.label ?? type;
}

/** True for the types of the domain model, false for types that a project or a dialect invented. */
export function isDomainType(type: string): boolean {
  return byId.has(type);
}

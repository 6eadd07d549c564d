import evidence from '../../../../schemas/evidence.schema.json';
import fda from '../../../../schemas/fda.schema.json';
import project from '../../../../schemas/project.schema.json';
import records from '../../../../schemas/records.schema.json';
import risk from '../../../../schemas/risk.schema.json';
import { EVIDENCE_FILE, FDA_FILE, PROJECT_FILE, RISK_FILE } from '../../config/project.ts';
import type { FilePath } from '../../model/span.ts';
import type { Schema } from './schema.ts';

/** The schemas of the project's settings, by the file that they are for. */
export const SETTINGS_SCHEMAS: ReadonlyMap<FilePath, Schema> = new Map<FilePath, Schema>([
  [PROJECT_FILE, project as Schema],
  [RISK_FILE, risk as Schema],
  [EVIDENCE_FILE, evidence as Schema],
  [FDA_FILE, fda as Schema],
]);

const FIELDS: Readonly<Record<string, { readonly description?: string }>> = records.definitions.fields.properties;

/** What the schema of records says about a field, by its name. */
export function aboutField(name: string): string {
  return FIELDS[name]?.description ?? '';
}

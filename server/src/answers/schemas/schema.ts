/** The part of JSON Schema that the schemas of our files use. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A key that a schema names, and what it says about it. */
export interface SchemaKey {
  readonly name: string;
  readonly about: string;
}

/**
 * All that a value may be: references followed, choices apart, and for a list what may stand in it, since in YAML the
 * entries of a list have the path of its key.
 */
function alternatives(root: Schema, schema: Schema): readonly Schema[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [], items } = schema;
  const target = definition(root, $ref);
  const parts = [...(target ? [target] : []), ...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])];
  return [schema, ...parts.flatMap((part) => alternatives(root, part))];
}

/** What a schema says of the value at a path of keys; empty where it says nothing. */
function schemasAt(root: Schema, path: readonly string[]): readonly Schema[] {
  let found: readonly Schema[] = [root];
  for (const key of path) {
    found = found.flatMap((each) => alternatives(root, each)).flatMap((each) => below(each, key) ?? []);
  }
  return found;
}

function below(schema: Schema, key: string): Schema | undefined {
  const named = schema.properties?.[key];
  if (named) return named;
  const matching = Object.entries(schema.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern).test(key));
  if (matching) return matching[1];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The keys that may stand in the map at a path, as far as the schema names them. */
export function keysAt(root: Schema, path: readonly string[]): readonly SchemaKey[] {
  const keys = new Map<string, SchemaKey>();
  for (const schema of schemasAt(root, path).flatMap((each) => alternatives(root, each))) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!keys.has(name)) keys.set(name, { name, about: aboutOf(root, [property]) });
    }
    const { propertyNames } = schema;
    if (!propertyNames) continue;
    for (const name of alternatives(root, propertyNames).flatMap((each) => each.enum ?? [])) {
      if (typeof name === 'string' && !keys.has(name)) keys.set(name, { name, about: '' });
    }
  }
  return [...keys.values()];
}

/** The values that may stand at a path, where they can be counted. Words are preferred to what they stand for. */
export function valuesAt(root: Schema, path: readonly string[]): readonly string[] {
  const values = schemasAt(root, path)
    .flatMap((each) => alternatives(root, each))
    .flatMap((each) => [...(each.enum ?? []), ...(each.const === undefined ? [] : [each.const]), ...truth(each)]);
  const words = values.filter((value) => typeof value === 'string');
  const others = values.filter((value) => typeof value === 'boolean' || typeof value === 'number');
  return [...new Set((words.length > 0 ? words : others).map(String))];
}

function truth({ type, enum: values }: Schema): readonly boolean[] {
  return type === 'boolean' && !values ? [true, false] : [];
}

/** What a schema says about the key at the end of a path: its own words, or those of what it refers to. */
export function aboutAt(root: Schema, path: readonly string[]): string {
  return aboutOf(root, schemasAt(root, path));
}

function aboutOf(root: Schema, schemas: readonly Schema[]): string {
  const words = schemas.map(({ description, $ref }) => description ?? definition(root, $ref)?.description);
  return words.find((each) => each !== undefined) ?? '';
}

function definition(root: Schema, $ref: string | undefined): Schema | undefined {
  return $ref === undefined ? undefined : root.definitions?.[$ref.replace('#/definitions/', '')];
}

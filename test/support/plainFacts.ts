import type {
  AttributeFact,
  FileFacts,
  ItemFact,
  LinkFact,
  SpannedText,
  TagFact,
  UnitFact,
} from '../../server/src/model/facts.ts';

/** The facts as plain objects without fields that have no value, whatever form they come in. */
export function plainFacts(facts: FileFacts): FileFacts {
  const { path, language, role, lineStarts, generated, items, units, tags, suppressions, problems } = facts;
  return {
    path,
    language,
    role,
    lineStarts: Array.from(lineStarts),
    ...(generated && { generated }),
    items: items.map(plainItem),
    units: units.map(plainUnit),
    tags: tags.map(plainTag),
    suppressions: [...suppressions],
    problems: [...problems],
  };
}

function plainItem(item: ItemFact): ItemFact {
  const { dialect, id, key, type, idSpan, span, title, text, revision, attributes, links, needs, forwards } = item;
  return {
    ...{ dialect, id, key, type, idSpan, span, title, text },
    ...(revision !== undefined && { revision }),
    ...(forwards !== undefined && { forwards }),
    attributes: attributes.map(plainAttribute),
    links: links.map(plainLink),
    needs: plainTexts(needs),
  };
}

function plainAttribute({ name, nameSpan, values }: AttributeFact): AttributeFact {
  return { name, nameSpan, values: plainTexts(values) };
}

function plainLink({ kind, to, toKey, revision, span }: LinkFact): LinkFact {
  return { kind, to, toKey, ...(revision !== undefined && { revision }), span };
}

function plainTexts(texts: readonly SpannedText[]): readonly SpannedText[] {
  return texts.map(({ text, span }) => ({ text, span }));
}

function plainUnit({ kind, name, qualifiedName, nameSpan, span, docSpan, parent, test }: UnitFact): UnitFact {
  return {
    ...{ kind, name, qualifiedName, nameSpan, span, parent },
    ...(docSpan && { docSpan }),
    ...(test !== undefined && { test }),
  };
}

function plainTag(tag: TagFact): TagFact {
  const { dialect, keyword, target, targetKey, revision, span, tagSpan, unit, local, declares, covering } = tag;
  return {
    ...{ dialect, keyword, target, targetKey, span, tagSpan, unit },
    ...(revision !== undefined && { revision }),
    ...(local && { local }),
    ...(declares !== undefined && { declares }),
    ...(covering && {
      covering: {
        type: covering.type,
        ...(covering.name !== undefined && { name: covering.name }),
        revision: covering.revision,
        needs: plainTexts(covering.needs),
      },
    }),
  };
}
